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

constexpr std::string_view shop = R"(services:
  web:
    image: acme/shop:1
    restart: unless-stopped
    depends_on:
      cache:
        condition: service_healthy
      jobs:
        condition: service_started
    volumes:
      - static:/app/static
      - ./site/:/srv/site:ro
      - /var/scratch
    networks: [front, back]
    secrets: [key]
    environment:
      DEBUG: "False"
      MAILER: shop.mail.backends.console.Backend
      API_TOKEN: abc-123-def
      LATER: ${LATER}
      HOST: "${HOST:-example.org}"
    deploy:
      resources:
        limits:
          memory: 512M
    healthcheck:
      test: ["CMD", "wget", "-qO-", "http://localhost:8000/health/"]
      interval: 10s
  cache:
    image: redis:7
    restart: on-failure:3
    depends_on:
      db:
        condition: service_healthy
    networks: [back]
  db:
    image: postgres:16
    networks: [back]
    healthcheck:
      test: ["CMD-SHELL", "pg_isready -U shop -d shop"]
      interval: 1m30s
      timeout: 5s
      retries: 4
      start_period: 30s
  jobs:
    image: acme/jobs:1
    network_mode: none
    env_file: [jobs.env]
    healthcheck:
      disable: true
networks:
  front:
    driver: overlay
  back:
    internal: true
volumes:
  static:
secrets:
  key:
    file: ./secrets/key.txt
)";

void check_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(shop, c.fact) == c.verdict);
  }
}

}  // namespace

TEST_CASE("service-exists, restart-policy, memory-limit") {
  check_all({
      {[](Said& say) -> Fact { return ServiceExists{say("web"), ""}; }, "verified: compose defines \"web\" @:2"},
      {[](Said& say) -> Fact { return ServiceExists{say("queue"), ""}; }, "unverifiable: no service is called \"queue\""},
      {[](Said& say) -> Fact { return ServiceExists{say("Static files"), ""}; }, "unverifiable: no service is called \"Static files\""},
      {[](Said& say) -> Fact { return RestartPolicy{say("web"), say("unless stopped")}; }, "verified: compose sets restart \"unless-stopped\" for \"web\" @:4"},
      {[](Said& say) -> Fact { return RestartPolicy{say("web"), say("always")}; },
       "contradicted: compose sets restart \"unless-stopped\" for \"web\" (always) @:4"},
      {[](Said& say) -> Fact { return RestartPolicy{say("cache"), say("on-failure")}; }, "verified: compose sets restart \"on-failure:3\" for \"cache\" @:31"},
      {[](Said& say) -> Fact { return RestartPolicy{say("cache"), say("on-failure:5")}; },
       "contradicted: compose sets restart \"on-failure:3\" for \"cache\" (on-failure:5) @:31"},
      {[](Said& say) -> Fact { return RestartPolicy{say("db"), say("none")}; }, "verified: compose sets no restart policy for \"db\" @:36"},
      {[](Said& say) -> Fact { return RestartPolicy{say("db"), say("nightly")}; }, "unverifiable: \"nightly\" is no restart policy of Docker"},
      {[](Said& say) -> Fact { return RestartPolicy{{}, say("always")}; }, "unverifiable: the document does not say of which service"},
      {[](Said& say) -> Fact { return MemoryLimit{say("web"), say.bytes(512ll << 20)}; }, "verified: compose limits \"web\" to 512 MiB @:25"},
      {[](Said& say) -> Fact { return MemoryLimit{say("web"), say.bytes(512'000'000)}; }, "verified: compose limits \"web\" to 512 MiB @:25"},
      {[](Said& say) -> Fact { return MemoryLimit{say("web"), say.bytes(511ll << 20)}; }, "contradicted: compose limits \"web\" to 512 MiB (535822336) @:25"},
      {[](Said& say) -> Fact { return MemoryLimit{say("db"), say.bytes(1ll << 30)}; }, "contradicted: compose sets no memory limit for \"db\" (1073741824) @:36"},
  });
}

TEST_CASE("waits-for") {
  check_all({
      {[](Said& say) -> Fact { return WaitsFor{say("web"), say("cache"), DependencyCondition::healthy}; },
       "unverifiable: compose lets \"web\" wait until \"cache\" is healthy, but no health check of \"cache\" is in the files"},
      {[](Said& say) -> Fact { return WaitsFor{say("cache"), say("db"), DependencyCondition::healthy}; },
       "verified: compose lets \"cache\" wait until \"db\" is healthy @:33"},
      {[](Said& say) -> Fact { return WaitsFor{say("web"), say("cache"), {}}; }, "verified: compose lets \"web\" wait until \"cache\" is healthy @:6"},
      {[](Said& say) -> Fact { return WaitsFor{say("web"), say("jobs"), DependencyCondition::healthy}; },
       "contradicted: compose lets \"web\" wait only until \"jobs\" has started (jobs) @:8"},
      {[](Said& say) -> Fact { return WaitsFor{say("web"), say("database"), DependencyCondition::healthy}; },
       "verified: compose lets \"web\" wait for \"db\" through \"cache\" @:6"},
      {[](Said& say) -> Fact { return WaitsFor{say("db"), say("web"), {}}; }, "contradicted: compose does not let \"db\" wait for \"web\" (web) @:36"},
      {[](Said& say) -> Fact { return WaitsFor{say("db"), say("queue"), {}}; }, "contradicted: no service is called \"queue\" (queue)"},
  });
}

TEST_CASE("mounts-volume, joins-network, network-setting, reads-secret") {
  check_all({
      {[](Said& say) -> Fact { return MountsVolume{say("web"), say("static"), say("/app/static/")}; },
       "verified: compose mounts it into \"web\" at \"/app/static\" @:11"},
      {[](Said& say) -> Fact { return MountsVolume{say("web"), say("site"), say("/srv/site")}; },
       "verified: compose mounts it into \"web\" at \"/srv/site\" @:12"},
      {[](Said& say) -> Fact { return MountsVolume{say("web"), say("static"), say("/srv/static")}; },
       "contradicted: compose mounts \"static\" into \"web\" at \"/app/static\" (/srv/static) @:11"},
      {[](Said& say) -> Fact { return MountsVolume{say("web"), say("media"), say("/app/static")}; },
       "contradicted: compose mounts \"static\" into \"web\" at \"/app/static\" (media) @:11"},
      {[](Said& say) -> Fact { return MountsVolume{say("db"), say("static"), {}}; }, "contradicted: compose mounts no \"static\" into \"db\" (static) @:36"},
      {[](Said& say) -> Fact { return MountsVolume{say("db"), say("a named volume"), {}}; },
       "unverifiable: \"a named volume\" does not say which volume it is"},
      {[](Said& say) -> Fact { return MountsVolume{{}, say("static"), {}}; }, "verified: compose mounts it into \"web\" at \"/app/static\" @:11"},
      {[](Said& say) -> Fact { return MountsVolume{{}, say("media"), {}}; }, "contradicted: compose mounts \"media\" into no service (media) @:2"},
      {[](Said& say) -> Fact { return JoinsNetwork{say("web"), say("back")}; }, "verified: compose joins \"web\" to it @:14"},
      {[](Said& say) -> Fact { return JoinsNetwork{say("db"), say("front")}; }, "contradicted: compose joins \"db\" to \"back\" (front) @:38"},
      {[](Said& say) -> Fact { return JoinsNetwork{say("jobs"), say("back")}; },
       "contradicted: compose sets network_mode \"none\" for \"jobs\" (back) @:47"},
      {[](Said& say) -> Fact { return NetworkSetting{say("front"), say("overlay"), say.flag(false)}; }, "verified: compose defines network \"front\" so @:52"},
      {[](Said& say) -> Fact { return NetworkSetting{say("back"), say("bridge"), {}}; }, "verified: compose defines network \"back\" so @:54"},
      {[](Said& say) -> Fact { return NetworkSetting{say("front"), say("bridge"), {}}; },
       "contradicted: the driver of network \"front\" is \"overlay\" (bridge) @:52"},
      {[](Said& say) -> Fact { return NetworkSetting{say("back"), {}, say.flag(false)}; }, "contradicted: network \"back\" is internal (no) @:54"},
      {[](Said& say) -> Fact { return NetworkSetting{say("edge"), say("bridge"), {}}; }, "contradicted: no network is called \"edge\" (edge)"},
      {[](Said& say) -> Fact { return ReadsSecret{say("web"), say("key")}; }, "verified: compose gives it to \"web\" @:15"},
      {[](Said& say) -> Fact { return ReadsSecret{say("db"), say("key")}; }, "contradicted: compose does not give secret \"key\" to \"db\" (key) @:36"},
  });
}

TEST_CASE("has-variable") {
  check_all({
      {[](Said& say) -> Fact { return HasVariable{say("web"), say("DEBUG"), {}}; }, "verified: compose sets it for \"web\" @:17"},
      {[](Said& say) -> Fact { return HasVariable{say("web"), say("DEBUG"), say("false")}; }, "verified: compose sets \"DEBUG\" so for \"web\" @:17"},
      {[](Said& say) -> Fact { return HasVariable{say("web"), say("DEBUG"), say("True")}; },
       "contradicted: compose sets \"DEBUG\" to \"False\" for \"web\" (True) @:17"},
      {[](Said& say) -> Fact { return HasVariable{say("web"), say("MAILER"), say("console")}; }, "verified: compose sets \"MAILER\" so for \"web\" @:18"},
      {[](Said& say) -> Fact { return HasVariable{say("web"), say("MAILER"), say("smtp")}; },
       "contradicted: compose sets \"MAILER\" to \"shop.mail.backends.console.Backend\" for \"web\" (smtp) @:18"},
      {[](Said& say) -> Fact { return HasVariable{say("web"), say("API_TOKEN"), say("other")}; },
       "unverifiable: \"API_TOKEN\" is secret, so only its name is checked"},
      {[](Said& say) -> Fact { return HasVariable{say("web"), say("LATER"), say("soon")}; },
       "unverifiable: compose takes \"LATER\" from ${LATER}, which is not set here"},
      {[](Said& say) -> Fact { return HasVariable{say("web"), say("HOST"), say("example.org")}; }, "verified: compose sets \"HOST\" so for \"web\" @:21"},
      {[](Said& say) -> Fact { return HasVariable{say("web"), say("HOST"), say("<your host>")}; }, "unverifiable: \"<your host>\" is a placeholder"},
      {[](Said& say) -> Fact { return HasVariable{say("db"), say("DEBUG"), {}}; }, "contradicted: compose does not set \"DEBUG\" for \"db\" (DEBUG) @:36"},
      {[](Said& say) -> Fact { return HasVariable{say("jobs"), say("DEBUG"), {}}; }, "unverifiable: \"jobs\" reads \"./jobs.env\", which is not here"},
      {[](Said& say) -> Fact { return HasVariable{{}, say("LATER"), {}}; }, "verified: compose sets it for \"web\" @:20"},
      {[](Said& say) -> Fact { return HasVariable{{}, say("NOWHERE"), {}}; }, "unverifiable: no compose file and no template names \"NOWHERE\""},
  });
}

TEST_CASE("health-check") {
  check_all({
      {[](Said& say) -> Fact { return HealthFact{say("db"), HealthAspect::present, {}}; }, "verified: compose defines a health check for \"db\" @:40"},
      {[](Said& say) -> Fact { return HealthFact{say("cache"), HealthAspect::present, {}}; }, "contradicted: compose defines no health check for \"cache\" @:29"},
      {[](Said& say) -> Fact { return HealthFact{say("jobs"), HealthAspect::absent, {}}; }, "verified: compose defines no health check for \"jobs\" @:50"},
      {[](Said& say) -> Fact { return HealthFact{say("db"), HealthAspect::test, say("`pg_isready`")}; }, "verified: the health check of \"db\" runs it @:40"},
      {[](Said& say) -> Fact { return HealthFact{say("db"), HealthAspect::test, say("pg_isready on the local socket")}; },
       "verified: the health check of \"db\" runs it @:40"},
      {[](Said& say) -> Fact { return HealthFact{say("db"), HealthAspect::test, say("`pg_isready -U shop -d store`")}; },
       "contradicted: the health check of \"db\" tests something else (`pg_isready -U shop -d store`) @:40"},
      {[](Said& say) -> Fact { return HealthFact{say("web"), HealthAspect::test, say("GET /health/")}; }, "verified: the health check of \"web\" runs it @:27"},
      {[](Said& say) -> Fact { return HealthFact{say("web"), HealthAspect::test, say("GET /ready")}; },
       "contradicted: the health check of \"web\" tests something else (GET /ready) @:27"},
      {[](Said& say) -> Fact { return HealthFact{say("web"), HealthAspect::test, say("that it answers")}; },
       "unverifiable: the words do not say what the health check of \"web\" runs"},
      {[](Said& say) -> Fact { return HealthFact{say("db"), HealthAspect::interval, say("90s")}; },
       "verified: compose sets the interval of \"db\" to 1m30s @:40"},
      {[](Said& say) -> Fact { return HealthFact{say("db"), HealthAspect::interval, say("30-60s")}; },
       "contradicted: compose sets the interval of \"db\" to 1m30s (30-60s) @:40"},
      {[](Said& say) -> Fact { return HealthFact{say("web"), HealthAspect::interval, say("5-10s")}; },
       "verified: compose sets the interval of \"web\" to 10s @:27"},
      {[](Said& say) -> Fact { return HealthFact{say("web"), HealthAspect::timeout, say("30s")}; },
       "verified: compose leaves the timeout of \"web\" at Docker's 30s @:27"},
      {[](Said& say) -> Fact { return HealthFact{say("db"), HealthAspect::retries, say("4")}; },
       "verified: compose sets the number of retries of \"db\" to 4 @:40"},
      {[](Said& say) -> Fact { return HealthFact{say("db"), HealthAspect::start_period, say("40s")}; },
       "contradicted: compose sets the start period of \"db\" to 30s (40s) @:40"},
      {[](Said& say) -> Fact { return HealthFact{say("db"), HealthAspect::timeout, say("soon")}; }, "unverifiable: \"soon\" is no duration"},
  });
}
