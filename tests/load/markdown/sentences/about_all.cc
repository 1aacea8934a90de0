#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("sentences speak of all services at once") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "- All services have health checks.\n"
                "- Every container has a health check\n"
                "- Containers publish no port on the host\n"
                "- All of the services don't expose ports to host by default\n"
                "- Every service has a port on the host, also the database.\n"
                "- All containers restart automatically.\n"
                "- Automatic restart of all services\n"
                "- nginx has a health check, and every service restarts unless it was stopped.\n",
                "health-check All services present @1:3-34\n"
                "health-check Every container present @2:3-37\n"
                "exposure not-published Containers @3:3-41\n"
                "exposure not-published All of the services @4:3-60\n"
                "publishes-port Every service ?<-? published @5:3-39\n"
                "restart-policy All containers automatically @6:3-39\n"
                "restart-policy all services Automatic @7:3-36\n"
                "health-check nginx present @8:3-27\n"
                "restart-policy every service unless it was stopped @8:33-77\n"},
           Case{
                "- ✅ No exposed database port\n"
                "- No published ports of redis and worker\n"
                "- **External access**: via nginx on ports 80/443\n"
                "1. Wait until the health check of db passes\n",
                "exposure not-published database @1:5-29\n"
                "exposure not-published redis+worker @2:3-41\n"
                "exposure single-entry-point nginx @3:24-33\n"
                "health-check db present @4:4-37\n"},
           // Near misses: not all, other things than services, other ports, half of a sentence.
           Case{
                "- All internal services have health checks.\n"
                "- All pages have health checks.\n"
                "- Services have health checks.\n"
                "- Containers publish no port of their own choice.\n"
                "- All services restart when it is full moon.\n"
                "- Every service has a port on the network.\n"
                "- Automatic restart of all services but the jobs\n"
                "- No exposed debug port\n"
                "- No exposed database port but 5432\n"
                "- **External access**: via published ports\n"
                "- Wait until the health check of the page passes.\n"
                "- Not all services have health checks.\n",
                ""},
           // A row of a comparison about what is exposed.
           Case{
                "| Aspect | Development | Production |\n"
                "|---|---|---|\n"
                "| **Ports exposed** | All services | All services but one |\n",
                "publishes-port All services ?<-? published <column: Development> @3:23-35\n"
                "compares Ports exposed = All services but one <column: Production> @3:38-58\n"},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
