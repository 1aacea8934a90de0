// Each cases/NAME.md is a plan; NAME.txt says what `portolan extract` makes of it for each of its environments: "== ENVIRONMENT: FILES, exit CODE", what it says
// on standard error (lines with "! "), and the compose file. What the files hold was written by hand.
#include <filesystem>
#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "cli/extract.h"
#include "load/load.h"
#include "load/plan_stack/plan_stack.h"
#include "tests/golden.h"
#include "tests/source_tree.h"

using namespace portolan;

namespace {

std::vector<load::FoundEnvironment> environments_of(FileReader& reader) {
  SourceMap sources;
  Diagnostics problems;
  const auto plan = load::load_document(reader, sources, "plan.md", problems);
  REQUIRE(plan);
  std::vector<load::FoundEnvironment> found;
  for (const load::PaperEnvironment& environment : load::assemble_stack({*plan}, sources).environments) found.push_back(environment.found);
  return found;
}

std::string extract_all(const std::string& text) {
  const auto reader = make_memory_reader({{"plan.md", text}}, "shop");
  std::string all;
  for (const load::FoundEnvironment& environment : environments_of(*reader)) {
    std::ostringstream err;
    const cli::Extracted extracted = cli::extract_plan({.plan = "plan.md", .environment = environment.name}, *reader, err);
    all += fmt::format("== {}: {}, exit {}\n", environment.name, environment.files.empty() ? "no file" : join(environment.files, " + "), extracted.exit_code);
    const std::string said = err.str();
    for (const std::string_view line : split(said, '\n')) {
      if (!line.empty()) all += fmt::format("! {}\n", line);
    }
    all += extracted.yaml;
  }
  return all;
}

/// The first line that differs, with its number and both texts.
std::string first_difference(const std::string& expected, const std::string& actual) {
  const auto a = split(expected, '\n'), b = split(actual, '\n');
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::string_view x = i < a.size() ? a[i] : "(end)", y = i < b.size() ? b[i] : "(end)";
    if (x != y) return fmt::format("line {}:\n  expected {}\n  actual   {}", i + 1, x, y);
  }
  return {};
}

}  // namespace

TEST_CASE("plans become the compose files that they describe") {
  const std::filesystem::path folder = std::filesystem::path(test::source_folder()) / "tests/load/plan_stack/cases";
  std::size_t cases = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".md") continue;
    const std::string name = entry.path().stem().string();
    CAPTURE(name);
    const std::string text = test::read_source_file(fmt::format("tests/load/plan_stack/cases/{}.md", name));
    const std::string actual = extract_all(text);
    CHECK(first_difference(test::read_source_file(fmt::format("tests/load/plan_stack/cases/{}.txt", name)), actual) == "");
    CHECK(extract_all(text) == actual);
    ++cases;
  }
  CHECK(cases >= 7);
}
