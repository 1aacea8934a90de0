#include <doctest/doctest.h>

#include <map>
#include <string>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::Said;
using test::verdict_of;

using Files = std::map<std::string, std::string>;

TEST_CASE("a route is proved by the configuration that a service of the environment reads, and by no other") {
  const Files files = {
      {"docker-compose.dev.yml", "services:\n  nginx:\n    image: nginx:1\n    volumes: ['./nginx/nginx.conf:/etc/nginx/nginx.conf']\n  web:\n    image: web:1\n"},
      {"docker-compose.prod.yml", "services:\n  nginx:\n    build: {context: ., dockerfile: web/Dockerfile, target: runtime}\n  web:\n    image: web:1\n"},
      {"nginx/nginx.conf", "http { upstream app { server web:1; }\n server { location / { proxy_pass http://app; } } }"},
      {"nginx/nginx.prod.conf", "http { upstream app { server web:2; }\n server { listen 80; return 301 https://$host; location /old { return 410; } }\n"
                                " server { listen 443; location / { proxy_pass http://app; } location /x/ { alias /srv/; } } }"},
      {"nginx/forgotten.conf", "server { location /y { return 410; } }"},
      {"web/Dockerfile", "FROM node:22 AS dev\nCOPY nginx/nginx.conf /etc/nginx/nginx.conf\nFROM nginx:1 AS runtime\nCOPY nginx/nginx.prod.conf /etc/nginx/nginx.conf\n"},
  };
  const auto route_to_one = [](Said& say) -> Fact { return RoutesPath{say("/"), say("`web:1`")}; };
  CHECK(verdict_of(files, route_to_one, "development") == "verified [development]: the proxy hands it to \"web:1\" @nginx/nginx.conf:2 @nginx/nginx.conf:2");
  CHECK(verdict_of(files, route_to_one, "production").starts_with("contradicted [production]: the proxy hands it to \"web:2\""));
  const auto files_of_x = [](Said& say) -> Fact { return RoutesPath{say("/x/"), say("files in `/srv/`")}; };
  CHECK(verdict_of(files, files_of_x, "production").starts_with("verified [production]"));
  CHECK(verdict_of(files, files_of_x, "development").starts_with("contradicted [development]: the proxy hands it to \"web:1\""));
  // Neither a file that nobody reads nor a location behind an answer for everything vouches for anything.
  CHECK_FALSE(verdict_of(files, [](Said& say) -> Fact { return RoutesPath{say("/y"), say("410")}; }).starts_with("verified"));
  CHECK_FALSE(verdict_of(files, [](Said& say) -> Fact { return RoutesPath{say("/old"), say("410")}; }, "production").starts_with("verified"));
}

TEST_CASE("a Caddyfile proves routes like any proxy") {
  const Files files = {
      {"docker-compose.yml", "services:\n  caddy:\n    image: caddy:2\n    volumes: ['./Caddyfile:/etc/caddy/Caddyfile']\n  web:\n    image: web:1\n  api:\n    image: api:1\n"},
      {"Caddyfile", "shop.example.org {\n handle_path /api/* {\n  reverse_proxy api:5000\n }\n reverse_proxy web:8000\n}\n"},
  };
  CHECK(verdict_of(files, [](Said& say) -> Fact { return RoutesPath{say("/api"), say("api")}; }) ==
        "verified: the proxy hands it to \"api:5000\" @Caddyfile:2 @Caddyfile:3");
  CHECK(verdict_of(files, [](Said& say) -> Fact { return RoutesPath{say("/"), say("`web:9000`")}; }) ==
        "contradicted: the proxy hands it to \"web:8000\" (`web:9000`) @Caddyfile:5");
}

TEST_CASE("what a program reads is evidence for a variable that it can do without") {
  const Files files = {
      {"docker-compose.yml", "services:\n  web:\n    image: python:3\n    volumes: ['./app:/app']\n  db:\n    image: postgres:16\n"},
      {"app/settings.py", "import os\nDEBUG = os.environ.get('DEBUG', '')\nKEY = os.environ['KEY']\n"},
      {"tools/other.py", "import os\nos.environ.get('OTHER', '')\n"},
  };
  CHECK(verdict_of(files, [](Said& say) -> Fact { return HasVariable{say("web"), say("DEBUG"), {}}; }) ==
        "verified: \"settings.py\" reads it, and has a value of its own when nobody sets it @app/settings.py:2");
  CHECK(verdict_of(files, [](Said& say) -> Fact { return HasVariable{say("web"), say("KEY"), {}}; }).starts_with("contradicted"));
  CHECK(verdict_of(files, [](Said& say) -> Fact { return HasVariable{say("db"), say("DEBUG"), {}}; }).starts_with("contradicted"));
  CHECK(verdict_of(files, [](Said& say) -> Fact { return HasVariable{say("web"), say("OTHER"), {}}; }).starts_with("contradicted"));
}
