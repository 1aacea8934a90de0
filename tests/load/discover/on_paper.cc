// Which documents make a stack where no compose file does, and which are documents and nothing more.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "load/load.h"

using namespace portolan;

namespace {

using Files = std::map<std::string, std::string>;

/// "shop: web db | docs/plan.md" for each stack, "guide PATH" for each document of none.
std::string found_in(Files files, const std::string& root_name = "estate") {
  SourceMap sources;
  const auto reader = make_memory_reader(std::move(files), root_name);
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  std::string out;
  for (const Stack& stack : loaded.handbook.stacks) {
    out += fmt::format("{}{}:", stack.name, stack.on_paper ? " on paper" : "");
    for (const Environment& environment : stack.environments) {
      out += fmt::format(" {}({})", environment.name, environment.on_paper ? "on paper" : "files");
      for (const Service& service : environment.services) out += " " + service.name.value;
    }
    for (const Plan& plan : stack.plans) out += " | " + plan.path;
    out += "\n";
  }
  for (const Plan& plan : loaded.handbook.guide) out += fmt::format("guide {}\n", plan.path);
  return out;
}

constexpr const char* two_services = "# Shop\n\n```yaml\nservices:\n  web:\n    image: acme/web:2\n  db:\n    image: postgres:16\n```\n";

}  // namespace

TEST_CASE("documents that describe services make a stack on paper where there is no compose file") {
  struct Case { std::string_view what; Files files; std::string_view found; };
  for (const Case& c : {
           Case{"a plan in docs/ speaks of what lies around it", {{"docs/plan.md", two_services}, {"README.md", "# Shop\n"}},
                "estate on paper: default(on paper) web db | README.md | docs/plan.md\n"},
           Case{"one folder of several", {{"shop/plan.md", two_services}, {"notes/diary.md", "# Diary\n"}}, "shop on paper: default(on paper) web db | shop/plan.md\nguide notes/diary.md\n"},
           Case{"tables are enough",
                {{"plan.md", "# Shop\n\n| Service | Image | Host port | Container port |\n|---|---|---|---|\n| web | `nginx:1.27` | 8080 | 80 |\n| db | `postgres:16` | - | 5432 |\n"}},
                "estate on paper: default(on paper) web db | plan.md\n"},
           Case{"a compose file makes the fences claims", {{"docs/plan.md", two_services}, {"compose.yml", "services:\n  web:\n    image: acme/web:2\n"}}, "estate: default(files) web | docs/plan.md\n"},
           Case{"compose files further below are the stack, and the only one takes the document above them", {{"README.md", two_services}, {"apps/a/compose.yml", "services:\n  web:\n    image: x\n"}},
                "estate: default(files) web | README.md\n"},
           Case{"beside another stack", {{"shop/plan.md", two_services}, {"blog/compose.yml", "services:\n  blog:\n    image: x\n"}},
                "blog: default(files) blog\nshop on paper: default(on paper) web db | shop/plan.md\n"},
           Case{"manuals teach", {{"guide/compose.md", two_services}, {"examples/a.md", two_services}}, "guide examples/a.md\nguide guide/compose.md\n"},
           Case{"one service of another tool", {{"README.md", "# Tool\n\nInstall it:\n\n```yaml\nservices:\n  tool:\n    image: acme/tool:1\n```\n"}}, "guide README.md\n"},
           Case{"an example", {{"README.md", "# Tool\n\n## Example\n\n```yaml\nservices:\n  tool:\n    image: acme/tool:1\n  db:\n    image: postgres:16\n```\n"}}, "guide README.md\n"},
           Case{"YAML of another kind",
                {{"README.md", "# Tool\n\n```yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n```\n\n```yaml\non: push\njobs:\n  test:\n    runs-on: x\n    services:\n"
                               "      db:\n        image: postgres:16\n      cache:\n        image: redis:7\n```\n"}},
                "guide README.md\n"},
           Case{"names alone", {{"README.md", "# Tool\n\n- **web**: shows pages\n- **db**: keeps data\n"}}, "guide README.md\n"},
       }) {
    CAPTURE(c.what);
    CHECK(found_in(c.files) == c.found);
  }
}

TEST_CASE("files beside the plan belong to its stack") {
  SourceMap sources;
  const auto reader = make_memory_reader(
      {{"docs/plan.md", "# Shop\n\n```yaml\nservices:\n  web:\n    build:\n      context: ./web\n  db:\n    image: postgres:16\n```\n"}, {"web/Dockerfile", "FROM nginx:1.27\n"}, {".env.example", "LEVEL=1\n"}}, "shop");
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  REQUIRE(loaded.handbook.stacks.size() == 1);
  const Stack& stack = loaded.handbook.stacks[0];
  CHECK(stack.reason == "docs/plan.md describes it; there is no compose file");
  CHECK(stack.dockerfiles.size() == 1);
  CHECK(stack.env_templates.size() == 1);
  CHECK(stack.problems.empty());
  const Service* web = stack.environments.at(0).find_service("web");
  REQUIRE(web);
  CHECK(web->build->resolved_dockerfile == "web/Dockerfile");
  const Location place = sources.locate(web->name.span);
  CHECK(place.file == "docs/plan.md");
  CHECK(place.line == 5);
}
