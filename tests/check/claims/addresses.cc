#include <doctest/doctest.h>

#include <map>
#include <string>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::FactMaker;
using test::Said;
using test::verdict_of;

using Files = std::map<std::string, std::string>;

namespace {

constexpr std::string_view compose =
    "services:\n"
    "  nginx:\n"
    "    image: nginx:1\n"
    "    ports: ['80:80']\n"
    "    networks: [front]\n"
    "  web:\n"
    "    image: shop/web:1\n"
    "    expose: ['8000']\n"
    "    networks: [front, back]\n"
    "  db:\n"
    "    image: postgres:16\n"
    "    ports: ['127.0.0.1:5433:5432']\n"
    "    environment: {POSTGRES_USER: app, POSTGRES_DB: shop}\n"
    "    networks: [back]\n"
    "networks: {front: , back: }\n";

}  // namespace

TEST_CASE("an address on this machine holds when a service publishes its port") {
  struct Case {
    FactMaker fact;
    std::string verdict;
  };
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(80)}; }, "verified: compose publishes 80 of \"nginx\" @:4"},
           // Behind a proxy anybody may answer; a database publishes itself.
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(80), .path = say("/x"), .service = say("web")}; }, "verified: compose publishes 80 of \"nginx\" @:4"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(5433), .service = say("web")}; },
                "contradicted: compose publishes 5433 of \"db\", not of \"web\" (5433) @:12"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(5432)}; }, "contradicted: compose publishes 5432 of \"db\" on 5433 (5432) @:12"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("127.0.0.1"), .port = say(8000)}; }, "contradicted: no service publishes port 8000 (8000)"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(8000), .service = say("web")}; }, "contradicted: compose does not publish \"web\" (8000) @:6"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(5433), .user = say("app"), .database = say("shop")}; }, "verified: compose publishes 5433 of \"db\" @:12"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(5433), .user = say("postgres")}; }, "contradicted: POSTGRES_USER is \"app\" (postgres) @:13"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(5433), .database = say("store")}; }, "contradicted: POSTGRES_DB is \"shop\" (store) @:13"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(5433), .database = say("postgres")}; }, "verified: compose publishes 5433 of \"db\" @:12"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(compose, c.fact) == c.verdict);
  }
}

TEST_CASE("an address inside holds when the service listens there and the caller reaches it") {
  struct Case {
    FactMaker fact;
    std::string verdict;
  };
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("web"), .port = say(8000)}; }, "verified: \"web\" listens on 8000 @:8"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("db"), .port = say(5432), .from = say("web")}; }, "verified: \"db\" listens on 5432 @:12"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("db"), .port = say(5433), .from = say("web")}; },
                "contradicted: 5433 is the port on the host, inside it is 5432 (5433) @:12"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("db"), .port = say(5432), .from = say("nginx")}; },
                "contradicted: \"nginx\" and \"db\" share no network (db) @:2 @:10"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(5432), .from = say("shop-db-1"), .user = say("root")}; },
                "contradicted: POSTGRES_USER is \"app\" (root) @:13"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("front"), .port = say(80)}; }, "contradicted: \"front\" is a network, it answers to nobody (front) @:15"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("cache"), .port = say(6379)}; }, "contradicted: no service is called \"cache\" (cache)"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("db"), .port = {0, {}}, .from = say("web")}; }, "verified: \"db\" is a service @:10"},
           Case{[](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(80), .from = say("x-y-1")}; },
                "unverifiable: \"x-y-1\" is no container that the files tell of"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(compose, c.fact) == c.verdict);
  }
}

TEST_CASE("where the files do not tell who answers, nothing is said") {
  const auto at_80 = [](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(80)}; };
  CHECK(verdict_of("services:\n  web:\n    image: shop/web:1\n    network_mode: host\n", at_80) == "unverifiable: a service on the host's network may listen there");
  CHECK(verdict_of("services:\n  web:\n    image: shop/web:1\n    ports: ['80']\n", at_80) == "unverifiable: Docker picks a free port for 80 of \"web\"");
  const auto as_app = [](Said& say) -> Fact { return NamesAddress{.host = say("localhost"), .port = say(5432), .from = say("db"), .user = say("app")}; };
  CHECK(verdict_of("services:\n  db:\n    image: postgres:16\n    volumes: ['./init:/docker-entrypoint-initdb.d']\n", as_app).starts_with("verified"));
  CHECK(verdict_of("services:\n  db:\n    image: postgres:16\n", as_app) == "contradicted: without POSTGRES_USER the user is \"postgres\" (app) @:2");
  CHECK(verdict_of("services:\n  db:\n    image: postgres:16\n    environment: {POSTGRES_USER: '${DB_USER}'}\n", as_app).starts_with("verified"));
}
