#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("tables of other shapes are read: turned, continued, with a column for each environment") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{"| Service | Dev port | Prod port |\n|---|---|---|\n| db | 5433 | - |\n| web | 8000 | 80 |\n",
                "publishes-port db 5433<-? <column: Dev> @3:8-12\npublishes-port web 8000<-? <column: Dev> @4:9-13\npublishes-port web 80<-? <column: Prod> @4:16-18\n"},
           Case{"| Service | Host port (development) | Host port (production) |\n|---|---|---|\n| db | 5433 | - |\n",
                "publishes-port db ?<-5433 published <column: development> @3:8-12\npublishes-port db ?<-? unpublished <column: production> @3:15-16\n"},
           Case{"| | web | db |\n|---|---|---|\n| Image | `shop:1` | `postgres:16` |\n| Host port | 8000 | - |\n| Restart | always | no |\n| Colour | red | blue |\n",
                "uses-image web shop:1 @3:12-18\nuses-image db postgres:16 @3:23-34\npublishes-port web ?<-8000 published @4:15-19\npublishes-port db ?<-? unpublished @4:22-23\n"
                "restart-policy web always @5:13-19\nrestart-policy db no @5:22-24\n"},
           Case{"| Service | Container port | Host port |\n|---|---|---|\n| nginx | 80 | 8080 |\n| | 443 | 8443 |\n",
                "publishes-port nginx 80<-8080 published @3:1-22\npublishes-port nginx 443<-8443 published @4:1-17\n"},
           Case{"| Service | Ports |\n|---|---|\n| nginx | 80<br>443 |\n", "publishes-port nginx 80<-? @3:1-22\npublishes-port nginx 443<-? @3:1-22\n"},
           Case{"| Aspect | Development | Production |\n|---|---|---|\n| Restart | no | same |\n", "restart-policy ? no <column: Development> @3:13-15\n"},
           // Tables about something else.
           Case{"| Feature | Redis | RabbitMQ |\n|---|---|---|\n| Memory | 512 MB | 1 GB |\n| Restart | always | no |\n", ""},
           Case{"| Name | Role |\n|---|---|\n| Ann | web |\n", ""},
           Case{"| Version | Changes |\n|---|---|\n| 1.2 | db on port 5433 |\n", ""},
           Case{"| Endpoint | Method |\n|---|---|\n| /api/users | GET |\n", ""},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
