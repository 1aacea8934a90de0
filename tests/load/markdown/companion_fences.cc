#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

namespace {

struct Case {
  std::string text, lines, unread;
};

void check(const Case& c) {
  CAPTURE(c.text);
  SourceMap sources;
  Diagnostics problems;
  Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
  load::read_statements(plan, sources);
  CHECK(test::lines_of(plan, sources) == c.lines);
  std::string unread;
  for (const UnreadPlace& place : plan.unread) unread += std::string(sources.text(sources.original(place.span))) + "|";
  CHECK(unread == c.unread);
}

}  // namespace

TEST_CASE("lines of a Dockerfile become steps of a build") {
  for (const Case& c : {
           Case{"## Backend\n\n```dockerfile\nFROM python:3.12-slim AS base\nENV A=1 B=2\nEXPOSE 8000 9000/tcp\nUSER app\nFROM base AS production\nCMD [\"gunicorn\", \\\n  \"app\"]\n```\n",
                "build-step Backend FROM python:3.12-slim @4:1-30\nbuild-step Backend ENV A=1 @5:1-12\nbuild-step Backend ENV B=2 @5:1-12\nbuild-step Backend EXPOSE 8000 @6:1-21\n"
                "build-step Backend EXPOSE 9000/tcp @6:1-21\nbuild-step Backend USER app @7:1-9\n"
                "build-step Backend CMD [\"gunicorn\",   \"app\"](place: [\"gunicorn\", \\\n  \"app\"]) @9:1-9\n",
                ""},
           // Fences that do not say what they hold must look like one.
           Case{"```\nFROM nginx:1\nCOPY a /b\n```\n", "build-step ? FROM nginx:1 @2:1-13\nbuild-step ? COPY a /b @3:1-10\n", ""},
           Case{"```\nFROM the start\nwe went on\n```\n\n```\nRUN away\n```\n\n```python\nFROM = 1\n```\n", "", ""},
           // A sketch: bullets that name an instruction, and others.
           Case{"```dockerfile\n# Stage\nFROM node:20\n- Install everything\n- CMD: vite dev server\n```\n", "build-step ? FROM node:20 @3:1-13\nbuild-step ? CMD vite dev server @5:1-23\n",
                "- Install everything|"},
           Case{"```dockerfile\nFROM <image>\nCMD ...\n```\n", "", ""},
           Case{"### Example\n\n```dockerfile\nFROM node:20\n```\n", "build-step ? FROM node:20 [example: Example] @4:1-13\n", ""},
       }) {
    check(c);
  }
}

TEST_CASE("nginx snippets become routes and directives") {
  for (const Case& c : {
           Case{"```nginx\nupstream app {\n  server web:8000;\n}\nserver {\n  listen 80;\n  location /api {\n    proxy_pass http://app;\n    proxy_set_header Host $host;\n  }\n  location /static/ { alias /srv/static/; }\n}\n```\n",
                "sets-directive ? listen 80 @6:3-13\nroutes-path /api -> web:8000 @8:5-27\nsets-directive ? proxy_set_header Host $host @9:5-33\nroutes-path /static/ -> /srv/static/ @11:23-42\n",
                ""},
           // Indented in a list, without a language, cut off.
           Case{"- Routes:\n\n  ```\n  location / {\n    proxy_pass http://web:3000/;\n  ```\n", "routes-path / -> web:3000 @5:5-33\n", ""},
           Case{"```nginx\nlocation ~ ^/x { proxy_pass http://x:1; }\nlocation /y { proxy_pass http://$up; }\nserver_name example.com;\nclient_max_body_size <size>;\n```\n", "", ""},
           Case{"```\nbody { color: red; }\n```\n\n```json\n{\"location /\": 1}\n```\n", "", ""},
       }) {
    check(c);
  }
}
