#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("lines of YAML that are explained one by one state what they say") {
  struct Case {
    std::string bullet, lines;
  };
  for (const Case& c : {
           Case{"- **`container_name: acme_web`**: shorter to type.\n", "sets-key web container_name=acme_web @3:6-30\n"},
           Case{"- **`command: [\"run\", \"it\"]`**: starts it.\n", "sets-key web command=run it(place: [\"run\", \"it\"]) @3:6-13\n"},
           Case{"- `env_file: - .env`: beside the file.\n", "sets-key web env_file=.env @3:16-20\n"},
           Case{"- **`healthcheck`**:\n  - `test: [\"CMD\", \"redis-cli\", \"ping\"]`: answers PONG.\n",
                "health-check web test=redis-cli ping(place: [\"CMD\", \"redis-cli\", \"ping\"]) @4:6-40\n"},
           Case{"- **`build`**:\n  - `context: ./web`: the folder.\n", "sets-key web build(place: context).context=./web @4:6-20\n"},
           Case{"- **`ports`**: two.\n  - `\"80:80\"`\n", "publishes-port web 80<-80 published @4:6-13\n"},
           Case{"- **`depends_on`**:\n  - `db: condition: service_healthy`: waits.\n", "waits-for web db service_healthy @4:6-8\n"},
           // Near misses: other tools' lines, headers, JSON, prose.
           Case{"- `Content-Type: text/html`: a header.\n", ""},
           Case{"- `{\"image\": \"x\"}`: JSON.\n", ""},
           Case{"- `image: {repository: x}`: of a chart.\n", ""},
           Case{"- `trust: yes`: no key of a service.\n", ""},
           Case{"- `--user: root`: an option.\n", ""},
       }) {
    CAPTURE(c.bullet);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", "### web\n\n" + c.bullet), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
