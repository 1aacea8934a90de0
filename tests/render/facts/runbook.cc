#include "render/facts/runbook.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "tests/render/facts/estate.h"

using namespace portolan;
using namespace portolan::render;

TEST_CASE("a health check becomes a command that can be run by hand") {
  struct Case { std::vector<std::string> test; std::string_view command; };
  Environment environment;
  environment.compose_paths = {"compose.yml"};
  Service service = test::make_service("db", "postgres:16");
  CHECK(probe_command(environment, service) == "");
  for (const Case& c : {
           Case{{"CMD", "redis-cli", "ping"}, "docker compose exec db redis-cli ping"},
           Case{{"CMD", "wget", "-q", "--spider", "http://localhost/a b"}, "docker compose exec db wget -q --spider 'http://localhost/a b'"},
           Case{{"CMD", "x", "-$(rm)"}, "docker compose exec db x -'$(rm)'"},
           Case{{"CMD-SHELL", "pg_isready -U \"$USER\" || exit 1"}, "docker compose exec db sh -c 'pg_isready -U \"$USER\" || exit 1'"},
           Case{{"CMD-SHELL", "echo 'it'"}, "docker compose exec db sh -c 'echo '\\''it'\\'''"},
           Case{{"CMD"}, ""},
       }) {
    CAPTURE(c.command);
    service.health_check = HealthCheck{};
    service.health_check->test = c.test;
    CHECK(probe_command(environment, service) == c.command);
  }
}

TEST_CASE("one line asks who holds the ports, TCP and UDP apart") {
  Environment environment;
  CHECK(port_holder_commands(environment).empty());
  Service web = test::make_service("web", "acme/web:1"), dns = test::make_service("dns", "acme/dns:1");
  web.ports = {test::make_port(8000, 80), test::make_port(8443, 443), test::make_port(8000, 81, "127.0.0.1")};
  dns.ports = {test::make_port(53, 53)};
  dns.ports[0].protocol = "udp";
  dns.ports.emplace_back().target = {54, 54};
  environment.services = {web, dns};
  CHECK(join(port_holder_commands(environment), "; ") == "lsof -nP -iTCP:8000,8443 -sTCP:LISTEN; lsof -nP -iUDP:53");
}

TEST_CASE("needs are followed along the chain, circles once") {
  Environment environment;
  Service a = test::make_service("a", "a:1"), b = test::make_service("b", "b:1"), c = test::make_service("c", "c:1");
  test::wait_for(a, "b");
  test::wait_for(b, "c");
  test::wait_for(b, "gone");
  test::wait_for(c, "a");
  environment.services = {a, b, c};
  std::vector<std::string> names;
  for (const Service* need : find_needs(environment, environment.services[0])) names.push_back(need->name.value);
  CHECK(join(names, " ") == "b c");
}
