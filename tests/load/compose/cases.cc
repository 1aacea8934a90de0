// Each file in cases/ is a list of cases: "@@ case NAME", the files of a project as "@@ PATH" (compose.yml and override.yml are loaded), "@@ options"
// with one "NAME VALUE" on each line where a case needs them, and "@@ result": the problems, and the resolved model as YAML when none is an error. PORTOLAN_BLESS=1 rewrites the results that differ, prints each of them, and fails all the same: what changed is to be read.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "cli/config_yaml.h"
#include "load/compose/project.h"
#include "tests/golden.h"
#include "tests/source_tree.h"

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

/// One line of "@@ options": the name of an option of `portolan config`, or "set NAME=value" for the environment of the process.
void apply_option(load::ProjectOptions& options, std::string_view line) {
  const std::size_t blank = line.find(' ');
  const std::string name(line.substr(0, blank)), value(blank == std::string_view::npos ? "" : line.substr(blank + 1));
  if (name == "set") {
    const std::size_t equals = value.find('=');
    options.process[value.substr(0, equals)] = value.substr(equals + 1);
  } else if (name == "file") {
    options.files.push_back(value);
  } else if (name == "env-file") {
    options.env_files.push_back(value);
  } else if (name == "profile") {
    options.profiles.push_back(value);
  } else if (name == "service") {
    options.services.push_back(value);
  } else if (name == "project-name") {
    options.project_name = value;
  } else if (name == "project-directory") {
    options.project_directory = value;
  } else if (name == "absolute-paths") {
    options.absolute_paths = true;
  } else if (name == "all-resources") {
    options.all_resources = true;
  } else if (name == "no-interpolate") {
    options.interpolate = false;
  } else if (name == "no-consistency") {
    options.check_consistency = false;
  } else if (name == "no-env-resolution") {
    options.resolve_env_files = false;
  } else {
    FAIL_CHECK(fmt::format("unknown option \"{}\"", line));
  }
}

std::string resolve(const Case& one) {
  std::map<std::string, std::string> files;
  load::ProjectOptions options;
  for (const auto& [path, text] : one.sections) {
    if (path == "result") continue;
    if (path == "options") {
      for (const std::string_view line : split(trim(text), '\n')) apply_option(options, line);
      continue;
    }
    files[path] = text;
  }
  // Without files of its own a case loads these two; "file by-convention" leaves the search to the loader.
  const bool named = !options.files.empty();
  for (const char* usual : {"compose.yml", "override.yml"}) {
    if (!named && files.contains(usual)) options.files.emplace_back(usual);
  }
  std::erase(options.files, "by-convention");
  const auto reader = make_memory_reader(files, "case");
  SourceMap sources;
  const load::Project project = load::load_project(*reader, sources, options);
  std::ostringstream out;
  bool wrong = !project.readable;
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

/// The lines that only one of the two has, "-" for expected and "+" for found, between the first and the last that differ.
std::string line_difference(const std::string& expected, const std::string& actual) {
  const auto before = split(expected, '\n'), after = split(actual, '\n');
  std::size_t head = 0, tail = 0;
  while (head < before.size() && head < after.size() && before[head] == after[head]) ++head;
  while (tail + head < before.size() && tail + head < after.size() && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
  std::string text = fmt::format("  from line {} of the result:\n", head + 1);
  for (std::size_t i = head; i + tail < before.size(); ++i) text += fmt::format("  - {}\n", before[i]);
  for (std::size_t i = head; i + tail < after.size(); ++i) text += fmt::format("  + {}\n", after[i]);
  return text;
}

}  // namespace

TEST_CASE("load_project resolves the cases in tests/load/compose/cases") {
  const std::filesystem::path folder = test::source_folder() + "/tests/load/compose/cases";
  const bool bless = std::getenv("PORTOLAN_BLESS") != nullptr;
  int count = 0;
  std::set<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(folder)) files.insert(file.path());
  for (const std::filesystem::path& file : files) {
    const std::string relative = "tests/load/compose/cases/" + file.filename().string();
    const std::vector<Case> cases = read_cases(test::read_source_file(relative));
    std::string blessed;
    bool differs = false;
    for (const Case& one : cases) {
      CAPTURE(relative);
      CAPTURE(one.name);
      REQUIRE(!one.sections.empty());
      const std::string actual = resolve(one);
      blessed += fmt::format("{}@@ case {}\n", blessed.empty() ? "" : "\n", one.name);
      for (const auto& [path, text] : one.sections) blessed += fmt::format("@@ {}\n{}", path, path == "result" ? actual : text);
      REQUIRE(one.sections.back().first == "result");
      const std::string& expected = one.sections.back().second;
      if (actual != expected) {
        differs = true;
        FAIL_CHECK(fmt::format("{} \"{}\" differs:\n{}", relative, one.name, line_difference(expected, actual)));
      }
      ++count;
    }
    if (bless && differs) std::ofstream(file, std::ios::binary) << blessed;
  }
  CHECK(count > 20);
}
