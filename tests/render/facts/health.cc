#include "render/facts/health.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "load/load.h"
#include "tests/render/facts/estate.h"

using namespace portolan;
using namespace portolan::render;

static std::string text_of(const std::optional<std::chrono::nanoseconds>& duration) { return duration ? to_string(*duration) : "-"; }

/// "compose | curl x | 5s - 3 1m0s - | compose.yml:4": the check that Docker makes of one service.
static std::string tell(const std::string& check, const std::string& dockerfile) {
  const auto reader = make_memory_reader({{"compose.yml", "services:\n  web:\n    build: .\n" + check}, {"Dockerfile", dockerfile}});
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  const Stack& stack = loaded.handbook.stacks.at(0);
  const CheckFact fact = find_check(stack, stack.environments.at(0).services.at(0));
  constexpr std::string_view origins[] = {"compose", "dockerfile", "disabled", "none"};
  const Location place = sources.locate(fact.span);
  return fmt::format("{} | {} | {} {} {} {} {} | {}:{}", origins[static_cast<std::size_t>(fact.origin)], fact.runs() ? fact.check.command() : "", text_of(fact.check.interval),
                     text_of(fact.check.timeout), fact.check.retries ? std::to_string(*fact.check.retries) : "-", text_of(fact.check.start_period),
                     text_of(fact.check.start_interval), place.file, place.line);
}

TEST_CASE("a check is what the compose file sets over what the Dockerfile sets") {
  struct Case {
    std::string check, dockerfile, told;
  };
  const std::string plain = "FROM alpine\n", checked = "FROM alpine\nHEALTHCHECK --interval=9s --retries=7 --start-interval=2s CMD wget -q x\n";
  for (const Case& c : {
           Case{"", plain, "none |  | - - - - - | compose.yml:2"},
           Case{"", checked, "dockerfile | wget -q x | 9s - 7 - 2s | Dockerfile:2"},
           Case{"    healthcheck:\n      test: curl x\n", plain, "compose | curl x | - - - - - | compose.yml:5"},
           Case{"    healthcheck:\n      test: curl x\n      interval: 5s\n      start_period: 1m\n", checked, "compose | curl x | 5s - 7 1m0s 2s | compose.yml:5"},
           Case{"    healthcheck:\n      retries: 2\n", checked, "dockerfile | wget -q x | 9s - 2 - 2s | Dockerfile:2"},
           Case{"    healthcheck:\n      interval: 0s\n", checked, "dockerfile | wget -q x | 9s - 7 - 2s | Dockerfile:2"},
           Case{"    healthcheck:\n      retries: 2\n", plain, "none |  | - - 2 - - | compose.yml:2"},
           Case{"    healthcheck:\n      disable: true\n", checked, "disabled |  | - - - - - | compose.yml:5"},
           Case{"    healthcheck:\n      test: [NONE]\n", checked, "disabled |  | - - - - - | compose.yml:5"},
           Case{"", "FROM alpine\nHEALTHCHECK NONE\n", "disabled |  | - - - - - | Dockerfile:2"},
           Case{"    healthcheck:\n      test: curl x\n", "FROM alpine\nHEALTHCHECK NONE\n", "compose | curl x | - - - - - | compose.yml:5"},
           Case{"", "FROM alpine AS base\nHEALTHCHECK CMD true\nFROM base\n", "dockerfile | true | - - - - - | Dockerfile:2"},
           Case{"", "FROM alpine AS base\nHEALTHCHECK CMD true\nFROM alpine\n", "none |  | - - - - - | compose.yml:2"},
       }) {
    CAPTURE(c.check);
    CAPTURE(c.dockerfile);
    CHECK(tell(c.check, c.dockerfile) == c.told);
  }
}

TEST_CASE("a probe is told in words when its command says what it asks") {
  struct Case {
    std::string_view command, words;
  };
  for (const Case& c : {
           Case{"curl -f http://localhost:8000/health || exit 1", "asks by HTTP"},
           Case{"python -c \"import urllib.request as r; r.urlopen('https://a/b?c=d')\"", "asks by HTTP"},
           Case{"pg_isready -U app", "asks PostgreSQL whether it takes connections"},
           Case{"/usr/local/bin/redis-cli ping | grep PONG", "asks Redis"},
           Case{"nc -z localhost 25", "opens a connection"},
           Case{"/check.sh", ""},
           Case{"", ""},
       }) {
    CAPTURE(c.command);
    CHECK(describe_probe(c.command) == c.words);
  }
}

TEST_CASE("who waits for the health of a service without a check waits in vain") {
  Stack stack;
  Environment& environment = stack.environments.emplace_back();
  Service web = test::make_service("web", "web:1"), db = test::make_service("db", "postgres:16"), cache = test::make_service("cache", "redis:7");
  test::wait_for(web, "db", DependencyCondition::healthy);
  test::wait_for(web, "cache", DependencyCondition::healthy);
  test::wait_for(web, "gone", DependencyCondition::healthy);
  test::wait_for(cache, "db");
  cache.health_check = HealthCheck{};
  cache.health_check->test = {"CMD", "redis-cli", "ping"};
  environment.services = {web, db, cache};
  const auto found = find_hopeless_waits(stack, environment);
  REQUIRE(found.size() == 1);
  CHECK(found[0].waiting->name.value == "web");
  CHECK(found[0].target.service->name.value == "db");
  environment.services[2].health_check->disabled = true;
  CHECK(find_hopeless_waits(stack, environment).size() == 2);
}
