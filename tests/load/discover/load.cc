#include "load/load.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace portolan;

namespace {

std::string summary(std::map<std::string, std::string> files, const load::LoadOptions& options = {}) {
  SourceMap sources;
  const auto reader = make_memory_reader(std::move(files), "estate");
  const load::Loaded loaded = load::load_handbook(*reader, sources, options);
  std::string out = fmt::format("{}{}\n", loaded.handbook.title, loaded.found_anything ? "" : " (nothing found)");
  const auto add_problems = [&](const Diagnostics& problems) {
    for (const Diagnostic& problem : problems) {
      const Location at = sources.locate(problem.span);
      out += fmt::format("  {}:{}: {} [{}]\n", at.file, at.line, problem.message, problem.rule);
    }
  };
  for (const Stack& stack : loaded.handbook.stacks) {
    out += fmt::format("stack {} \"{}\"\n", stack.name, stack.title);
    for (const Environment& environment : stack.environments) {
      out += fmt::format("  {}{}:", environment.name, environment.broken ? " (broken)" : "");
      for (const Service& service : environment.services) out += " " + service.name.value;
      out += fmt::format(" of {}\n", fmt::join(environment.compose_paths, " + "));
    }
    for (const Plan& plan : stack.plans) out += fmt::format("  plan {} \"{}\" {} statements{}\n", plan.path, plan.title, plan.statements.size(), plan.readable ? "" : " (unreadable)");
    for (const Dockerfile& file : stack.dockerfiles) out += fmt::format("  {} of {} stages\n", file.path, file.stages.size());
    for (const ProxyConfig& file : stack.proxies) out += fmt::format("  {} of {} servers\n", file.path, file.servers.size());
    for (const EnvTemplate& file : stack.env_templates) {
      for (const Variable& variable : file.variables) {
        out += fmt::format("  {} {}={}\n", file.path, variable.name.value, variable.value ? sources.shown(variable.value->span) : "?");
      }
    }
    add_problems(stack.problems);
  }
  for (const Plan& plan : loaded.handbook.guide) out += fmt::format("guide {}\n", plan.path);
  add_problems(loaded.handbook.problems);
  return out;
}

}  // namespace

TEST_CASE("a handbook is made of what lies below the root") {
  CHECK(summary({{"shop/docker-compose.yml", "services:\n  web:\n    build: ./web\n  db:\n    image: postgres:16\n  front:\n    image: nginx\n    volumes: [\"./conf:/etc/nginx/conf.d\"]\n"},
                 {"shop/conf/front.conf", "server { listen 81; }"},
                 {"shop/other/app.conf", "server {"},
                 {"shop/README.md", "# The shop\n"},
                 {"shop/docs/plan.md", "- **db**: PostgreSQL 16\n"},
                 {"shop/web/Dockerfile", "FROM a AS b\nFROM b\n"},
                 {"shop/nginx/site.conf", "server { listen 80; }"},
                 {"shop/.env.example", "DB_PASSWORD=hunter2\nDEBUG=1\n"},
                 {"rules/x.md", "---\nrule: x\n---\n# x\n"},
                 {"guide/index.md", "# Guide\n"}}) ==
        "The shop\n"
        "stack shop \"The shop\"\n"
        "  default: web db front of docker-compose.yml\n"
        "  plan shop/README.md \"The shop\" 0 statements\n"
        "  plan shop/docs/plan.md \"plan\" 2 statements\n"
        "  shop/web/Dockerfile of 2 stages\n"
        "  shop/conf/front.conf of 1 servers\n"
        "  shop/nginx/site.conf of 1 servers\n"
        "  shop/.env.example DB_PASSWORD=••••••\n"
        "  shop/.env.example DEBUG=1\n"
        "guide guide/index.md\n");
}

TEST_CASE("what is broken is said, and the rest is loaded") {
  CHECK(summary({{"a/compose.yml", "services: ["}, {"a/bad.md", "\xff"}, {"b/compose.yml", "services:\n  web:\n    image: x\n"}}, {.jobs = 1, .title = "T"}) ==
        "T\n"
        "stack a \"A\"\n"
        "  default (broken): of compose.yml\n"
        "  plan a/bad.md \"bad\" 0 statements (unreadable)\n"
        "  a/bad.md:1: the document is not valid UTF-8 [not-utf8]\n"
        "  a/compose.yml:1: a list in brackets is never closed [yaml-syntax]\n"
        "stack b \"B\"\n"
        "  default: web of compose.yml\n");
}

TEST_CASE("a folder with nothing in it has a handbook with nothing in it") {
  CHECK(summary({}) == "Estate (nothing found)\n");
  CHECK(summary({{"notes.txt", "x"}}) == "Estate (nothing found)\n");
}

TEST_CASE("compose is called with the env file that most commands of the documents name") {
  const auto commands_of = [](std::string plan) {
    SourceMap sources;
    const auto reader = make_memory_reader({{"shop/docker-compose.yml", "services:\n  a:\n    image: x\n"},
                                            {"shop/docker-compose.prod.yml", "services:\n  a:\n    image: x\n"},
                                            {"shop/README.md", "# Shop\n\n```sh\n" + plan + "```\n"}});
    const load::Loaded loaded = load::load_handbook(*reader, sources, {});
    std::string lines;
    for (const Environment& environment : loaded.handbook.stacks.at(0).environments) lines += environment.compose_command() + "\n";
    return lines;
  };
  const std::string prod = "docker compose -f docker-compose.prod.yml";
  CHECK(commands_of("docker compose up\n" + prod + " up\n") == "docker compose\n" + prod + "\n");
  CHECK(commands_of("docker compose up\ndocker compose --env-file .env.prod -f ./docker-compose.prod.yml up -d\n") ==
        "docker compose\ndocker compose --env-file .env.prod -f docker-compose.prod.yml\n");
  CHECK(commands_of("docker compose --env-file a.env --env-file 'b c.env' up\n") == "docker compose --env-file a.env --env-file 'b c.env'\n" + prod + "\n");
  // Two without an env file outvote one with it.
  CHECK(commands_of(prod + " ps\n" + prod + " logs\ndocker compose --env-file .env.prod -f docker-compose.prod.yml up\n") == "docker compose\n" + prod + "\n");
}
