#include "render/links.h"

#include <doctest/doctest.h>

using namespace portolan;

TEST_CASE("links between pages are relative and name their file") {
  struct Case { std::string_view from, to, link; };
  for (const Case& c : {
           Case{"index.html", "index.html", "index.html"},
           Case{"index.html", "index.html#findings", "#findings"},
           Case{"index.html", "a/index.html", "a/index.html"},
           Case{"a/index.html", "index.html", "../index.html"},
           Case{"a/index.html", "a/findings.html#x", "findings.html#x"},
           Case{"a/dev/services/db.html", "a/prod/services/db.html", "../../prod/services/db.html"},
           Case{"a/dev/services/db.html", "a/dev/ports.html", "../ports.html"},
           Case{"a/dev/services/db.html", "assets/portolan.css", "../../../assets/portolan.css"},
           Case{"a/plan/x.html", "b/plan/x.html", "../../b/plan/x.html"},
           Case{"a/a/a.html", "a/b.html", "../b.html"},
       }) {
    CAPTURE(c.from);
    CAPTURE(c.to);
    CHECK(render::relative_link(c.from, c.to) == c.link);
  }
}

TEST_CASE("hostile names get file names that are safe and different") {
  const std::string longest(10'000, 'x');
  const std::vector<std::string> names{"db", "DB", "db ", "../../etc/passwd", "<script>", "", "日本", "index", "a/b", "a b", longest, longest + "y"};
  const std::vector<std::string> slugs = render::unique_slugs(names, {"index"});
  CHECK(slugs[0] == "db");
  CHECK(slugs[1] == "db-2");
  CHECK(slugs[2] == "db-3");
  CHECK(slugs[3] == "etc-passwd");
  CHECK(slugs[4] == "script");
  CHECK(slugs[5] == "unnamed");
  CHECK(slugs[6] == "unnamed-2");
  CHECK(slugs[7] == "index-2");
  CHECK(slugs[8] == "a-b");
  CHECK(slugs[9] == "a-b-2");
  CHECK(slugs[10].size() == 80);
  CHECK(slugs[11].size() == 80);
  CHECK(slugs[10] != slugs[11]);
}

TEST_CASE("plans of one name are told apart by their folders, whatever their order") {
  Handbook handbook;
  Stack& stack = handbook.stacks.emplace_back();
  stack.name = stack.folder = "shop";
  for (const char* path : {"shop/backend/AGENTS.md", "shop/docs/api/README.md", "shop/README.md", "shop/docs/plan.md", "shop/ssl/README.md", "shop/tools/api/README.md", "shop/web/AGENTS.md"}) {
    Plan& plan = stack.plans.emplace_back();
    plan.path = path;
    plan.file = FileId{static_cast<std::uint32_t>(stack.plans.size())};
  }
  const SourceMap sources;
  const render::Links links(handbook, sources);
  std::string paths;
  for (std::size_t i = 0; i < stack.plans.size(); ++i) paths += links.plan(0, i) + "\n";
  CHECK(paths ==
        "shop/plan/backend-agents.html\n"
        "shop/plan/docs-api-readme.html\n"
        "shop/plan/readme.html\n"
        "shop/plan/plan.html\n"
        "shop/plan/ssl-readme.html\n"
        "shop/plan/tools-api-readme.html\n"
        "shop/plan/web-agents.html\n");
}
