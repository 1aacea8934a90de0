#include "render/facts/troubleshooting.h"

#include <doctest/doctest.h>

#include "base/text.h"

using namespace portolan;
using namespace portolan::render;

static Plan make_plan(std::initializer_list<std::pair<int, const char*>> headings) {
  Plan plan;
  for (const auto& [level, title] : headings) {
    Section& section = plan.sections.emplace_back();
    section.level = level;
    section.title.value = title;
  }
  return plan;
}

TEST_CASE("headings of trouble are known by their words") {
  for (const char* title : {"Troubleshooting", "Common Problems and fixes", "FAQ", "Known issues", "When something fails"}) {
    CAPTURE(title);
    CHECK(speaks_of_trouble(title));
  }
  for (const char* title : {"Faqir", "Commands", "The problem we solve", "Issues with quality"}) {
    CAPTURE(title);
    CHECK_FALSE(speaks_of_trouble(title));
  }
}

TEST_CASE("symptoms are the sections below, with their own subsections") {
  Stack stack;
  stack.plans.push_back(make_plan({{1, "Operations"}, {2, "Commands"}, {2, "Troubleshooting"}, {3, "No start"}, {4, "Ports"}, {3, "No data"}, {2, "More"}}));
  stack.plans.push_back(make_plan({{0, ""}, {1, "FAQ"}}));
  const auto groups = find_symptoms(stack);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].section == 2);
  REQUIRE(groups[0].symptoms.size() == 2);
  CHECK(groups[0].symptoms[0].sections == std::vector<std::size_t>{3, 4});
  CHECK(groups[0].symptoms[1].sections == std::vector<std::size_t>{5});
  CHECK(groups[1].plan == 1);
  CHECK(groups[1].symptoms.empty());
  CHECK(is_in_trouble_section(stack.plans[0], 4));
  CHECK_FALSE(is_in_trouble_section(stack.plans[0], 6));
}
