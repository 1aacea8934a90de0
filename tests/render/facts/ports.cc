#include "render/facts/ports.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "base/text.h"
#include "tests/render/facts/estate.h"

using namespace portolan;
using namespace portolan::render;

static std::vector<std::string> tell(const Stack& stack, const StackReport& report) {
  const SourceMap sources;
  const Masking masking = find_secrets(stack.environments[0], sources);
  std::vector<std::string> lines;
  for (const PortFact& port : list_ports(stack, report, 0, masking)) {
    lines.push_back(fmt::format("{} {} → {} {} | {} | {} | {}", port.service->name.value, host_text(port), container_text(port), port.speaks,
                                words_of(port.audience), port.purpose, port.claim ? words_of(port.claim->claim->outcome) : "-"));
  }
  return lines;
}

static void add_claim(Stack& stack, StackReport& report, std::string service, std::optional<int> container, std::optional<int> host, Outcome outcome,
                      std::string purpose) {
  PublishesPort said;
  said.service.value = service;
  if (container) said.container_port = Spanned<int>{*container, {}};
  if (host) said.host_port = Spanned<int>{*host, {}};
  said.purpose = std::move(purpose);
  stack.plans[0].statements.push_back({.fact = said, .span = {}, .text = {}, .scope = {}, .modality_words = {}});
  report.claims.push_back({.plan = 0, .statement = stack.plans[0].statements.size() - 1, .environments = {0}, .service = std::move(service), .outcome = outcome, .reason = {}, .evidence = {}});
}

TEST_CASE("ports are listed with their audience, purpose and verdict") {
  Stack stack;
  StackReport report;
  stack.plans.resize(1);
  Environment& environment = stack.environments.emplace_back();
  Service web = test::make_service("web", "acme/web:1"), db = test::make_service("db", "postgres:16"), alone = test::make_service("alone", "redis:7");
  web.ports = {test::make_port(8000, 80), test::make_port(9000, 9000, "127.0.0.1"), test::make_port(5353, 53, "0.0.0.0")};
  web.ports[2].protocol = "udp";
  web.ports.emplace_back().target = {7000, 7000};
  test::join_network(web, "n");
  test::join_network(db, "n");
  alone.network_mode = Spanned<std::string>{"none", {}};
  environment.services = {web, db, alone};
  Service api = test::make_service("api", "acme/api:1"), worker = test::make_service("worker", "acme/api:1");
  api.command = CommandLine{{"gunicorn", "app:app"}, {}};
  api.expose = {{{8000, 8000}, {}}};
  worker.health_check = HealthCheck{};
  worker.health_check->test = {"CMD", "wget", "http://localhost:9100/"};
  worker.expose = {{{9100, 9100}, {}}, {{9200, 9200}, {}}};
  environment.services.push_back(api);
  environment.services.push_back(worker);
  add_claim(stack, report, "web", 80, 8000, Outcome::verified, "public site");
  add_claim(stack, report, "web", 9000, 9001, Outcome::contradicted, "metrics");
  add_claim(stack, report, "db", {}, 5433, Outcome::contradicted, "");
  const std::vector<std::string> expected{
      "web :8000 → 80  | all interfaces | public site | verified",
      "web 127.0.0.1:9000 → 9000  | this machine | metrics | contradicted",
      "web :5353 → 53/udp  | all interfaces |  | -",
      "web any free port → 7000  | all interfaces |  | -",
      "db  → 5432 PostgreSQL | its networks |  | contradicted",
      "alone  → 6379 Redis | nobody |  | -",
      "api  → 8000 HTTP | nobody |  | -",
      "worker  → 9100 HTTP | nobody |  | -",
      "worker  → 9200  | nobody |  | -",
  };
  CHECK(join(tell(stack, report), "\n") == join(expected, "\n"));
  const Verdicts verdict = judge_ports(stack, report, 0);
  CHECK(verdict.verified == 1);
  CHECK(verdict.contradicted == 2);
  CHECK(judge_ports(stack, report, 1).verified == 0);
}
