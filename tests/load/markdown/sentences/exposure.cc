#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("more words for who is reachable") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "- nginx is the only service that publishes ports.\n"
                "- Only nginx publishes a port.\n"
                "- Only nginx is reachable from outside.\n"
                "- nginx alone is exposed to the internet.\n"
                "- No service is exposed to the host.\n"
                "- None of the databases is published.\n"
                "- All services except nginx publish no ports.\n",
                "exposure only-exposed nginx @1:3-49\n"
                "exposure only-exposed nginx @2:3-30\n"
                "exposure only-exposed nginx @3:3-39\n"
                "exposure only-exposed nginx @4:3-41\n"
                "exposure not-published No service @5:3-36\n"
                "exposure not-published None of the databases @6:3-37\n"
                "exposure not-published All services except nginx @7:3-45\n"},
           Case{
                "- redis is internal only.\n"
                "- The database is only reachable within the Docker network.\n"
                "- db and redis are only accessible internally.\n"
                "- The database should not be exposed to the internet.\n"
                "- postgres must never be published on the host.\n"
                "- redis does not expose any ports.\n"
                "- db has no published ports.\n",
                "exposure not-published redis @1:3-25\n"
                "exposure not-published database @2:3-59\n"
                "exposure not-published db+redis @3:3-46\n"
                "exposure not-exposed database @4:3-53\n"
                "exposure not-published postgres @5:3-47\n"
                "exposure not-published redis @6:3-34\n"
                "exposure not-published db @7:3-28\n"},
           Case{
                "- db can only be reached from web.\n"
                "- Only web has access to db.\n"
                "- nginx is the only exposed service.\n"
                "- All external traffic must go through nginx.\n",
                "exposure only-accessible-by db by web @1:3-34\n"
                "exposure only-accessible-by db by web @2:3-28\n"
                "exposure only-exposed nginx @3:3-36\n"
                "exposure single-entry-point nginx @4:3-45\n"},
           Case{
                "- redis is internal to the company.\n"
                "- The database is reachable within minutes.\n"
                "- nginx publishes ports of the old stack.\n"
                "- Make sure that only nginx is exposed.\n"
                "- nginx is the only service that we like.\n"
                "- The database is exposed to the host, unless the file says otherwise.\n"
                "- All traffic to the API goes through nginx.\n"
                "- nginx is the only way in for guests.\n"
                "- Should the database be exposed to the host?\n"
                "- \"Only nginx is exposed\" was never true.\n",
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
