#include <doctest/doctest.h>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::Said;
using test::verdict_of;

namespace {

const std::map<std::string, std::string> two{
    {"docker-compose.dev.yml", "services:\n  web:\n    image: acme/shop:1\n    ports: ['8000:8000']\n    restart: always\n  adminer:\n    image: adminer:4\n"},
    {"docker-compose.prod.yml", "services:\n  web:\n    image: acme/shop:1\n    ports: ['80:8000']\n    restart: 'no'\n"},
};

Fact port_8000(Said& say) { return PublishesPort{.service = say("web"), .container_port = say(8000), .host_port = say(8000)}; }
Fact restart_always(Said& say) { return RestartPolicy{say("web"), say("always")}; }
Fact adminer(Said& say) { return ServiceExists{say("adminer"), ""}; }
Fact queue(Said& say) { return ServiceExists{say("queue"), ""}; }

}  // namespace

TEST_CASE("a scope decides against which files a statement is held") {
  struct Case { std::string_view scope; test::FactMaker fact; std::string_view verdict; };
  for (const Case& c : {
           Case{"dev", port_8000, "verified [development]: compose publishes 8000 @docker-compose.dev.yml:4"},
           Case{"production", port_8000, "contradicted [production]: compose publishes 80 (8000) @docker-compose.prod.yml:4"},
           Case{"dev,production", port_8000, "contradicted [development production]: compose publishes 80 in production (8000) @docker-compose.prod.yml:4"},
           // A presence holds when one environment has it, a property must hold in all.
           Case{"", port_8000, "verified [development]: compose publishes 8000 @docker-compose.dev.yml:4"},
           Case{"", restart_always, "contradicted [development production]: compose sets restart \"no\" for \"web\" in production (always) @docker-compose.prod.yml:5"},
           Case{"", adminer, "verified [development]: compose defines \"adminer\" @docker-compose.dev.yml:6"},
           Case{"production", adminer, "contradicted [production]: no service is called \"adminer\" in production (adminer)"},
           Case{"", queue, "unverifiable [development production]: no service is called \"queue\""},
           Case{"staging", port_8000, "unverifiable []: no environment is called \"staging\""},
       }) {
    CAPTURE(c.scope);
    CHECK(verdict_of(two, c.fact, c.scope) == c.verdict);
  }
}

TEST_CASE("a command is held against the files that it names, whatever the heading says") {
  const auto logs_adminer = [](Said& say) -> Fact {
    RunsCommand command;
    command.files = {say("docker-compose.prod.yml")};
    command.services = {say("adminer")};
    return command;
  };
  CHECK(verdict_of(two, logs_adminer, "dev") == "contradicted [production]: compose defines no service \"adminer\" (adminer)");
}

TEST_CASE("a command without files that fits another environment is not called wrong") {
  std::map<std::string, std::string> files = two;
  files["docker-compose.yml"] = "services:\n  shop:\n    image: acme/shop:1\n";
  const auto logs_adminer = [](Said& say) -> Fact {
    RunsCommand command;
    command.services = {say("adminer")};
    return command;
  };
  CHECK(verdict_of(files, logs_adminer) == "unverifiable [default]: \"adminer\" is a service of development, and the document names no file");
  CHECK(verdict_of(files, logs_adminer, "docker-compose.yml") == "contradicted [default]: compose defines no service \"adminer\" (adminer)");
}

TEST_CASE("what a broken environment lacks is never called wrong") {
  std::map<std::string, std::string> files = two;
  files["docker-compose.prod.yml"] = "services:\n  web: [oops\n";
  CHECK(verdict_of(files, port_8000, "production") == "unverifiable [production]: the compose files of production could not be read in full");
  CHECK(verdict_of(files, restart_always, "production") == "unverifiable [production]: the compose files of production could not be read in full");
  CHECK(verdict_of(files, port_8000, "dev") == "verified [development]: compose publishes 8000 @docker-compose.dev.yml:4");
}
