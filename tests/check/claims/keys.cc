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
    build:
      context: ./web/
      args:
        MODE: prod
    container_name: shop_web
    command: ["gunicorn", "shop.wsgi", "-w", "4"]
    user: "1000"
    stop_grace_period: 1m30s
    shm_size: 64mb
    cap_add: [NET_ADMIN, SYS_TIME]
    profiles: [full]
    tty: true
    env_file: ./web.env
    hostname: ${NAME:-shop}
    domainname: in.${DOMAIN}
    extra_hosts: ["peer:10.0.0.7"]
    labels:
      tier: front
    logging:
      driver: json-file
      options:
        max-size: 10m
    ports:
      - "127.0.0.1:8080:80"
      - "5353:53/udp"
    volumes:
      - ./site:/srv:ro
      - /srv/cache
    deploy:
      replicas: 2
  db:
    image: postgres:16
volumes:
  data:
    driver: local
  spare:
)";

Fact key(Said& say, std::string_view service, std::initializer_list<std::string_view> path, std::string_view value) {
  SetsKey fact;
  if (!service.empty()) fact.service = say(service);
  for (const std::string_view step : path) fact.path.push_back(say(step));
  if (!value.empty()) fact.value = say(value);
  return fact;
}

void check_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(shop, c.fact) == c.verdict);
  }
}

}  // namespace

TEST_CASE("a key that compose sets so is verified where it stands") {
  check_all({
      {[](Said& say) -> Fact { return key(say, "web", {"container_name"}, "shop_web"); }, "verified: compose sets \"container_name\" so for \"web\" @:8"},
      {[](Said& say) -> Fact { return key(say, "web", {"user"}, "1000"); }, "verified: compose sets \"user\" so for \"web\" @:10"},
      {[](Said& say) -> Fact { return key(say, "web", {"stop_grace_period"}, "90s"); }, "verified: compose sets \"stop_grace_period\" so for \"web\" @:11"},
      {[](Said& say) -> Fact { return key(say, "web", {"shm_size"}, "64M"); }, "verified: compose sets \"shm_size\" so for \"web\" @:12"},
      {[](Said& say) -> Fact { return key(say, "web", {"cap_add"}, "SYS_TIME"); }, "verified: compose sets \"cap_add\" so for \"web\" @:13"},
      {[](Said& say) -> Fact { return key(say, "web", {"tty"}, "yes"); }, "verified: compose sets \"tty\" so for \"web\" @:15"},
      {[](Said& say) -> Fact { return key(say, "web", {"env_file"}, "web.env"); }, "verified: \"web\" reads it @:16"},
      {[](Said& say) -> Fact { return key(say, "web", {"hostname"}, "shop"); }, "verified: compose sets \"hostname\" so for \"web\" @:17"},
      {[](Said& say) -> Fact { return key(say, "web", {"hostname"}, "${NAME:-shop}"); }, "verified: compose sets \"hostname\" so for \"web\" @:17"},
      {[](Said& say) -> Fact { return key(say, "web", {"extra_hosts", "peer"}, "10.0.0.7"); }, "verified: compose sets \"extra_hosts.peer\" so for \"web\" @:19"},
      {[](Said& say) -> Fact { return key(say, "web", {"labels", "tier"}, "front"); }, "verified: compose sets \"labels.tier\" so for \"web\" @:21"},
      {[](Said& say) -> Fact { return key(say, "web", {"build", "args", "MODE"}, "prod"); }, "verified: compose sets \"build.args.MODE\" so for \"web\" @:7"},
      {[](Said& say) -> Fact { return key(say, "web", {"build", "context"}, "./web"); }, "verified: compose sets \"build.context\" so for \"web\" @:5"},
      {[](Said& say) -> Fact { return key(say, "web", {"command"}, "gunicorn shop.wsgi -w 4"); }, "verified: compose sets the command of \"web\" so @:9"},
      {[](Said& say) -> Fact { return key(say, "web", {"ports"}, "127.0.0.1:8080:80"); }, "verified: compose publishes it for \"web\" @:27"},
      {[](Said& say) -> Fact { return key(say, "web", {"volumes"}, "/srv/cache"); }, "verified: compose mounts it into \"web\" @:31"},
      {[](Said& say) -> Fact { return key(say, "web", {"volumes", "/srv", "read_only"}, "true"); }, "verified: compose sets \"volumes./srv.read_only\" so for \"web\" @:30"},
      {[](Said& say) -> Fact { return key(say, "web", {"deploy", "replicas"}, "2"); }, "verified: compose sets \"deploy.replicas\" so for \"web\" @:33"},
      {[](Said& say) -> Fact { return key(say, "db", {"privileged"}, "false"); }, "verified: compose leaves \"privileged\" at its default @:34"},
      {[](Said& say) -> Fact { return key(say, "", {"volumes", "data", "driver"}, "local"); }, "verified: compose sets \"volumes.data.driver\" so @:38"},
      {[](Said& say) -> Fact { return key(say, "", {"volumes", "spare", "driver"}, "local"); }, "verified: compose leaves \"volumes.spare.driver\" at its default @:39"},
  });
}

TEST_CASE("a key with another value, or without one, is contradicted at the value") {
  check_all({
      {[](Said& say) -> Fact { return key(say, "web", {"user"}, "1001"); }, "contradicted: compose sets \"user\" to \"1000\" for \"web\" (1001) @:10"},
      {[](Said& say) -> Fact { return key(say, "web", {"cap_add"}, "SYS_ADMIN"); },
       "contradicted: compose sets \"cap_add\" to \"NET_ADMIN\" and \"SYS_TIME\" for \"web\" (SYS_ADMIN) @:13"},
      {[](Said& say) -> Fact { return key(say, "web", {"ports"}, "8080:80"); }, "contradicted: compose publishes no \"8080:80\" for \"web\" (8080:80) @:27 @:28"},
      {[](Said& say) -> Fact { return key(say, "web", {"ports"}, "5353:53"); }, "contradicted: compose publishes no \"5353:53\" for \"web\" (5353:53) @:27 @:28"},
      {[](Said& say) -> Fact { return key(say, "web", {"command"}, "gunicorn shop.wsgi"); },
       "contradicted: compose sets the command of \"web\" to \"gunicorn shop.wsgi -w 4\" (gunicorn shop.wsgi) @:9"},
      {[](Said& say) -> Fact { return key(say, "db", {"user"}, "1000"); }, "contradicted: compose does not set \"user\" for \"db\" (1000) @:34"},
      {[](Said& say) -> Fact { return key(say, "db", {"init"}, "true"); }, "contradicted: compose does not set \"init\" for \"db\" (true) @:34"},
      {[](Said& say) -> Fact { return key(say, "", {"volumes", "cache"}, ""); }, "contradicted: compose defines no volume \"cache\" (cache)"},
  });
}

TEST_CASE("what depends on variables that nobody sets is open; a service that nobody knows is wrong") {
  check_all({
      {[](Said& say) -> Fact { return key(say, "web", {"domainname"}, "example.org"); }, "unverifiable: \"domainname\" comes from a variable that is not set here"},
      {[](Said& say) -> Fact { return key(say, "web", {"user"}, "${UID}"); }, "unverifiable: \"user\" comes from a variable that is not set here"},
      {[](Said& say) -> Fact { return key(say, "queue", {"user"}, "1"); }, "contradicted: no service is called \"queue\" (queue)"},
  });
}
