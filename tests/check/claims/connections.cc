#include <doctest/doctest.h>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::Said;
using test::verdict_of;

static constexpr std::string_view shop = R"(services:
  nginx:
    image: nginx:1.27
    ports: ["8080:80"]
    networks: [front]
  web:
    build: .
    expose: ["8000"]
    networks: [front, back]
  db:
    image: postgres:15
    ports: ["127.0.0.1:5433:5432"]
    networks: [back]
networks:
  front: {}
  back: {internal: true}
)";

TEST_CASE("an arrow between services holds when a network joins them, whichever way it is drawn") {
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("web"), .to = say("db")}; }) == "verified: network \"back\" joins \"web\" and \"db\" @:9 @:13");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("PostgreSQL"), .to = say("web")}; }) == "verified: network \"back\" joins \"db\" and \"web\" @:13 @:9");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("nginx"), .to = say("db")}; }) ==
        "contradicted: no network joins \"nginx\" and \"db\" (db) @:5 @:13");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("web"), .to = say("cache")}; }) == "unverifiable: no service is called \"cache\"");
}

TEST_CASE("its port is the one inside the container") {
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("web"), .to = say("db"), .port = say(5432)}; }) ==
        "verified: network \"back\" joins \"web\" and \"db\", and \"db\" listens on 5432 @:9 @:13 @:12");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("db"), .to = say("web"), .port = say(5432)}; }) ==
        "verified: network \"back\" joins \"db\" and \"web\", and \"db\" listens on 5432 @:13 @:9 @:12");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("web"), .to = say("db"), .port = say(5433)}; }) ==
        "contradicted: \"db\" listens on 5432 (5433) @:12");
}

TEST_CASE("from outside only published ports are reached, and from the internet none of the loopback address") {
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("Browser"), .to = say("nginx")}; }) == "verified: compose publishes 8080 @:4");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("browser"), .to = say("nginx"), .port = say(8080)}; }) == "verified: compose publishes 8080 @:4");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("browser"), .to = say("nginx"), .port = say(80)}; }) == "contradicted: compose publishes 8080 (80) @:4");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("user"), .to = say("web")}; }) == "contradicted: compose publishes no port of \"web\" (web) @:6");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("client"), .to = say("db")}; }) == "verified: compose publishes 5433 @:12");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("Internet"), .to = say("db")}; }) ==
        "contradicted: compose publishes \"db\" to this machine only (db) @:12");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("web"), .to = say("internet")}; }) == "verified: \"web\" is on a network that is not internal @:9 @:9");
  CHECK(verdict_of(shop, [](Said& say) -> Fact { return Connects{.from = say("db"), .to = say("internet")}; }) ==
        "unverifiable: the files do not tell whether \"db\" answers there");
  // A service of that name is meant before anybody outside.
  CHECK(verdict_of("services:\n  client:\n    image: acme/client:1\n  web:\n    image: acme/web:1\n",
                   [](Said& say) -> Fact { return Connects{.from = say("client"), .to = say("web")}; }) == "verified: network \"default\" joins \"client\" and \"web\" @:2 @:4");
}

TEST_CASE("a service of another environment is not missed") {
  const std::map<std::string, std::string> files{{"docker-compose.dev.yml", "services:\n  web:\n    image: acme/web:1\n"},
                                                 {"docker-compose.prod.yml", "services:\n  web:\n    image: acme/web:1\n  nginx:\n    image: nginx:1.27\n    ports: [\"80:80\"]\n"}};
  CHECK(verdict_of(files, [](Said& say) -> Fact { return Connects{.from = say("nginx"), .to = say("web")}; }) ==
        "verified [production]: network \"default\" joins \"nginx\" and \"web\" @docker-compose.prod.yml:4 @docker-compose.prod.yml:2");
}
