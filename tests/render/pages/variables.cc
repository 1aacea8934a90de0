#include <doctest/doctest.h>

#include <fmt/format.h>

#include "tests/golden.h"
#include "tests/render/links_walk.h"
#include "tests/render/pages/depot.h"
#include "tests/render/pages/page_text.h"

using namespace portolan;

TEST_CASE("the variables page tells where each value comes from, and what must be set") {
  const test::Files site = test::build_site(test::depot());
  std::string text;
  for (const char* path : {"depot/development/variables.html", "depot/production/variables.html"}) {
    CAPTURE(path);
    CHECK(test::find_broken_markup(site.at(path)) == "");
    text += std::string("== ") + path + "\n" + test::page_text(site.at(path));
  }
  CHECK(test::differs_from_golden("pages/variables.txt", text) == "");
  CHECK(site.at("depot/production/services/web.html").find("href=\"../variables.html#variable-DEBUG\"") != std::string::npos);
  CHECK(site.at("depot/production/services/web.html").find("href=\"../variables.html#secrets\"") != std::string::npos);
}

TEST_CASE("a variable that leaves no trace in the resolved model is still used by its service") {
  const test::Files site = test::build_site({{"s/compose.yml", "services:\n  a:\n    image: busybox\n    restart: ${POLICY}\n    volumes: [\"${DATA}:/data\"]\n  b:\n    image: busybox\n"}});
  const std::string text = test::page_text(site.at("s/default/variables.html"));
  CAPTURE(text);
  CHECK(text.find("POLICY | empty when not set | none | a | | compose.yml:4\nDATA | empty when not set | none | a | | compose.yml:5\n") != std::string::npos);
}

TEST_CASE("programs that ask for a variable are named beside it, when a service that is given it runs them") {
  const test::Files site = test::build_site({{"s/compose.yml", "services:\n  a:\n    image: python:3\n    environment: {MODE: x, OTHER: y}\n    volumes: ['./app:/app']\n"},
                                             {"s/app/main.py", "import os\nmode = os.environ['MODE']\n"},
                                             {"s/tools/other.py", "import os\nos.environ['OTHER']\n"}});
  const std::string text = test::page_text(site.at("s/default/variables.html"));
  CAPTURE(text);
  CHECK(text.find("read by the program app/main.py (line 2)") != std::string::npos);
  CHECK(text.find("other.py") == std::string::npos);
}

TEST_CASE("no value of a secret reaches the pages about volumes, variables and builds") {
  const test::Files site = test::build_site({
      {"s/compose.yml", R"(services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: hidden01aa
      DSN: postgres://app:hidden02aa@db/app
      PGUSER: ${DB_PASSWORD:-hid3a}
      TOKEN: ${API_TOKEN:-hidden04aa}
      KEEP: ${KEEP}
    command: sh -c "echo $$POSTGRES_PASSWORD hidden01aa"
    env_file: [db.env, gone.env]
    volumes:
      - type: volume
        source: share
        target: /share
  web:
    build:
      context: .
      args: {NPM_TOKEN: hidden05aa, MIRROR: "https://u:hidden06aa@mirror.example.org"}
    secrets: [key]
    configs: [conf]
volumes:
  share:
    driver_opts: {type: cifs, o: "username=me,password=hidden07aa"}
secrets:
  key: {environment: SIGNING_KEY}
configs:
  conf: {content: "password = hidden08aa"}
)"},
      {"s/db.env", "REPLICATION_PASSWORD=hidden09aa\n"},
      {"s/.env", "KEEP=1\nSIGNING_KEY=hidden10aa\nAPI_TOKEN=hidden11aa\n"},
      {"s/.env.example", "SIGNING_KEY=hidden12aa\nSPARE_TOKEN=hidden13aa\n"},
      {"s/gone.env.example", "SMTP_PASSWORD=hidden14aa\n"},
      {"s/Dockerfile", "ARG BASE_TOKEN=hidden15aa\nFROM python:3.12\nARG NPM_TOKEN=hidden16aa\nENV DB_PASSWORD hidden17aa\nRUN pip install https://u:hidden18aa@example.org/x.whl\n"
                       "HEALTHCHECK CMD curl -u me:hidden19aa http://localhost/\nCMD serve --password hidden20aa\n"},
      {"s/plan.md", "# Plan\n\n| Variable | Service | Value | Meaning |\n|---|---|---|---|\n| `POSTGRES_PASSWORD` | db | `hidden21aa` | password, hidden01aa today |\n\n"
                    "## Backups\n\n```bash\ndocker compose exec -e PGPASSWORD=hidden22aa db pg_dump app\n```\n"},
  });
  for (const char* page : {"volumes", "variables", "builds"}) {
    const std::string& html = site.at(fmt::format("s/default/{}.html", page));
    CAPTURE(page);
    CHECK(html.find("hid3a") == std::string::npos);
    for (std::size_t at = html.find("hidden"); at != std::string::npos; at = html.find("hidden", at + 1)) {
      const std::string found = html.substr(at, 10);
      CHECK_MESSAGE(!found.ends_with("aa"), found);
    }
    CHECK(test::find_broken_markup(html) == "");
  }
  // The names are there all the same.
  const std::string text = test::page_text(site.at("s/default/variables.html"));
  for (const char* name : {"POSTGRES_PASSWORD", "REPLICATION_PASSWORD", "API_TOKEN", "SIGNING_KEY", "SPARE_TOKEN", "SMTP_PASSWORD", "NPM_TOKEN", "DB_PASSWORD", "key", "conf"}) {
    CAPTURE(name);
    CHECK(text.find(std::string(name)) != std::string::npos);
  }
}

TEST_CASE("many variables of many services still make a page that loads, without a dead link") {
  std::string compose = "services:\n";
  for (int s = 0; s < 60; ++s) {
    compose += fmt::format("  service-{}:\n    image: busybox\n    volumes: [\"data-{}:/data\"]\n    environment:\n", s, s);
    for (int v = 0; v < 12; ++v) compose += fmt::format("      VARIABLE_{}_{}: value-{}\n", s, v, v);
  }
  compose += "volumes:\n";
  for (int s = 0; s < 60; ++s) compose += fmt::format("  data-{}:\n", s);
  const test::Files site = test::build_site({{"s/compose.yml", compose}});
  for (const char* page : {"volumes", "variables", "builds"}) CHECK(site.at(fmt::format("s/default/{}.html", page)).size() < 150'000);
  CHECK(test::walk_links(site) == std::vector<std::string>{});
}
