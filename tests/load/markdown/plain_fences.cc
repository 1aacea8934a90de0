#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("lists of facts set as plain text") {
  struct Case {
    std::string fence, lines;
  };
  for (const Case& c : {
           Case{"- Base Image: python:3.11-slim\n- Port: 8000\n", "uses-image web python:3.11-slim @4:15-31\npublishes-port web 8000<-? @5:9-13\n"},
           Case{"Image: python:3.11-slim\nRestart: always\n", "uses-image web python:3.11-slim @4:8-24\nrestart-policy web always @5:10-16\n"},
           Case{"- Environment: DEBUG=false, terse logs\n", "has-variable web DEBUG=false @4:16-27\n"},
           Case{"- Health Check: /docs endpoint\n", "health-check web test=/docs @4:17-31\n"},
           Case{"- User: appuser (not root)\n", "sets-key web user(place: appuser (not root))=appuser @4:9-27\n"},
           Case{"- Command: serve -s dist -l 3000\n", "sets-key web command(place: serve -s dist -l 3000)=serve -s dist -l 3000 @4:12-33\n"},
           Case{"- Ports:\n  - Dev: 5173\n  - Prod: 80\n", "publishes-port web 5173<-? <own: Dev> @5:10-14\npublishes-port web 80<-? <own: Prod> @6:11-13\n"},
           Case{"PostgreSQL:\n  Port: 5432\nRedis:\n  Port: 6379\n", "publishes-port PostgreSQL 5432<-? @5:9-13\npublishes-port Redis 6379<-? @7:9-13\n"},
           // What hangs below something that is not understood may be anybody's.
           Case{"- Stages:\n  - Image: node:20\n", ""},
           // What programs print.
           Case{"HTTP/1.1 200 OK\nServer: nginx\nPort: 80\n", ""},
           Case{"Server: nginx/1.25\nPort: 80\n", ""},
           Case{"2024-01-01 web: listening\nPort: 80\n", ""},
           Case{"drwxr-xr-x 2 root\nUser: root\n", ""},
       }) {
    CAPTURE(c.fence);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", "### web\n\n```\n" + c.fence + "```\n"), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
