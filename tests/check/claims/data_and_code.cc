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
  db:
    image: postgres:16
    volumes: ["records:/var/lib/postgresql/data"]
  redis:
    image: redis:7
    volumes: ["/data"]
  cache:
    image: redis:7
  api:
    image: acme/shop:1
    command: uvicorn shop:app --reload
    working_dir: /app
    environment:
      DB_PASSWORD: hunter2
    volumes: ["./api:/app", "./shop.toml:/etc/shop.toml:ro", "uploads:/uploads"]
  worker:
    image: acme/shop:1
    command: celery -A shop worker
    working_dir: /app
    read_only: true
    environment:
      API_TOKEN: ${API_TOKEN}
volumes:
  records:
  uploads:
)";

}  // namespace

TEST_CASE("data outlive a container in a named volume or a folder of the host, where the image keeps them") {
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return KeepsData{.service = say("db")}; }, "verified: \"db\" keeps its data in \"records\" @:4"},
           Case{[](Said& say) -> Fact { return KeepsData{.service = say("db"), .kept = false}; }, "contradicted: \"db\" keeps its data in \"records\" (db) @:4"},
           Case{[](Said& say) -> Fact { return KeepsData{.service = say("redis")}; }, "contradicted: the volume of \"redis\" at \"/data\" has no name, so the next container gets a new one @:7"},
           Case{[](Said& say) -> Fact { return KeepsData{.service = say("cache")}; }, "contradicted: \"cache\" mounts nothing at \"/data\", where it keeps its data @:8"},
           Case{[](Said& say) -> Fact { return KeepsData{.service = say("cache"), .kept = false}; }, "verified: \"cache\" mounts nothing at \"/data\", where it keeps its data @:8"},
           Case{[](Said& say) -> Fact { return KeepsData{.service = say("api")}; }, "unverifiable: \"api\" keeps files in \"uploads\", and nothing tells which"},
           Case{[](Said& say) -> Fact { return KeepsData{.service = say("api"), .kept = false}; }, "contradicted: \"api\" keeps files in \"uploads\", and nothing tells which (api) @:16"},
           Case{[](Said& say) -> Fact { return KeepsData{.service = say("worker"), .kept = false}; }, "verified: \"worker\" mounts nothing that could keep its data @:17"},
           Case{[](Said& say) -> Fact { return KeepsData{.service = say("all databases")}; }, "verified: \"db\" keeps its data in \"records\" @:4"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(shop, c.fact) == c.verdict);
  }
}

TEST_CASE("code is mounted, reloaded, read-only") {
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return MountsCode{.service = say("api")}; }, "verified: compose mounts \"./api\" into \"api\" @:16"},
           Case{[](Said& say) -> Fact { return MountsCode{.service = say("worker")}; }, "contradicted: compose mounts nothing over the code of \"worker\" @:17"},
           Case{[](Said& say) -> Fact { return MountsCode{.service = say("worker"), .mounted = false}; }, "verified: compose mounts no code into \"worker\" @:17"},
           Case{[](Said&) -> Fact { return MountsCode{.mounted = false}; }, "contradicted: compose mounts \"./api\" into \"api\" @:16"},
           Case{[](Said&) -> Fact { return MountsCode{}; }, "verified: compose mounts \"./api\" into \"api\" @:16"},
           Case{[](Said& say) -> Fact { return ReloadsCode{.service = say("api")}; }, "verified: \"api\" runs \"--reload\", which watches the code @:12"},
           Case{[](Said& say) -> Fact { return ReloadsCode{.service = say("worker")}; }, "contradicted: \"worker\" runs \"celery\", which reads its code once (worker) @:19"},
           Case{[](Said& say) -> Fact { return ReloadsCode{.service = say("worker"), .reloads = false}; }, "verified: \"worker\" runs \"celery\", which reads its code once @:19"},
           Case{[](Said& say) -> Fact { return ReloadsCode{.service = say("cache")}; }, "unverifiable: the command of \"cache\" does not tell whether it reloads"},
           Case{[](Said&) -> Fact { return ReloadsCode{}; }, "verified: \"api\" runs \"--reload\", which watches the code @:12"},
           Case{[](Said& say) -> Fact { return ReadOnly{.service = say("worker")}; }, "verified: compose makes the file system of \"worker\" read-only @:17"},
           Case{[](Said& say) -> Fact { return ReadOnly{.service = say("api")}; }, "contradicted: compose does not set read_only for \"api\" @:10"},
           Case{[](Said& say) -> Fact { return ReadOnly{.path = say("shop.toml")}; }, "verified: compose mounts \"shop.toml\" into \"api\" read-only @:16"},
           Case{[](Said& say) -> Fact { return ReadOnly{.service = say("api"), .path = say("./api")}; }, "contradicted: compose mounts \"./api\" into \"api\" for writing, too (./api) @:16"},
           Case{[](Said& say) -> Fact { return ReadOnly{.service = say("api"), .path = say("nginx.conf")}; }, "unverifiable: compose mounts no \"nginx.conf\" into \"api\""},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(shop, c.fact) == c.verdict);
  }
}

TEST_CASE("where secrets come from") {
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return KeepsSecrets{.place = SecretPlace::not_in_files, .words = say("the code")}; }, "contradicted: compose writes \"DB_PASSWORD\" of \"api\" out (the code) @:15"},
           Case{[](Said& say) -> Fact { return KeepsSecrets{.place = SecretPlace::secret_files, .words = say("Docker secrets")}; }, "contradicted: compose hands out no secret (Docker secrets)"},
           Case{[](Said& say) -> Fact { return KeepsSecrets{.place = SecretPlace::environment, .words = say("environment variables")}; },
                "verified: compose takes the values of secrets from outside @:23"},
           Case{[](Said& say) -> Fact { return KeepsSecrets{.place = SecretPlace::not_in_files, .words = say("the images")}; }, "unverifiable: no Dockerfile shows what is in the images"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(shop, c.fact) == c.verdict);
  }
}
