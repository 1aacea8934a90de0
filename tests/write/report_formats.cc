// Each format of `check --format` as a whole, from findings that hold what formats stumble over.
#include "write/findings.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "check/rule.h"
#include "tests/golden.h"
#include "tests/write/example.h"

using namespace portolan;
using test::Example;

/// The example with a fix, and with a finding whose words are markup in one format or another.
struct HostileExample : Example {
  HostileExample() {
    Finding fixed = reports[0].findings[0];
    Diagnostic& diagnostic = fixed.diagnostic;
    diagnostic.fix = Fix{.description = "write the port of compose", .file = diagnostic.span.file, .file_hash = 0, .edits = {{diagnostic.span, "5433"}}};
    reports[0].findings.push_back(fixed);
    Finding& evil = reports[0].findings.emplace_back();
    evil.diagnostic.rule = "invalid-yaml";
    evil.diagnostic.severity = Severity::warning;
    evil.diagnostic.span = test::span_of(sources, *sources.find("shop/docs/plan.md"), "Pläne");
    evil.diagnostic.message = "100% \"of\" <b>`it`</b> & ]]> :: a,b @team\nnext | line";
    evil.diagnostic.help = "quote it, or <remove> it";
    evil.stack = "shop";
    evil.fingerprint = "00000000000000aa";
  }
};

/// A golden file that held every rule would change with each new one.
static std::string without_rules(const std::string& sarif) {
  Json json = Json::parse(sarif);
  json["runs"][0]["tool"]["driver"].erase("rules");
  for (Json& result : json["runs"][0]["results"]) {
    if (result.contains("ruleIndex")) result["ruleIndex"] = 0;
  }
  return pretty_json(json);
}

TEST_CASE("report formats: each gives the same report in its own words") {
  const HostileExample example;
  for (const write::FindingsFormat& format : write::findings_formats()) {
    CAPTURE(format.name);
    std::string text = example.written(format.name, write::Excerpts::none);
    if (format.name == "sarif") text = without_rules(text);
    CHECK(test::differs_from_golden("reports/" + std::string(format.name) + ".txt", text) == "");
    CHECK(text.find("hunter2") == std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
  }
}

TEST_CASE("report formats: the guide names each of them") {
  const std::string guide = test::read_source_file("content/guide/findings-and-exit-codes.md");
  for (const write::FindingsFormat& format : write::findings_formats()) {
    CAPTURE(format.name);
    CHECK(guide.find("\n| `" + std::string(format.name) + "` | ") != std::string::npos);
  }
}

TEST_CASE("report formats: a report without findings is a whole document") {
  Example example;
  example.problems.clear();
  example.reports[0] = {};
  CHECK(example.written("checkstyle", write::Excerpts::none) == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n</checkstyle>\n");
  CHECK(example.written("github", write::Excerpts::none) == "");
  CHECK(example.written("gitlab", write::Excerpts::none) == "[]\n");
  CHECK(example.written("junit", write::Excerpts::none) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"portolan\" tests=\"1\" failures=\"0\">\n"
        "  <testsuite name=\"shop\" tests=\"1\" failures=\"0\">\n    <testcase name=\"no findings\" classname=\"portolan\"/>\n  </testsuite>\n</testsuites>\n");
  CHECK(example.written("markdown", write::Excerpts::none) ==
        "### Portolan: 0 errors, 0 warnings, 0 notes\n\n0 statements: 0 verified, 0 contradicted, 0 unverifiable, 0 planned\n");
  CHECK(compact_json(Json::parse(example.written("rdjson", write::Excerpts::none))) == R"({"source":{"name":"portolan"},"diagnostics":[]})");
  CHECK(Json::parse(example.written("sarif", write::Excerpts::none))["runs"][0]["results"].empty());
}

TEST_CASE("report formats: gitlab gets no fingerprint twice") {
  Example example;
  example.reports[0].findings.push_back(example.reports[0].findings[0]);
  const Json report = Json::parse(example.written("gitlab", write::Excerpts::none));
  REQUIRE(report.size() == 3);
  CHECK(report[1]["fingerprint"] == "5f1c0a9be2d47733");
  CHECK(report[2]["fingerprint"] == "5f1c0a9be2d47733-2");
}

TEST_CASE("report formats: reviewdog's columns are bytes, the others' are characters") {
  HostileExample example;
  example.reports[0].findings.back().diagnostic.span.begin += 2;  // behind "Pl"
  example.reports[0].findings.back().diagnostic.span.begin += 2;  // behind "ä", two bytes
  const Json reviewdog = Json::parse(example.written("rdjson", write::Excerpts::none));
  const Json sarif = Json::parse(example.written("sarif", write::Excerpts::none));
  CHECK(reviewdog["diagnostics"][1]["location"]["range"]["start"]["column"] == 7);
  CHECK(sarif["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 6);
}

TEST_CASE("report formats: sarif describes each rule, and those that only reading gives by name") {
  const Json json = Json::parse(HostileExample().written("sarif", write::Excerpts::none));
  const Json& rules = json["runs"][0]["tool"]["driver"]["rules"];
  REQUIRE(rules.size() == check::all_rules().size() + 1);
  for (std::size_t i = 0; i < check::all_rules().size(); ++i) {
    CHECK(rules[i]["id"] == check::all_rules()[i]->name);
    CHECK(rules[i]["shortDescription"]["text"] == check::all_rules()[i]->summary);
  }
  CHECK(compact_json(rules.back()) == R"({"id":"invalid-yaml"})");
  for (const Json& result : json["runs"][0]["results"]) {
    if (result.contains("ruleId")) CHECK(rules[result["ruleIndex"].get<std::size_t>()]["id"] == result["ruleId"]);
  }
}

TEST_CASE("report formats: a comment ends before GitHub cuts it") {
  Example example;
  const Finding finding = example.reports[0].findings[0];
  for (int i = 0; i < 1000; ++i) example.reports[0].findings.push_back(finding);
  const std::string text = example.written("markdown", write::Excerpts::none);
  CHECK(text.size() < 65'536);
  CHECK(text.find("\n… and ") != std::string::npos);
}
