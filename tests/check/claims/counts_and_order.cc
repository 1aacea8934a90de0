#include <doctest/doctest.h>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::Said;
using test::verdict_of;

namespace {

struct Case {
  test::FactMaker fact;
  std::string_view verdict;
};

constexpr std::string_view chain = R"(services:
  nginx:
    image: nginx:1.27
    depends_on: [web]
  web:
    image: acme/shop:1
    depends_on: [db, redis]
  db:
    image: postgres:16
  redis:
    image: redis:7
  mail:
    image: acme/mail:1
    profiles: [extras]
networks:
  back:
volumes:
  records:
  cache:
)";

}  // namespace

TEST_CASE("things are counted in the files") {
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return CountsThings{.count = say(5), .things = say("services")}; }, "verified: the files have 5 services @:2 @:5 @:8 @:10 @:12"},
           // Whoever counts what starts leaves out the services of profiles.
           Case{[](Said& say) -> Fact { return CountsThings{.count = say(4), .things = say("Docker containers")}; }, "verified: the files have 4 containers @:2 @:5 @:8 @:10 @:12"},
           Case{[](Said& say) -> Fact { return CountsThings{.count = say(6), .things = say("services")}; }, "contradicted: the files have 5 services (6) @:2 @:5 @:8 @:10 @:12"},
           Case{[](Said& say) -> Fact { return CountsThings{.count = say(2), .things = say("named volumes")}; }, "verified: the files have 2 volumes @:18 @:19"},
           Case{[](Said& say) -> Fact { return CountsThings{.count = say(3), .things = say("networks")}; }, "contradicted: the files have 1 network (3) @:16"},
           Case{[](Said& say) -> Fact { return CountsThings{.count = say(2), .things = say("compose files")}; }, "contradicted: the files have 1 compose file (2) @:1"},
           Case{[](Said& say) -> Fact { return CountsThings{.count = say(1), .things = say("profiles")}; }, "verified: the files have 1 profile @:14"},
           Case{[](Said& say) -> Fact { return CountsThings{.count = say(2), .things = say("environments")}; }, "contradicted: the files have 1 environment (2) @:1"},
           Case{[](Said& say) -> Fact { return CountsThings{.count = say(2), .things = say("reasons")}; }, "unverifiable: Portolan does not count \"reasons\""},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(chain, c.fact) == c.verdict);
  }
}

TEST_CASE("an order of starting is what depends_on implies") {
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return StartsInOrder{.steps = {{say("db"), say("redis")}, {say("web")}, {say("nginx")}}}; },
                "verified: compose lets each wait for the one before @:7 @:7 @:4"},
           Case{[](Said& say) -> Fact { return StartsInOrder{.steps = {{say("db")}, {say("nginx")}}}; }, "verified: compose lets each wait for the one before @:4"},
           Case{[](Said& say) -> Fact { return StartsInOrder{.steps = {{say("nginx")}, {say("web")}}}; }, "contradicted: compose lets \"nginx\" wait for \"web\" (nginx) @:4"},
           Case{[](Said& say) -> Fact { return StartsInOrder{.steps = {{say("nginx")}, {say("redis")}, {say("web")}}}; }, "contradicted: compose lets \"nginx\" wait for \"redis\" (nginx) @:4"},
           Case{[](Said& say) -> Fact { return StartsInOrder{.steps = {{say("db")}, {say("redis")}}}; }, "unverifiable: nothing in compose makes \"redis\" wait for \"db\""},
           Case{[](Said& say) -> Fact { return StartsInOrder{.steps = {{say("db")}, {say("queue")}}}; }, "contradicted: no service is called \"queue\" (queue)"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(chain, c.fact) == c.verdict);
  }
}
