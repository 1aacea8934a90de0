#include <doctest/doctest.h>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::Said;
using test::verdict_of;

namespace {

struct Case {
  std::string_view compose;
  test::FactMaker fact;
  std::string_view verdict;
};

constexpr std::string_view shop = R"(services:
  web:
    build: .
    command: gunicorn shop --bind 0.0.0.0:8000
    ports:
      - "8080:8000"
      - "127.0.0.1:9090:9090"
      - "7000-7002:9000-9002"
  db:
    image: postgres:15.4-alpine
  proxy:
    image: acme/proxy:1.2
    expose: ["8443"]
  metrics:
    image: prom/prometheus:v2.50.1
    network_mode: host
)";

}  // namespace

TEST_CASE("publishes-port") {
  for (const Case& c : {
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("web"), .container_port = say(8000), .host_port = say(8080)}; },
                "verified: compose publishes 8080 @:6"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("web"), .container_port = say(8000), .host_port = say(8081)}; },
                "contradicted: compose publishes 8080 (8081) @:6"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("web"), .container_port = say(8001), .host_port = say(8080)}; },
                "contradicted: compose sends host port 8080 to container port 8000 (8001) @:6"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("web"), .container_port = say(9001), .host_port = say(7001)}; },
                "verified: compose publishes 7001 @:8"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("web"), .container_port = say(9001), .host_port = say(7002)}; },
                "contradicted: compose sends host port 7002 to container port 9002 (9001) @:8"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("web"), .host_port = say(4000)}; },
                "contradicted: compose publishes 8080, 9090 on 127.0.0.1, 7000, 7001 and 7002 (4000) @:6 @:7 @:8"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("db"), .container_port = say(5432), .host_port = say(5432)}; },
                "contradicted: compose does not publish \"db\" (5432) @:9"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("db"), .container_port = say(5432), .published = false}; },
                "verified: compose publishes no port of \"db\" @:10"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("web"), .container_port = say(8000), .published = false}; },
                "contradicted: compose publishes it on 8080 @:6"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("db"), .container_port = say(5433), .published = false}; },
                "contradicted: \"db\" listens on 5432 (5433) @:9"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("db"), .container_port = say(5432)}; },
                "verified: \"db\" listens on 5432 @:10"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("web"), .container_port = say(8080)}; },
                "verified: compose publishes 8080 @:6"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("proxy"), .container_port = say(8444)}; },
                "contradicted: \"proxy\" listens on 8443 (8444) @:13"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("metrics"), .host_port = say(9090)}; },
                "verified: \"metrics\" listens on 9090 @:15"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("metrics"), .host_port = say(9091)}; },
                "unverifiable: nothing in the files says that \"metrics\" listens on 9091"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = {}, .host_port = say(8080)}; }, "verified: compose publishes 8080 @:6"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("queue"), .container_port = say(5672)}; },
                "contradicted: no service is called \"queue\" (queue)"},
           Case{shop, [](Said& say) -> Fact { return PublishesPort{.service = say("Message queue"), .container_port = say(5672)}; },
                "unverifiable: no service is called \"Message queue\""},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(c.compose, c.fact) == c.verdict);
  }
}

TEST_CASE("uses-image") {
  for (const Case& c : {
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("db"), say("postgres:15.4-alpine")}; },
                "verified: the image is \"postgres:15.4-alpine\" @:10"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("db"), say("`postgres:15.4`")}; },
                "contradicted: the image is \"postgres:15.4-alpine\" (`postgres:15.4`) @:10"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("db"), say("postgres")}; }, "verified: the image is \"postgres:15.4-alpine\" @:10"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("db"), say("PostgreSQL 15")}; },
                "verified: the image is \"postgres:15.4-alpine\" @:10"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("database"), say("PostgreSQL 15 (Alpine)")}; },
                "verified: the image is \"postgres:15.4-alpine\" @:10"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("db"), say("PostgreSQL 15 slim")}; },
                "contradicted: the image is \"postgres:15.4-alpine\" (PostgreSQL 15 slim) @:10"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("db"), say("PostgreSQL 1")}; },
                "contradicted: the image is \"postgres:15.4-alpine\" (PostgreSQL 1) @:10"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("db"), say("PostgreSQL 15.4.2")}; },
                "unverifiable: the image is \"postgres:15.4-alpine\" does not pin the version"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("db"), say("MySQL 8")}; },
                "contradicted: the image is \"postgres:15.4-alpine\" (MySQL 8) @:10"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("proxy"), say("nginx 1.27")}; },
                "unverifiable: nothing is known about what is in \"acme/proxy:1.2\""},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("web"), say("python:3.12")}; }, "unverifiable: the image of \"web\" is not known"},
           Case{shop, [](Said& say) -> Fact { return UsesImage{say("metrics"), say("Prometheus 2.50")}; },
                "verified: the image is \"prom/prometheus:v2.50.1\" @:15"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(c.compose, c.fact) == c.verdict);
  }
}

TEST_CASE("the image of a built service is what its stages are based on") {
  const std::map<std::string, std::string> files{
      {"docker-compose.yml", "services:\n  web:\n    build:\n      context: .\n      target: server\n"},
      {"Dockerfile", "FROM python:3.12-slim AS base\nFROM base AS server\nCMD [\"gunicorn\", \"-w\", \"3\", \"app\"]\nFROM nginx:1.27\n"}};
  CHECK(verdict_of(files, [](Said& say) -> Fact { return UsesImage{say("web"), say("python:3.12-slim")}; }) ==
        "verified: the image is \"python:3.12-slim\" @Dockerfile:1");
  CHECK(verdict_of(files, [](Said& say) -> Fact { return UsesImage{say("web"), say("Python 3.12")}; }) ==
        "verified: the image is \"python:3.12-slim\" @Dockerfile:1");
  CHECK(verdict_of(files, [](Said& say) -> Fact { return UsesImage{say("web"), say("python:3.11-slim")}; }) ==
        "contradicted: the image is \"python:3.12-slim\" (python:3.11-slim) @Dockerfile:1");
  CHECK(verdict_of(files, [](Said& say) -> Fact { return WorkerCount{say("web"), say(3)}; }) == "verified: the command starts 3 workers @Dockerfile:3");
}
