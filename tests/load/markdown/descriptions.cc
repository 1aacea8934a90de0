#include "load/markdown/descriptions.h"

#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

/// The servers that the description of a service says it runs, in the order of the text.
static std::string servers_in(const std::string& description) {
  SourceMap sources;
  Diagnostics problems;
  Plan plan = load::read_markdown(sources, sources.add("plan.md", "- **web**: " + description + "\n"), problems);
  load::read_statements(plan, sources);
  std::string servers;
  for (const Statement& statement : plan.statements) {
    if (const auto* fact = std::get_if<RunsServer>(&statement.fact)) servers += (servers.empty() ? "" : " ") + fact->server.value;
  }
  return servers;
}

TEST_CASE("a description names a server where it says that it runs or serves") {
  struct Case {
    std::string text, servers;
  };
  for (const Case& c : {
           Case{"Gunicorn with 4 workers", "Gunicorn"},
           Case{"Django `runserver`", "runserver"},
           Case{"4 Gunicorn workers", "Gunicorn"},
           Case{"Django with Gunicorn", "Gunicorn"},
           Case{"the API, served by Uvicorn", "Uvicorn"},
           Case{"starts Gunicorn under the user app", "Gunicorn"},
           Case{"Vite", "Vite"},
           Case{"Vite, replaces modules in the page", "Vite"},
           Case{"Vite development server", "Vite"},
           Case{"React. In development Vite serves it and reloads it.", "Vite"},
           Case{"nginx with the static bundle", "nginx"},
           Case{"the application, served by nginx", "nginx"},
           // Near misses: what it was built with, what stands before or behind it, what it is not.
           Case{"static pages built by Vite", ""},
           Case{"files built with Vite, served by nginx", "nginx"},
           Case{"Vite builds the pages", ""},
           Case{"React, Vite and TypeScript", ""},
           Case{"Vite, React, TypeScript", ""},
           Case{"proxy in front of Gunicorn", ""},
           Case{"sends requests to the Gunicorn of backend", ""},
           Case{"shares the image of the Gunicorn service", ""},
           Case{"Django without Gunicorn", ""},
           Case{"not Gunicorn but a script", ""},
       }) {
    CAPTURE(c.text);
    CHECK(servers_in(c.text) == c.servers);
  }
}
