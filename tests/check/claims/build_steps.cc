#include <doctest/doctest.h>

#include <map>
#include <string>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::FactMaker;
using test::Said;
using test::verdict_of;

using Files = std::map<std::string, std::string>;

TEST_CASE("a step of a build is looked for in the service's Dockerfile") {
  const Files files = {
      {"docker-compose.yml", "services:\n  web:\n    build: ./web\n  job:\n    image: job:1\n"},
      {"web/Dockerfile", "ARG TAG=3.12\nFROM python:${TAG}-slim AS base\nENV DEBUG=0 LEVEL info\nRUN pip install  -r requirements.txt\nEXPOSE 8000/tcp\nUSER app:app\nWORKDIR /app/\nCMD [\"gunicorn\", \"app\"]\n"},
  };
  struct Row {
    FactMaker fact;
    std::string verdict;
  };
  for (const Row& c : {
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("FROM"), say("python:3.12-slim")}; }, "verified: a stage starts from \"python:3.12-slim\" @web/Dockerfile:2"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("FROM"), say("python:3.11-slim")}; }, "contradicted: the Dockerfile starts from \"python:3.12-slim\" (python:3.11-slim) @web/Dockerfile:2"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("FROM"), say("node:20")}; }, "contradicted: the Dockerfile starts from \"python:3.12-slim\" (node:20) @web/Dockerfile:2"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("FROM"), say("python:$V")}; }, "unverifiable: an argument decides what a stage starts from"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("EXPOSE"), say("8000")}; }, "verified: EXPOSE is the same in the Dockerfile @web/Dockerfile:5"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("EXPOSE"), say("9000")}; }, "contradicted: the Dockerfile has another EXPOSE (9000) @web/Dockerfile:5"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("USER"), say("app")}; }, "verified: USER is the same in the Dockerfile @web/Dockerfile:6"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("WORKDIR"), say("/app")}; }, "verified: WORKDIR is the same in the Dockerfile @web/Dockerfile:7"},
           // The shell form and the list are one command.
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("CMD"), say("gunicorn app")}; }, "verified: CMD is the same in the Dockerfile @web/Dockerfile:8"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("CMD"), say("uvicorn app")}; }, "contradicted: the Dockerfile has another CMD (uvicorn app) @web/Dockerfile:8"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("HEALTHCHECK"), say("CMD true")}; }, "contradicted: the Dockerfile has no HEALTHCHECK (CMD true) @web/Dockerfile:2"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("ENV"), say("DEBUG=1")}; }, "contradicted: the Dockerfile has another ENV DEBUG (DEBUG=1) @web/Dockerfile:3"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("RUN"), say("pip install -r requirements.txt")}; }, "verified: RUN is the same in the Dockerfile @web/Dockerfile:4"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("RUN"), say("make")}; }, "unverifiable: no Dockerfile has this RUN line"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("CMD"), say("gunicorn with 4 workers"), {}, true}; }, "verified: CMD is the same in the Dockerfile @web/Dockerfile:8"},
           Row{[](Said& say) -> Fact { return BuildStep{say("web"), say("CMD"), say("the server"), {}, true}; }, "unverifiable: no Dockerfile has this CMD line"},
           Row{[](Said& say) -> Fact { return BuildStep{say("job"), say("USER"), say("app")}; }, "unverifiable: no Dockerfile of it was read"},
           Row{[](Said& say) -> Fact { return BuildStep{{}, say("USER"), say("root"), "web/Dockerfile"}; }, "contradicted: the Dockerfile has another USER (root) @web/Dockerfile:6"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(files, c.fact) == c.verdict);
  }
}

TEST_CASE("a directive is looked for in what the proxy reads") {
  const Files files = {
      {"docker-compose.yml", "services:\n  nginx:\n    image: nginx:1\n    volumes: ['./nginx.conf:/etc/nginx/nginx.conf']\n  web:\n    image: web:1\n"},
      {"nginx.conf", "http {\n client_max_body_size 20m;\n server {\n  listen 80;\n  location /api/ {\n   proxy_pass http://web:1;\n   proxy_set_header Host $host;\n  }\n  location / { root /srv; }\n }\n}\n"},
  };
  struct Row {
    FactMaker fact;
    std::string verdict;
  };
  for (const Row& c : {
           Row{[](Said& say) -> Fact { return SetsDirective{{}, say("client_max_body_size"), say("20m"), "/api"}; }, "verified: nginx sets \"client_max_body_size\" so @nginx.conf:2"},
           Row{[](Said& say) -> Fact { return SetsDirective{say("nginx"), say("client_max_body_size"), say("10m")}; }, "contradicted: nginx sets \"client_max_body_size\" to \"20m\" (10m) @nginx.conf:2"},
           Row{[](Said& say) -> Fact { return SetsDirective{{}, say("proxy_set_header"), say("host $host"), "/api"}; }, "verified: nginx sets \"proxy_set_header host\" so @nginx.conf:7"},
           Row{[](Said& say) -> Fact { return SetsDirective{{}, say("proxy_set_header"), say("Host x"), "/api"}; }, "contradicted: nginx sets \"proxy_set_header Host\" to \"Host $host\" (Host x) @nginx.conf:7"},
           Row{[](Said& say) -> Fact { return SetsDirective{{}, say("proxy_set_header"), say("X-Real-IP $remote_addr"), "/api"}; },
               "contradicted: nginx does not set \"proxy_set_header X-Real-IP\" (proxy_set_header) @nginx.conf:1"},
           Row{[](Said& say) -> Fact { return SetsDirective{{}, say("proxy_set_header"), say("Host $host"), "/"}; }, "unverifiable: nginx sets \"proxy_set_header Host\" for \"/api/\""},
           Row{[](Said& say) -> Fact { return SetsDirective{{}, say("expires"), say("1d"), "/old"}; }, "unverifiable: no proxy has a route for \"/old\""},
           Row{[](Said& say) -> Fact { return SetsDirective{{}, say("listen"), say("443")}; }, "unverifiable: the files that were read do not set \"listen\" so"},
           Row{[](Said& say) -> Fact { return SetsDirective{say("web"), say("gzip"), say("on")}; }, "unverifiable: no service of it reads nginx configuration that is known"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(files, c.fact) == c.verdict);
  }
}
