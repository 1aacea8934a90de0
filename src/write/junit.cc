#include <algorithm>

#include <fmt/format.h>

#include "write/report_formats.h"
#include "write/report_places.h"

namespace portolan::write {

namespace {

struct Suite {
  std::string cases;
  std::size_t tests = 0;
  std::size_t failures = 0;
};

/// A note is no failure: its test passes and says what it has to say.
void add_finding(Suite& suite, const Finding& finding, const SourceMap& sources) {
  const Diagnostic& diagnostic = finding.diagnostic;
  const Location place = sources.locate(diagnostic.span);
  const std::string file = escape_xml(place.file.empty() ? "." : place.file);
  const std::string name = fmt::format("{} at {}:{}:{}", escape_xml(diagnostic.rule.empty() ? "portolan" : diagnostic.rule), file, place.line, place.column);
  const std::string text = escape_xml(full_text(finding, sources));
  suite.cases += fmt::format("    <testcase name=\"{}\" classname=\"{}\">\n", name, file);
  if (diagnostic.severity == Severity::info) {
    suite.cases += fmt::format("      <system-out>{}</system-out>\n", text);
  } else {
    suite.cases += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", name_of(diagnostic.severity), escape_xml(diagnostic.message), text);
    ++suite.failures;
  }
  suite.cases += "    </testcase>\n";
  ++suite.tests;
}

std::string write_suite(std::string_view name, Suite suite) {
  if (suite.tests == 0) {
    suite.cases = "    <testcase name=\"no findings\" classname=\"portolan\"/>\n";
    suite.tests = 1;
  }
  return fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n{}  </testsuite>\n", escape_xml(name), suite.tests, suite.failures, suite.cases);
}

}  // namespace

std::string write_junit(const FindingsInput& input, Excerpts) {
  std::string suites;
  std::size_t tests = 0, failures = 0;
  const auto add = [&](std::string_view name, const std::vector<Finding>& findings) {
    Suite suite;
    for (const Finding& finding : findings) add_finding(suite, finding, input.sources);
    tests += std::max<std::size_t>(1, suite.tests);
    failures += suite.failures;
    suites += write_suite(name, std::move(suite));
  };
  if (!input.problems.empty() || input.reports.empty()) add("handbook", input.problems);
  for (std::size_t i = 0; i < input.reports.size(); ++i) add(input.handbook.stacks[i].name, input.reports[i].findings);
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"portolan\" tests=\"{}\" failures=\"{}\">\n{}</testsuites>\n", tests, failures, suites);
}

}  // namespace portolan::write
