#include "render/facts/env_files.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "load/load.h"
#include "render/facts/compare.h"
#include "tests/render/built_site.h"
#include "tests/render/pages/page_text.h"

using namespace portolan;
using namespace portolan::render;

static const std::map<std::string, std::string> shop{
    {"shop/docker-compose.dev.yml",
     "services:\n  web:\n    image: x\n    env_file: .env\n    environment: {DEBUG: 'True'}\n  db:\n    image: postgres:16\n    env_file: [.env, {path: db.env, required: false}]\n"},
    {"shop/docker-compose.prod.yml", "services:\n  web:\n    image: x\n    environment: {DEBUG: 'False', HOSTS: shop.example.org}\n"},
    {"shop/.env.example", "HOSTS=localhost\nDEBUG=False\nAPI_TOKEN=\n"},
};

TEST_CASE("an env file that is not there is known by its template") {
  const auto reader = make_memory_reader(shop);
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  const Stack& stack = loaded.handbook.stacks.at(0);
  const Environment& development = stack.environments.at(0);
  REQUIRE(development.name == "development");
  std::string lines;
  for (const TemplateLine& line : list_template_lines(stack, *development.find_service("web"))) lines += line.variable->name.value + ": " + words_of(line) + "\n";
  CHECK(lines == "HOSTS: from .env (see .env.example)\nAPI_TOKEN: from .env (see .env.example)\n");
  const std::vector<MissingEnvFile> files = list_missing_env_files(stack, development);
  REQUIRE(files.size() == 2);
  CHECK(files[0].path == "shop/.env");
  CHECK(files[0].required);
  CHECK(files[0].services.size() == 2);
  CHECK(files[0].open == std::vector<std::string>{"API_TOKEN"});
  CHECK_FALSE(files[1].required);
  CHECK(files[1].sample == nullptr);
  CHECK(list_missing_env_files(stack, stack.environments.at(1)).empty());
  std::string compared;
  for (const CompareGroup& group : compare_environments(stack, sources).services) {
    for (const CompareRow& row : group.rows) {
      if (group.name == "web" && row.verbatim) compared += row.aspect + ": " + join(row.cells[0].values, " ") + " / " + join(row.cells[1].values, " ") + "\n";
    }
  }
  CHECK(compared == "DEBUG: True / False\nHOSTS: from .env (see .env.example) / shop.example.org\nAPI_TOKEN: from .env (see .env.example) / \n");
}

TEST_CASE("the variables page asks for an env file that is not there") {
  const test::Files site = test::build_site(shop);
  const std::string text = test::page_text(site.at("shop/development/variables.html"));
  CAPTURE(text);
  CHECK(text.find("; .env must be made before the start.") != std::string::npos);
  CHECK(text.find(".env is not in the repository, and web and db cannot start without it. Its template is .env.example:1, which leaves open: API_TOKEN") != std::string::npos);
  CHECK(text.find("db.env is not in the repository, and db can do without it.") != std::string::npos);
  CHECK(text.find("from .env (see .env.example)") != std::string::npos);
  CHECK(test::page_text(site.at("shop/production/variables.html")).find("nothing must be set before the start") != std::string::npos);
}
