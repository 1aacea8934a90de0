#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("who starts before whom") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "First db and redis, then backend and last nginx.\n",
                "start-order db+redis > backend > nginx @1:1-48\n"},
           Case{
                "Startup order: db → redis → backend\n",
                "start-order db > redis > backend @1:1-36\n"},
           Case{
                "The start order is db, redis, backend, nginx.\n",
                "start-order db > redis > backend > nginx @1:1-45\n"},
           Case{
                "Services start in this order: `db`, then `web`, then nginx.\n",
                "start-order db > web > nginx @1:1-59\n"},
           Case{
                "db and redis start first, followed by backend, then nginx.\n",
                "start-order db+redis > backend > nginx @1:1-58\n"},
           Case{
                "- db starts before web.\n"
                "- web does not start until db is healthy.\n"
                "- The worker must wait for redis.\n"
                "- nginx only starts once web is running.\n"
                "- web will wait for the health check of db to pass.\n"
                "- web waits for db to be ready.\n",
                "waits-for web db @1:3-23\n"
                "waits-for web db service_healthy @2:3-41\n"
                "waits-for worker redis @3:3-33\n"
                "waits-for nginx web service_started @4:3-40\n"
                "waits-for web db [planned: will] @5:3-43\n"
                "waits-for web db @6:3-19\n"},
           Case{
                "## Startup order\n\n1. db and redis\n2. `web` waits for both.\n3. nginx\n\n## Order of things\n\n1. db\n2. web\n\n## Start order\n\n1. Read this page.\n2. db\n",
                "start-order db+redis > web > nginx @3:1-9\n"},
           Case{
                "First install Docker, then start db. First db. Start db first, then web.\n"
                "Is db started before web? If web waits for db, start it again. web starts before breakfast.\n",
                ""},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
