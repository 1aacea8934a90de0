// What a careful reviewer finds in plans, one small case each: found, or not yet found. A case fails as soon as its status is no longer true.
#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "tests/check/page_cases.h"
#include "tests/golden.h"
#include "tests/source_tree.h"

using namespace portolan;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view folder = "tests/contradictions";

// The families of rules.
constexpr std::array<std::string_view, 11> kinds{"plan", "claims", "compose", "env", "health", "routes", "build", "volumes", "commands", "security", "documents"};

constexpr std::array<std::string_view, 5> stacks{"exhibition", "loc8", "pokemon-battle", "seculite", "timetracker"};

template <class List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// A line of a finding, expected or real: `FILE:LINE:COLUMN: severity: message [rule]`; an expectation has neither column nor rule.
struct FoundLine {
  std::string place;     ///< FILE:LINE
  std::string severity;
  std::string rule;
  std::string text;      ///< the whole line
};

FoundLine parse_line(std::string_view text) {
  FoundLine line{.place = {}, .severity = {}, .rule = {}, .text = std::string(text)};
  std::size_t end = std::string_view::npos;
  for (const std::string_view severity : {"error", "warning", "info"}) {
    const std::size_t at = text.find(fmt::format(": {}: ", severity));
    if (at >= end) continue;
    end = at;
    line.severity = std::string(severity);
  }
  if (end == std::string_view::npos) return line;
  const std::vector<std::string_view> parts = split(text.substr(0, end), ':');
  if (parts.size() >= 2) line.place = fmt::format("{}:{}", parts[0], parts[1]);
  if (const std::size_t rule = text.rfind(" ["); rule != std::string_view::npos && text.ends_with(']')) line.rule = std::string(text.substr(rule + 2, text.size() - rule - 3));
  return line;
}

std::vector<FoundLine> parse_lines(std::string_view text) {
  std::vector<FoundLine> lines;
  for (const std::string_view line : split(text, '\n')) {
    if (!trim(line).empty()) lines.push_back(parse_line(line));
  }
  return lines;
}

/// Why the status is not true, given what was really found; "" when it is.
std::string judge_status(std::string_view status, std::string_view rule, std::string_view expected, std::string_view found) {
  const std::vector<FoundLine> wanted = parse_lines(expected);
  std::vector<FoundLine> real = parse_lines(found);
  for (const FoundLine& want : wanted) {
    const auto here = std::find_if(real.begin(), real.end(), [&](const FoundLine& line) { return line.place == want.place; });
    if (status == "not yet found") {
      if (here != real.end()) return fmt::format("now found: change its status; it says {}", here->text);
      continue;
    }
    const auto same = std::find_if(real.begin(), real.end(), [&](const FoundLine& line) {
      return line.place == want.place && line.severity == want.severity && line.rule == rule;
    });
    if (same == real.end()) return fmt::format("no longer found: expected {} [{}], got {}", want.text, rule, here == real.end() ? "nothing there" : here->text);
    real.erase(same);
  }
  return real.empty() ? std::string() : fmt::format("the case is not minimal, it also gives {}", real.front().text);
}

struct Contradiction {
  std::string path;
  std::string stack;
  std::string title;
  std::string status;
  std::string kind;
  std::string rule;
  std::string explanation;  ///< what stands between the title and the first fence
  std::vector<test::PageCase> cases;
};

Contradiction read_contradiction(const std::string& path, std::string stack) {
  const std::string page = test::read_source_file(path);
  Contradiction result{.path = path,
                       .stack = std::move(stack),
                       .title = {},
                       .status = test::front_matter(page, "status"),
                       .kind = test::front_matter(page, "kind"),
                       .rule = test::front_matter(page, "rule"),
                       .explanation = {},
                       .cases = test::cases_of(page)};
  const std::size_t title = page.find("\n# ");
  if (title == std::string::npos) return result;
  const std::size_t text = page.find('\n', title + 1);
  result.title = page.substr(title + 3, text - title - 3);
  result.explanation = std::string(trim(std::string_view(page).substr(text, page.find("\n```", text) - text)));
  return result;
}

const std::vector<Contradiction>& all_contradictions() {
  static const std::vector<Contradiction> all = [] {
    std::vector<std::string> paths;
    const fs::path root = fs::path(test::source_folder());
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file()) paths.push_back(entry.path().lexically_relative(root).generic_string());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Contradiction> read;
    for (const std::string& path : paths) read.push_back(read_contradiction(path, fs::path(path).parent_path().filename().generic_string()));
    return read;
  }();
  return all;
}

bool is_kebab(std::string_view word) {
  return !word.empty() && word.front() != '-' && word.back() != '-' &&
         std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

/// The words of the line `place` in the case's files; "" when there is none.
std::string line_at(const test::PageCase& c, std::string_view place) {
  const std::size_t colon = place.rfind(':');
  if (colon == std::string_view::npos) return {};
  const auto file = c.files.find(std::string(place.substr(0, colon)));
  const auto number = parse_digits(place.substr(colon + 1));
  if (file == c.files.end() || !number || *number < 1) return {};
  const std::vector<std::string_view> lines = split(file->second, '\n');
  return static_cast<std::size_t>(*number) <= lines.size() ? std::string(trim(lines[static_cast<std::size_t>(*number) - 1])) : std::string();
}

}  // namespace

TEST_CASE("a contradiction's status is judged by what is really found") {
  constexpr std::string_view expected = "compose.yaml:3: error: two services want port 80\n";
  struct Case {
    std::string_view status, found, verdict;
  };
  for (const Case& c : {
           Case{"found", "compose.yaml:3:5: error: port 80 is taken [port-collision]\n", ""},
           Case{"found", "", "no longer found: expected compose.yaml:3: error: two services want port 80 [port-collision], got nothing there"},
           Case{"found", "compose.yaml:4:5: error: port 80 is taken [port-collision]\n",
                "no longer found: expected compose.yaml:3: error: two services want port 80 [port-collision], got nothing there"},
           Case{"found", "compose.yaml:3:5: warning: port 80 is taken [port-collision]\n",
                "no longer found: expected compose.yaml:3: error: two services want port 80 [port-collision], got compose.yaml:3:5: warning: port 80 is taken [port-collision]"},
           Case{"found", "compose.yaml:3:5: error: port 80 is taken [other-rule]\n",
                "no longer found: expected compose.yaml:3: error: two services want port 80 [port-collision], got compose.yaml:3:5: error: port 80 is taken [other-rule]"},
           Case{"found", "compose.yaml:3:5: error: port 80 is taken [port-collision]\ncompose.yaml:9:1: info: more [other-rule]\n",
                "the case is not minimal, it also gives compose.yaml:9:1: info: more [other-rule]"},
           Case{"not yet found", "", ""},
           Case{"not yet found", "compose.yaml:3:5: info: seen [other-rule]\n", "now found: change its status; it says compose.yaml:3:5: info: seen [other-rule]"},
           Case{"not yet found", "compose.yaml:2:1: error: more [other-rule]\n", "the case is not minimal, it also gives compose.yaml:2:1: error: more [other-rule]"},
       }) {
    CAPTURE(c.status);
    CAPTURE(c.found);
    CHECK(judge_status(c.status, "port-collision", expected, c.found) == c.verdict);
  }
}

TEST_CASE("each contradiction is a whole case: names, kind, rule, words and places") {
  std::set<std::string> names, titles;
  for (const Contradiction& c : all_contradictions()) {
    CAPTURE(c.path);
    const std::string name = fs::path(c.path).stem().generic_string();
    CHECK(contains(stacks, c.stack));
    CHECK(c.path == fmt::format("{}/{}/{}.md", folder, c.stack, name));
    CHECK(name.size() > 4);
    CHECK(name.find_first_not_of("0123456789") == 3);
    CHECK(is_kebab(name));
    CHECK_MESSAGE(names.insert(c.stack + name.substr(0, 4)).second, "two cases of the stack have this number");
    CHECK_MESSAGE(titles.insert(c.title).second, "two cases have this title");
    CHECK((c.status == "found" || c.status == "not yet found"));
    CHECK(contains(kinds, c.kind));
    CHECK(is_kebab(c.rule));
    CHECK(c.title.size() >= 10);
    CHECK_MESSAGE(c.explanation.size() >= 60, "say what a reviewer would write, and why it matters");
    REQUIRE(c.cases.size() == 1);
    const std::vector<FoundLine> expected = parse_lines(c.cases[0].expected);
    CHECK(!expected.empty());
    for (const FoundLine& line : expected) {
      CAPTURE(line.text);
      CHECK(!line.severity.empty());
      CHECK(line.text == fmt::format("{}: {}: {}", line.place, line.severity, line.text.substr(std::min(line.text.size(), line.place.size() + line.severity.size() + 4))));
      CHECK_MESSAGE(!line_at(c.cases[0], line.place).empty(), "the place is an empty line, or none of the case's files");
    }
  }
}

TEST_CASE("contradictions: what is found, and what is not yet found") {
  struct Count {
    int found = 0, open = 0;
  };
  std::map<std::string, Count> by_stack;
  Count all;
  for (const Contradiction& c : all_contradictions()) {
    REQUIRE(c.cases.size() == 1);
    const std::string complaint = judge_status(c.status, c.rule, c.cases[0].expected, test::findings_of(c.cases[0].files));
    CHECK_MESSAGE(complaint.empty(), c.path, ": ", complaint);
    for (Count* count : {&by_stack[c.stack], &all}) ++(c.status == "found" ? count->found : count->open);
  }
  for (const auto& [stack, count] : by_stack) MESSAGE(stack, ": ", count.found, " found, ", count.open, " not yet found");
  MESSAGE("all contradictions: ", all.found, " found, ", all.open, " not yet found");
  for (const std::string_view stack : stacks) CHECK_MESSAGE(by_stack.contains(std::string(stack)), stack, " has no case");
  CHECK(all.found + all.open >= 80);
}
