#include "render/facts/getting_started.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "load/load.h"

using namespace portolan;

TEST_CASE("a template is copied to the name that Compose reads") {
  struct Case { std::string_view from, to; };
  for (const Case& c : {Case{".env.example", ".env"}, Case{"config/db.env.sample", "config/db.env"}, Case{"example.env", ".env"}, Case{"deploy/env.example", "deploy/env"},
                        Case{".env.dist", ".env"}, Case{"notes.env", ""}}) {
    CAPTURE(c.from);
    CHECK(render::copy_target(c.from) == c.to);
  }
}

TEST_CASE("the first start names ports, files, secrets, variables and addresses") {
  const auto reader = make_memory_reader({
      {"shop/docker-compose.prod.yml", "services: {web: {image: x}}\n"},
      {"shop/docker-compose.dev.yml",
       "services:\n  db:\n    image: postgres:16\n    ports: ['5433:5432']\n    secrets: [db_password]\n"
       "  web:\n    build: .\n    ports: ['8000:80', '127.0.0.1:443:443', '9000-9001:9000-9001', '53:53/udp']\n    environment: {A: \"${NEEDED:?}\", B: \"${FREE:-1}\"}\n"
       "  tool:\n    image: adminer:4\n    ports: ['8080:8080']\n    profiles: [tools]\n"
       "secrets:\n  db_password: {file: ./secrets/db password.txt}\n  token: {environment: API_TOKEN}\n  there: {file: ./there.txt}\n"},
      {"shop/there.txt", "x"},
      {"shop/Dockerfile", "FROM nginx:1.27\n"},
      {"shop/.env.example", "NEEDED=1\n"},
      {"shop/other.env.example", "X=1\n"},
  });
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  REQUIRE(loaded.handbook.stacks.size() == 1);
  const auto start = render::getting_started(loaded.handbook.stacks[0], {}, sources);
  REQUIRE(start);
  CHECK(loaded.handbook.stacks[0].environments[start->environment].name == "development");
  CHECK(join(start->host_ports, " ") == "443 5433 8000 9000 9001");
  REQUIRE(start->copies.size() == 1);
  CHECK(start->copies[0].to == ".env");
  REQUIRE(start->secrets.size() == 2);
  CHECK(start->secrets[0].file == "secrets/db password.txt");
  CHECK(start->secrets[0].services == std::vector<std::string>{"db"});
  CHECK(start->secrets[1].variable == "API_TOKEN");
  CHECK(start->variables == std::vector<std::string>{"NEEDED"});
  CHECK(start->start == "docker compose -f docker-compose.dev.yml up");
  CHECK(start->builds);
  std::string opens;
  for (const render::OpenStep& step : start->opens) opens += step.service + " " + (step.url.empty() ? step.address : step.url) + "\n";
  CHECK(opens == "web http://localhost:8000\nweb https://localhost\nweb http://localhost:9000\nweb http://localhost:9001\ndb localhost:5433\nweb localhost:53\n");
}
