// The comparison tables of the plans, row by row, on the page that compares environments.
#include <algorithm>

#include <doctest/doctest.h>

#include "tests/cli/process.h"
#include "tests/render/pages/page_text.h"

using namespace portolan;
using namespace portolan::test;

TEST_CASE("what the plans' tables say of each environment stands in one row, with its verdicts") {
  const Scratch scratch;
  scratch.write("docker-compose.dev.yml",
                "services:\n  db:\n    image: postgres:16\n    ports: [\"5433:5432\"]\n    environment:\n      POSTGRES_PASSWORD: sesame-open-99\n");
  scratch.write("docker-compose.prod.yml", "services:\n  db:\n    image: postgres:16\n    restart: always\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD:?}\n");
  scratch.write("docs/plan.md",
                "# Plan\n\n## What differs\n\n| Aspect | Development | Production | Remark |\n|---|---|---|---|\n| Host port of db | 5434 | - | |\n| Restart | none | always | |\n"
                "| Mood | calm | busy \\| loud | said <b>often</b> |\n| `POSTGRES_PASSWORD` | sesame-open-99 | long | |\n\n"
                "## Production\n\nThe database is not reachable from outside.\n");
  REQUIRE(run_portolan({"build"}, scratch.path()).code == 0);
  const auto site = read_tree(scratch.path() / "site");
  const auto page = std::find_if(site.begin(), site.end(), [](const auto& file) { return file.first.ends_with("/compare.html"); });
  REQUIRE(page != site.end());
  CHECK(find_broken_markup(page->second) == "");
  CHECK(page->second.find("sesame-open-99") == std::string::npos);
  const std::string text = page_text(page->second);
  CHECK(text.substr(text.find("Differences the plans claim")) ==
        "Differences the plans claim\n"
        "The plan says of | Development | Production | Place\n"
        "Host port of db | 5434 contradicted the plan says \"db\" is published on host port 5434, compose publishes 5433 | - verified | docs/plan.md:7\n"
        "Restart | none | always verified | docs/plan.md:8\n"
        "Mood | calm can't be checked | busy | loud can't be checked | docs/plan.md:9\n"
        "POSTGRES_PASSWORD | •••••• can't be checked | •••••• can't be checked | docs/plan.md:10\n"
        "The plan says | Of | Verdict | Place\n"
        "The database is not reachable from outside | production | verified compose publishes no port of it to other machines | docs/plan.md:14\n");
}
