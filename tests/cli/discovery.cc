// What -v says of the choices: paths and small texts in, words out.
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "cli/pipeline.h"

using namespace portolan;
using namespace portolan::cli;

namespace {

const std::string whole = "services:\n  web:\n    image: nginx:1.27\n";
const std::string other = "services:\n  gui:\n    image: adminer:5\n";
const std::string part = "services:\n  web:\n    ports: [\"80:80\"]\n";

std::string explained(const std::map<std::string, std::string>& files) {
  const auto reader = make_memory_reader(files, "shop");
  std::ostringstream out, err;
  CheckRequest request;
  request.jobs = 1;
  request.verbosity.explain = true;
  run_check(request, *reader, {out, err});
  return err.str();
}

struct Case {
  std::string name;
  std::map<std::string, std::string> files;
  std::string says;
};

void expect(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.name);
    CHECK(explained(c.files) == c.says);
  }
}

std::string run(const std::string& command) { return "# How to\n\n```bash\n" + command + "\n```\n"; }

}  // namespace

TEST_CASE("-v names the files of each environment, and why") {
  expect({
      {"an override is merged as Docker does", {{"compose.yml", whole}, {"compose.override.yml", part}}, "stack \"shop\": holds compose files\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself; \"compose.override.yml\" is merged into it by convention\n"},
      {"files that a document starts together",
       {{"compose.yml", whole}, {"overlays/compose.db.yml", part}, {"overlays/compose.ssl.yml", part}, {"overlays/compose.cron.yml", part},
        {"docs/setup.md", run("docker compose -f compose.yml -f overlays/compose.db.yml -f overlays/compose.ssl.yml up -d")}},
       "stack \"shop\": holds compose files; the files in \"overlays\" change its services\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"
       "  environment \"db-ssl\": \"docs/setup.md\" starts \"compose.yml\" + \"compose.db.yml\" + \"compose.ssl.yml\"\n"
       "  plan docs/setup.md: 1 statement read\n"
       "  not used: overlays/compose.cron.yml: it changes services of another file, and no text tells with which it is started\n"},
      {"files that a Makefile and a workflow start",
       {{"compose.yml", whole}, {"ops/compose.db.yml", part}, {"ci.yml", part},
        {"Makefile", "up:\n\t@docker compose -f compose.yml \\\n\t  -f ops/compose.db.yml up -d\n"},
        {".github/workflows/test.yml", "jobs:\n  test:\n    steps:\n      - run: docker-compose -f compose.yml -f ci.yml up\n"}},
       "stack \"shop\": holds compose files; the files in \"ops\" change its services\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"
       "  environment \"db\": \"Makefile\" starts \"compose.yml\" + \"compose.db.yml\"\n"
       "  environment \"testing\": \".github/workflows/test.yml\" starts \"compose.yml\" + \"ci.yml\"; its name says testing\n"},
      {"an overlay elsewhere that is called like an environment", {{"compose.yml", whole}, {"ops/compose.prod.yml", part}}, "stack \"shop\": holds compose files; the files in \"ops\" change its services\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"
       "  environment \"production\": \"compose.prod.yml\" changes services of \"compose.yml\", so both are merged; its name says production\n"},
      {"a command that is relative to the folder of the compose files",
       {{"deploy/compose.yml", whole}, {"deploy/compose.db.yml", part}, {"deploy/extra.yml", part}, {"README.md", run("cd deploy && docker compose -f compose.yml -f extra.yml up")}},
       "stack \"shop\": holds compose files in \"deploy\"\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"
       "  environment \"db\": \"compose.db.yml\" changes services of \"compose.yml\", so both are merged\n"
       "  environment \"extra\": \"README.md\" starts \"compose.yml\" + \"extra.yml\"\n"
       "  plan README.md: 1 statement read\n"},
  });
}

TEST_CASE("-v says of compose files under other names what they are good for") {
  expect({
      {"started by a document, or by nobody",
       {{"compose.yml", whole}, {"demo.yml", other}, {"tools.yml", other}, {"extra/local.yaml", other}, {"README.md", run("docker compose -f demo.yml up")}},
       "stack \"shop\": holds compose files\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"
       "  environment \"demo\": \"README.md\" starts \"demo.yml\"\n"
       "  plan README.md: 1 statement read\n"
       "  not used: extra/local.yaml: no text tells that it is started\n"
       "  not used: tools.yml: no text tells that it is started\n"},
      {"the only ones that are there", {{"full-stack.yml", whole}, {"production.yaml", other}, {"README.md", "# Kafka\n"}}, "stack \"shop\": holds compose files\n"
       "  environment \"full-stack\": \"full-stack.yml\" is the compose file\n"
       "  environment \"production\": \"production.yaml\" is the compose file; its name says production\n"
       "  plan README.md: 0 statements read\n"},
      {"near misses",
       {{"deployment.yml", "apiVersion: v1\nservices:\n  web:\n    image: a\n"},
        {"ci.yml", "services:\n  - postgres:16\nimage: a\n"},
        {"symfony.yaml", "services:\n  App\\Mailer:\n    class: x\n"},
        {"values.yaml", "web:\n  services:\n    a:\n      image: b\n"},
        {"README.md", "# Nothing to run\n"}},
       "document README.md: belongs to no stack, 0 statements read\n"
       "no stack was found: no folder holds a compose file (compose.yaml, docker-compose*.yml …), so no statement was checked\n"},
      {"parts of others",
       {{"compose.yml", "include: [parts/db.yml]\n" + whole + "    depends_on: [db]\n"},
        {"parts/db.yml", "services:\n  db:\n    image: postgres:16\n"},
        {"compose.base.yml", "services:\n  app:\n    image: a\n"},
        {"compose.dev.yml", "services:\n  web:\n    extends: {file: compose.base.yml, service: app}\n"}},
       "stack \"shop\": holds compose files\n"
       "  environment \"development\": \"compose.dev.yml\" stands alone: all its services are complete; its name says development\n"
       "  environment \"production\": \"compose.yml\" is the file that Docker Compose takes by itself; the only other file is for development\n"
       "  not used: compose.base.yml: part of \"compose.dev.yml\", which names it\n"
       "  not used: parts/db.yml: part of \"compose.yml\", which names it\n"},
  });
}

TEST_CASE("-v names what was left out, and which stack a document belongs to") {
  expect({
      {"a monorepo",
       {{"apps/shop/docker-compose.yml", whole}, {"apps/blog/docker-compose.yml", other}, {"apps/blog/README.md", "# Blog\n"}, {"docs/shop.md", "# Shop\n"},
        {"docs/blog/plan.md", "# Plan\n"}, {"README.md", "# All\n"}},
       "stack \"blog\": holds compose files\n"
       "  environment \"default\": \"docker-compose.yml\" is the file that Docker Compose takes by itself\n"
       "  plan apps/blog/README.md: 0 statements read\n"
       "  plan docs/blog/plan.md: 0 statements read\n"
       "stack \"shop\": holds compose files\n"
       "  environment \"default\": \"docker-compose.yml\" is the file that Docker Compose takes by itself\n"
       "  plan docs/shop.md: 0 statements read\n"
       "document README.md: belongs to no stack, 0 statements read\n"},
      {"the only stack in a folder, its documents at the top", {{"app/compose.yml", whole}, {"README.md", "# App\n"}, {"docs/plan.md", "# Plan\n"}}, "stack \"shop\": holds compose files in \"app\"; no other stack is there, so the documents at the top are about it\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"
       "  plan README.md: 0 statements read\n"
       "  plan docs/plan.md: 0 statements read\n"},
      {"documents for people and for tools",
       {{"compose.yml", whole}, {"AGENTS.md", "# Agents\n"}, {"CLAUDE.md", "# Claude\n"}, {"README.md", "# Shop\n"}, {"docs/plan.md", "# Plan\n"},
        {"docs/operations.md", "# Operations\n"}, {".github/CONTRIBUTING.md", "# x\n"}, {".cursor/rules/a.md", "# x\n"}, {"CHANGELOG.md", "# x\n"},
        {"node_modules/a/README.md", "# x\n"}, {"node_modules/a/compose.yml", whole}},
       "stack \"shop\": holds compose files\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"
       "  plan AGENTS.md: 0 statements read\n"
       "  plan CLAUDE.md: 0 statements read\n"
       "  plan README.md: 0 statements read\n"
       "  plan docs/operations.md: 0 statements read\n"
       "  plan docs/plan.md: 0 statements read\n"
       "left out: .cursor/rules/a.md: lies in a hidden folder, whose texts are for tools\n"
       "left out: .github/CONTRIBUTING.md: lies in a hidden folder, whose texts are for tools\n"
       "left out: CHANGELOG.md: a licence, a change log or a code of conduct says nothing about a stack\n"
       "left out: node_modules: holds what tools make or fetch\n"},
      {"folders of tests, where there is more", {{"compose.yml", whole}, {"tests/compose.yml", other}, {"test/fixtures/a/compose.yml", other}}, "stack \"shop\": holds compose files\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"
       "  not used: test/fixtures/a/compose.yml: no text tells that it is started\n"
       "  not used: tests/compose.yml: no text tells that it is started\n"},
      {"examples are stacks, fixtures are none", {{"examples/a/compose.yml", whole}, {"script/test/b/compose.yml", other}, {"script/test/c/compose.yml", other}}, "stack \"a\": holds compose files\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"
       "left out: script/test: a folder of tests, with 2 compose files\n"},
      {"folders of tests, where there is nothing else", {{"tests/a/compose.yml", whole}}, "stack \"a\": holds compose files\n"
       "  environment \"default\": \"compose.yml\" is the file that Docker Compose takes by itself\n"},
  });
}
