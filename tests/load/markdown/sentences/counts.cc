#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("counts are read where everything is counted") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "The stack consists of five containers.\n"
                "This setup uses two networks and three volumes.\n"
                "There are three compose files.\n"
                "The project has three Docker Compose configurations:\n"
                "`docker-compose.yml` defines four services.\n",
                "counts 5(place: five) containers @1:1-38\n"
                "counts 2(place: two) networks @2:1-29\n"
                "counts 3(place: three) compose files @3:1-30\n"
                "counts 3(place: three) Docker Compose configurations @4:1-52\n"
                "names-file docker-compose.yml @5:2-20\n"
                "counts 4(place: four) services <file: docker-compose.yml> @5:2-43\n"},
           Case{
                "## Two compose files\n"
                "\n"
                "The compose file defines an application with three services `proxy`, `backend` and `db`.\n"
                "\n"
                "Listing containers must show two containers running and the port mapping as below.\n"
                "\n"
                "- The system runs in six containers, one for each part.\n",
                "counts 2(place: Two) compose files @1:4-21\n"
                "counts 3(place: three) services @3:1-60\n"
                "counts 2(place: two) containers @5:1-52\n"
                "counts 6(place: six) containers @7:3-36\n"},
           Case{
                "There are three services that need a database. The backend has two networks. Three services share a volume. There are two reasons.\n"
                "The stack consists of five parts. Are there three compose files? There are four internal networks. If there are two networks, remove one.\n"
                "The two services talk to each other. The stack has a few services. Add two services. The stack uses one network.\n"
                "`README.md` has two volumes. \"There are three compose files\" is what the old page said.\n",
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
