// The pages of the rules are their tests: each case is loaded and checked, and must give exactly the findings that stand below it.
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "base/embedded.h"
#include "check/rule.h"
#include "tests/check/page_cases.h"

using namespace portolan;
using test::front_matter;

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
    for (const test::PageCase& c : test::cases_of(page)) {
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
