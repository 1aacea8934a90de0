// The pages of the rules are their tests: each case is loaded and checked, and must give exactly the findings that stand below it.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/embedded.h"
#include "base/text.h"
#include "check/rule.h"
#include "tests/check/tiny_stack.h"

using namespace portolan;

struct PageCase {
  std::string title;
  std::map<std::string, std::string> files;
  std::string expected;
  bool has_expectation = false;
};

/// Cases are the parts below `### ` headings that have a `finding` fence. A fence ends at a line of the backticks that opened it.
static std::vector<PageCase> cases_of(std::string_view page) {
  std::vector<PageCase> cases;
  std::string fence, info, text;
  for (const std::string_view line : split(page, '\n')) {
    if (!fence.empty() && line == fence) {
      if (info == "finding") {
        cases.back().expected = text == "none\n" ? "" : text;
        cases.back().has_expectation = true;
      } else if (const std::size_t file = info.find(" file="); file != std::string::npos) {
        cases.back().files[info.substr(file + 6)] = text;
      }
      fence.clear();
    } else if (!fence.empty()) {
      text += std::string(line) + "\n";
    } else if (line.starts_with("```")) {
      fence = std::string(line.substr(0, line.find_first_not_of('`')));
      info = std::string(line.substr(fence.size()));
      text.clear();
      if (cases.empty()) cases.emplace_back();
    } else if (line.starts_with("### ")) {
      cases.push_back({.title = std::string(line.substr(4)), .files = {}, .expected = {}});
    }
  }
  std::erase_if(cases, [](const PageCase& c) { return !c.has_expectation; });
  return cases;
}

static std::string front_matter(std::string_view page, std::string_view key) {
  for (const std::string_view line : split(page, '\n')) {
    if (line.starts_with(std::string(key) + ": ")) return std::string(line.substr(key.size() + 2));
  }
  return {};
}

static std::string_view name_of(check::Category category) {
  switch (category) {
    case check::Category::correctness: return "correctness";
    case check::Category::security: return "security";
    case check::Category::suspicion: return "suspicion";
    case check::Category::style: return "style";
    case check::Category::coverage: return "coverage";
  }
  return "";
}

TEST_CASE("each rule has a page that says what the code says, and each page a rule") {
  std::set<std::string> pages;
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.starts_with("rules/")) pages.emplace(file.path);
  }
  std::string previous;
  for (const check::Rule* rule : check::all_rules()) {
    CAPTURE(rule->name);
    CHECK(previous < rule->name);
    previous = std::string(rule->name);
    const std::string path = "rules/" + std::string(rule->name) + ".md";
    REQUIRE(pages.erase(path) == 1);
    const std::string_view page = *find_embedded(path);
    CHECK(front_matter(page, "rule") == rule->name);
    CHECK(front_matter(page, "category") == name_of(rule->category));
    CHECK(front_matter(page, "summary") == rule->summary);
    for (const std::string_view heading : {"## What it finds", "## Why it hurts", "## Fix", "## When to silence", "## Also known as", "## Cases"}) {
      CAPTURE(heading);
      CHECK(page.find(std::string("\n") + std::string(heading) + "\n") != std::string_view::npos);
    }
  }
  CHECK(pages == std::set<std::string>{});
}

TEST_CASE("each case of a rule's page gives the findings that the page shows") {
  for (const check::Rule* rule : check::all_rules()) {
    const std::string_view page = *find_embedded("rules/" + std::string(rule->name) + ".md");
    std::size_t positives = 0, near_misses = 0;
    for (const PageCase& c : cases_of(page)) {
      CAPTURE(rule->name);
      CAPTURE(c.title);
      CHECK(test::findings_of(c.files) == c.expected);
      ++(c.expected.empty() ? near_misses : positives);
      const bool about_this_rule = c.expected.empty() || c.expected.find("[" + std::string(rule->name) + "]") != std::string::npos;
      CHECK(about_this_rule);
    }
    CAPTURE(rule->name);
    CHECK(positives >= 1);
    CHECK(near_misses >= 1);
  }
}
