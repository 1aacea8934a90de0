#include "render/site.h"

#include <set>

#include <doctest/doctest.h>

#include "base/fatal.h"
#include "tests/render/built_site.h"
#include "tests/render/links_walk.h"

using namespace portolan;

namespace {

using test::build_site;
using test::Files;

const Files shop{
    {"shop/docker-compose.dev.yml",
     "services:\n  web:\n    build: .\n    ports: [\"8000:8000\"]\n    environment:\n      DB_PASSWORD: hunter2hunter2\n    depends_on: [db]\n"
     "  db:\n    image: postgres:15\n    ports: [\"5433:5432\"]\n"},
    {"shop/docker-compose.prod.yml", "services:\n  web:\n    image: shop:1\n    networks: [front]\n  db:\n    image: postgres:15\nnetworks:\n  front: {}\n"},
    {"shop/Dockerfile", "FROM python:3.12-slim\nCMD [\"python\", \"-m\", \"http.server\", \"8000\"]\n"},
    {"shop/docs/plan.md",
     "# Shop\n\nThe shop sells things. See [the other plan](other.md#two) and [compose](../docker-compose.dev.yml#L3).\n\n## Development\n\n"
     "| Service | Container port | Host port |\n|---|---|---|\n| web | 8000 | 8000 |\n| db | 5432 | 5434 |\n\n## 1. Search\n\n```bash\ndocker compose -f docker-compose.dev.yml up web\n```\n\n## Theme\n\nWords.\n"},
    {"shop/docs/other.md", "# Other\n\n## One\n\n## Two\n\nText, [gone](nowhere.md), [home](#one), [bad](#three).\n"},
};

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

}  // namespace

TEST_CASE("every link, anchor and id of a site resolves") {
  const Files files = build_site(shop);
  CHECK(joined(test::walk_links(files)) == "");
  CHECK(files.contains("shop/index.html"));
  CHECK(files.contains("shop/plan/plan.html"));
  CHECK(files.contains("shop/findings.html"));
  CHECK(files.contains("shop/source/docker-compose.dev.yml.html"));
  CHECK(files.contains("rules/index.html"));
  CHECK(files.contains("assets/portolan.css"));
}


TEST_CASE("a secret of a compose file is on no page") {
  for (const auto& [name, text] : build_site(shop)) {
    const std::string& path = name;  // clang 14 captures no structured binding
    CAPTURE(path);
    CHECK(text.find("hunter2") == std::string::npos);
  }
}

TEST_CASE("a plan's page marks its statements where they stand, and notes both places of a contradiction") {
  const Files files = build_site(shop);
  const std::string& page = files.at("shop/plan/plan.html");
  CHECK(page.find("<mark class=\"bad err\">5434</mark><a class=\"mk err\" href=\"#F-") != std::string::npos);
  CHECK(page.find("<mark class=\"good\"") != std::string::npos);
  const std::size_t note = page.find("<aside class=\"note err\" id=\"F-");
  REQUIRE(note != std::string::npos);
  CHECK(page.find("docker-compose.dev.yml.html#L10", note) != std::string::npos);
  CHECK(page.find("&quot;5433:5432&quot;", note) != std::string::npos);
  CHECK(page.find("<a href=\"other.html#two\">") != std::string::npos);
  CHECK(page.find("<a href=\"../source/docker-compose.dev.yml.html#L3\">") != std::string::npos);
  CHECK(files.at("shop/plan/other.html").find("<a href=\"#one\">") != std::string::npos);
  CHECK(files.at("shop/plan/other.html").find("href=\"#three\"") == std::string::npos);
}

TEST_CASE("names, documents and files of an enemy do no harm") {
  const std::string longest(10'000, 'x');
  const Files files = build_site({
      {"<b>&/docker-compose.yml", "services:\n  \"<img src=x onerror=alert(1)>\":\n    image: \"<script>\"\n    ports: ['80:80']\n  \"" + longest + "\":\n    image: a\n  index:\n    image: b\n"},
      {"<b>&/docs/<script>.md", "# <script>alert(1)</script>\n\n" + longest + "\n\n\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\xae evil\n\n## Search\n\n## Main\n\n## L1\n"},
      {"<b>&/docs/links.md", "# Links\n\n- [x](javascript:alert(1))\n"},
      {"guide/docker-compose.yml", "services: {a: {image: x}}\n"},
      {"broken/docker-compose.yml", "services:\n  db:\n    environment:\n      DB_PASSWORD: hunter2\n      A: \"\n"},
      {"binary/docker-compose.yml", std::string("services:\0\xff", 11)},
  });
  CHECK(joined(test::walk_links(files)) == "");
  for (const auto& [name, text] : files) {
    const std::string& path = name;  // clang 14 captures no structured binding
    if (!path.ends_with(".html") && !path.ends_with("search-index.js")) continue;
    CAPTURE(path);
    CHECK(path.find_first_of("<>&\"") == std::string::npos);
    CHECK(path.size() < 200);
    CHECK(text.find("hunter2") == std::string::npos);
    if (!path.ends_with(".html")) continue;
    CHECK(text.find("<script>") == std::string::npos);
    CHECK(text.find("<img") == std::string::npos);
    CHECK(text.find("javascript:") == std::string::npos);
  }
}

TEST_CASE("a stack that can't be read has a page that says why") {
  const Files files = build_site({{"wreck/docker-compose.yml", "services:\n  a:\n    image: \"x\n"}, {"fine/compose.yaml", "services: {a: {image: x}}\n"}});
  const std::string& page = files.at("wreck/index.html");
  CHECK(page.find("What could not be read") != std::string::npos);
  CHECK(page.find("docker-compose.yml:3") != std::string::npos);
  CHECK(files.contains("fine/index.html"));
  CHECK_FALSE(files.contains("wreck/source/docker-compose.yml.html"));
}

TEST_CASE("a theme replaces one template and its mistakes stop the build before a page is made") {
  const auto good = make_memory_reader({{"templates/rules.html", "<p>my rules</p>"}});
  CHECK(build_site(shop, good.get()).at("rules/index.html").find("<p>my rules</p>") != std::string::npos);
  const auto bad = make_memory_reader({{"templates/rules.html", "<p>\n{{#rules}}"}});
  CHECK_THROWS_WITH_AS(build_site(shop, bad.get()), "templates/rules.html:2:1: the section \"rules\" is never closed; write \"{{/rules}}\" where it ends", Fatal);
}
