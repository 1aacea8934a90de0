// Each file in cases/ is a list of cases: "@@ case NAME", the files of a project as "@@ PATH", and "@@ result": the resolved model as YAML,
// or its problems. PORTOLAN_BLESS=1 rewrites the results; then read the diff.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "cli/config_yaml.h"
#include "load/compose/project.h"
#include "tests/golden.h"

using namespace portolan;

namespace {

struct Case {
  std::string name;
  std::vector<std::pair<std::string, std::string>> sections;  // as written; "result" is the last
};

std::vector<Case> read_cases(const std::string& text) {
  std::vector<Case> cases;
  for (const std::string_view line : split(text, '\n')) {
    if (line.starts_with("@@ case ")) {
      cases.push_back({std::string(line.substr(8)), {}});
    } else if (line.starts_with("@@ ")) {
      cases.back().sections.emplace_back(line.substr(3), "");
    } else if (!cases.empty() && !cases.back().sections.empty()) {
      cases.back().sections.back().second += std::string(line) + "\n";
    }
  }
  // The blank line before the next case belongs to nobody.
  for (Case& one : cases) {
    for (auto& [name, section] : one.sections) {
      while (section.ends_with("\n\n")) section.pop_back();
      if (section == "\n") section.clear();
    }
  }
  return cases;
}

std::string resolve(const Case& one) {
  std::map<std::string, std::string> files;
  load::ProjectOptions options;
  for (const auto& [path, text] : one.sections) {
    if (path == "result") continue;
    files[path] = text;
    if (path == "compose.yml" || path == "override.yml") options.files.push_back(path);
  }
  const auto reader = make_memory_reader(files, "case");
  SourceMap sources;
  const load::Project project = load::load_project(*reader, sources, options);
  std::ostringstream out;
  bool wrong = false;
  for (const Diagnostic& problem : project.problems) {
    const Location at = sources.locate(problem.span);
    out << fmt::format("{}:{}:{}: {}: {} [{}]\n", at.file, at.line, at.column, name_of(problem.severity), problem.message, problem.rule);
    for (const Related& related : problem.related) {
      const Location place = sources.locate(related.span);
      out << fmt::format("  {}:{}:{}: {}\n", place.file, place.line, place.column, related.message);
    }
    if (!problem.help.empty()) out << fmt::format("  help: {}\n", problem.help);
    wrong = wrong || problem.severity == Severity::error;
  }
  if (!wrong) cli::print_yaml(project.model, sources, cli::Origins::hidden, out);
  return out.str();
}

}  // namespace

TEST_CASE("load_project resolves the cases in tests/load/compose/cases") {
  const std::filesystem::path folder = std::string(PORTOLAN_SOURCE_DIR) + "/tests/load/compose/cases";
  const bool bless = std::getenv("PORTOLAN_BLESS") != nullptr;
  int count = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const std::string relative = "tests/load/compose/cases/" + file.path().filename().string();
    const std::vector<Case> cases = read_cases(test::read_source_file(relative));
    std::string blessed;
    for (const Case& one : cases) {
      CAPTURE(relative);
      CAPTURE(one.name);
      REQUIRE(!one.sections.empty());
      const std::string actual = resolve(one);
      blessed += fmt::format("{}@@ case {}\n", blessed.empty() ? "" : "\n", one.name);
      for (const auto& [path, text] : one.sections) blessed += fmt::format("@@ {}\n{}", path, path == "result" ? actual : text);
      if (!bless) CHECK(actual == one.sections.back().second);
      ++count;
    }
    if (bless) std::ofstream(file.path(), std::ios::binary) << blessed;
  }
  CHECK(count > 20);
}
