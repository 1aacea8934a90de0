#include "render/site.h"

#include <set>

#include <doctest/doctest.h>

#include "base/fatal.h"
#include "check/check.h"
#include "load/load.h"
#include "tests/render/links_walk.h"

using namespace portolan;

namespace {

using Files = std::map<std::string, std::string>;

/// Loads, checks and renders files held in memory.
Files build_site(const Files& sources_by_path, FileReader* theme = nullptr) {
  const auto reader = make_memory_reader(sources_by_path);
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  std::vector<StackReport> reports;
  std::vector<StackSummary> summaries;
  for (const Stack& stack : loaded.handbook.stacks) {
    reports.push_back(check::check_stack(stack, sources));
    summaries.push_back(summarise(stack, reports.back(), sources));
  }
  const std::vector<Finding> problems = check::report_problems(loaded.handbook, sources);
  const auto no_layout = [](const render::LayoutInput& input) {
    render::Layout layout;
    for (const render::LayoutNode& node : input.nodes) layout.nodes.push_back({0, 0, node.width, node.height});
    layout.edges.resize(input.edges.size());
    layout.clusters.resize(input.clusters.size());
    layout.grid = true;
    return layout;
  };
  const render::Site site = render::plan_site({.handbook = loaded.handbook, .reports = reports, .problems = problems, .summaries = summaries,
                                               .sources = sources, .layout = no_layout, .options = {.theme = theme}});
  Files files;
  for (const render::PagePlan& page : site.pages) {
    CAPTURE(page.path);
    CHECK(files.emplace(page.path, page.render()).second);
  }
  return files;
}

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
  for (const auto& [path, text] : build_site(shop)) {
    CAPTURE(path);
    CHECK(text.find("hunter2") == std::string::npos);
  }
}

TEST_CASE("a theme replaces one template and its mistakes stop the build before a page is made") {
  const auto good = make_memory_reader({{"templates/rules.html", "<p>my rules</p>"}});
  CHECK(build_site(shop, good.get()).at("rules/index.html").find("<p>my rules</p>") != std::string::npos);
  const auto bad = make_memory_reader({{"templates/rules.html", "<p>\n{{#rules}}"}});
  CHECK_THROWS_WITH_AS(build_site(shop, bad.get()), "templates/rules.html:2:1: the section \"rules\" is never closed; write \"{{/rules}}\" where it ends", Fatal);
}
