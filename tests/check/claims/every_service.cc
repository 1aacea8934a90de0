#include <doctest/doctest.h>

#include "check/claims/words.h"
#include "tests/check/claims/said.h"

using namespace portolan;
using test::Said;
using test::verdict_of;

TEST_CASE("words that mean every service") {
  for (const std::string_view text : {"All services", "every container", "each service", "Containers", "all of the services", "`all services`"}) {
    CAPTURE(text);
    CHECK(check::means_every_service(text));
  }
  for (const std::string_view text : {"", "all", "service", "container", "web services", "all internal services", "every", "services team"}) {
    CAPTURE(text);
    CHECK_FALSE(check::means_every_service(text));
  }
}

TEST_CASE("what is said of all services must hold for each of them") {
  struct Case {
    test::FactMaker fact;
    std::string_view verdict;
  };
  constexpr std::string_view stack = R"(services:
  web:
    image: acme/shop:1
    restart: always
    ports: ["80:8000"]
    healthcheck: {test: ["CMD", "shop-check"]}
  db:
    image: postgres:16
    restart: unless-stopped
    ports: ["127.0.0.1:5432:5432"]
)";
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return PublishesPort{.service = say("All services"), .published = true}; }, "verified: compose publishes 5432 on 127.0.0.1 @:5 @:10"},
           Case{[](Said& say) -> Fact { return HealthFact{.service = say("every service")}; }, "contradicted: compose defines no health check for \"db\" @:7"},
           Case{[](Said& say) -> Fact { return RestartPolicy{say("all services"), say("automatically")}; },
                "verified: compose sets restart \"unless-stopped\" for \"db\" @:4 @:9"},
           Case{[](Said& say) -> Fact { return RestartPolicy{say("all services"), say("unless it was stopped")}; },
                "contradicted: compose sets restart \"always\" for \"web\" (unless it was stopped) @:4"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::not_published, .subjects = {say("Containers")}}; },
                "contradicted: compose publishes \"web\" (Containers) @:5"},
           Case{[](Said& say) -> Fact { return JoinsNetwork{say("all services"), say("back")}; }, "contradicted: compose joins \"web\" to \"default\" (back) @:2"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(stack, c.fact) == c.verdict);
  }
}

TEST_CASE("a service may be called so itself") {
  constexpr std::string_view stack = "services:\n  containers:\n    image: acme/list:1\n    restart: always\n  db:\n    image: postgres:16\n";
  const test::FactMaker fact = [](Said& say) -> Fact { return RestartPolicy{say("containers"), say("always")}; };
  CHECK(verdict_of(stack, fact) == "verified: compose sets restart \"always\" for \"containers\" @:4");
}
