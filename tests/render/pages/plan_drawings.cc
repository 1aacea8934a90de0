#include <doctest/doctest.h>

#include "tests/render/built_site.h"
#include "tests/render/pages/page_text.h"

using namespace portolan::test;

static constexpr const char* compose = "services:\n  web:\n    image: acme/web:1\n    ports: [\"8000:8000\"]\n  db:\n    image: postgres:16\n";
static constexpr const char* plan =
    "# Shop\n\nThe picture:\n\n```text\n"
    "┌─────┐  5432  ┌────┐\n"
    "│ web │──────▶│ db │\n"
    "└─────┘        └────┘\n"
    "```\n\nWords between.\n\n"
    "- in a list:\n\n  ```\n  browser ──8000──▶ web\n  ```\n";

TEST_CASE("a plan's page draws each diagram below its fence, links its services, and says the same in words") {
  const auto site = build_site({{"shop/compose.yml", compose}, {"shop/plan.md", plan}});
  const std::string& page = site.at("shop/plan/plan.html");
  CHECK(find_broken_markup(page) == "");
  const std::size_t fence = page.find("│ web"), first = page.find("id=\"D-1-t\""), words = page.find("Words between"), second = page.find("id=\"D-2-t\"");
  REQUIRE(second != std::string::npos);
  CHECK(fence < first);
  CHECK(first < words);
  CHECK(words < second);
  CHECK(page.find("<a class=\"n svc\" aria-label=\"db\" href=\"../default/services/db.html\">") != std::string::npos);
  const std::string text = section_text(site, "shop/plan/plan.html");
  CHECK(text.find("web → db (5432)") != std::string::npos);
  CHECK(text.find("browser → web (8000)") != std::string::npos);
}

TEST_CASE("a document of the guide shows its diagrams, too") {
  const auto site = build_site({{"guide/start.md", plan}});
  std::size_t drawn = 0;
  for (const auto& [path, page] : site) drawn += path.starts_with("guide/") && page.find("class=\"drawn\"") != std::string::npos ? 1 : 0;
  CHECK(drawn == 1);
}
