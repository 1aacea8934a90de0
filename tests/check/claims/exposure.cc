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

constexpr std::string_view segmented = R"(services:
  nginx:
    image: nginx:1.27
    ports: ["80:80"]
    networks: [front]
  backend:
    image: acme/api:1
    networks: [front, back]
  postgres:
    image: postgres:16
    networks:
      - back
  redis:
    image: redis:7
    networks:
      - back
  admin:
    image: adminer:4
    ports: ["127.0.0.1:8080:8080"]
    networks: [front]
networks:
  front:
  back:
    internal: true
)";

}  // namespace

TEST_CASE("exposure is computed from networks and ports") {
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::only_exposed, .subjects = {say("nginx")}}; },
                "verified: no other service publishes a port to other machines @:4"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::only_exposed, .subjects = {say("backend")}}; },
                "contradicted: compose publishes \"nginx\", too @:4"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::exposed, .subjects = {say("nginx")}}; },
                "verified: compose publishes it @:4"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::exposed, .subjects = {say("nginx"), say("redis")}}; },
                "contradicted: compose publishes no port of \"redis\" (redis) @:13"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::exposed, .subjects = {say("admin")}}; },
                "contradicted: compose publishes \"admin\" to this machine only (admin) @:19"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::not_exposed, .subjects = {say("database"), say("redis")}}; },
                "verified: compose publishes no port of it to other machines @:9 @:13"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::not_exposed, .subjects = {say("admin")}}; },
                "verified: compose publishes no port of it to other machines @:17"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::not_exposed, .subjects = {say("nginx")}}; },
                "contradicted: compose publishes \"nginx\" (nginx) @:4"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::not_exposed, .subjects = {say("queue")}}; },
                "unverifiable: no service is called \"queue\""},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::not_published, .subjects = {say("admin")}}; },
                "contradicted: compose publishes \"admin\" (admin) @:19"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::not_published, .subjects = {say("postgres")}}; },
                "verified: compose publishes no port of it @:9"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::only_accessible_by, .subjects = {say("postgres"), say("redis")}, .peers = {say("backend")}}; },
                "verified: no other service shares a network with it, and no port of it is published @:8 @:16 @:12"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::only_accessible_by, .subjects = {say("postgres")}, .peers = {say("backend")}}; },
                "contradicted: \"redis\" reaches \"postgres\" through network \"back\", too @:16 @:12"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::only_accessible_by, .subjects = {say("postgres")}, .peers = {say("backend"), say("redis"), say("nginx")}}; },
                "contradicted: \"nginx\" shares no network with \"postgres\" (nginx) @:5 @:12"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::only_accessible_by, .subjects = {say("admin")}, .peers = {say("nginx"), say("backend")}}; },
                "contradicted: compose publishes \"admin\" @:19"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::only_accessible_by, .subjects = {say("admin")}, .peers = {say("nginx"), say("backend"), say("localhost")}}; },
                "verified: no other service shares a network with it, and no port of it is published @:5 @:8"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::isolated, .subjects = {say("redis")}}; },
                "verified: all its networks are internal, and no port of it is published @:16"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::isolated, .subjects = {say("backend")}}; },
                "contradicted: \"backend\" is on a network that is not internal (backend) @:8 @:8"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::isolated, .subjects = {say("back")}}; }, "verified: network \"back\" is internal @:23"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::isolated, .subjects = {say("front")}}; },
                "contradicted: network \"front\" is not internal @:22"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::single_entry_point, .subjects = {say("nginx")}}; },
                "verified: no other port is published to other machines @:4"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::single_entry_point, .port = say(80)}; },
                "verified: no other port is published to other machines @:4"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::single_entry_point, .port = say(443)}; },
                "contradicted: compose publishes port 80 of \"nginx\" (443) @:4"},
           Case{[](Said& say) -> Fact { return Exposure{.kind = ExposureKind::single_entry_point, .subjects = {say("backend")}}; },
                "contradicted: compose publishes \"nginx\", too @:4"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(segmented, c.fact) == c.verdict);
  }
}

TEST_CASE("a service on the host's network is exposed, whatever its ports say") {
  constexpr std::string_view compose = "services:\n  agent:\n    image: acme/agent:1\n    network_mode: host\n";
  CHECK(verdict_of(compose, [](Said& say) -> Fact { return Exposure{.kind = ExposureKind::not_exposed, .subjects = {say("agent")}}; }) ==
        "contradicted: compose publishes \"agent\" (agent) @:4");
}
