#include <utility>

#include "load/markdown/clause.h"

namespace portolan::load {

namespace {

/// "all services", "every container".
bool eat_everybody(Clause& clause) {
  if (!clause.eat_any({"all", "every", "each"})) return false;
  clause.eat_any({"of the", "of these", "the"});
  return clause.eat_any({"services", "service", "containers", "container"});
}

void eat_to_host(Clause& clause) { clause.eat_any({"on the host", "to the host", "to host"}); }

bool eat_publish_nothing(Clause& clause) {
  const bool negated = clause.eat_any({"do not", "don't", "does not", "doesn't", "never"});
  if (negated ? clause.eat_any({"publish ports", "publish a port", "publish any port", "publish any ports", "expose ports", "expose any ports"})
              : clause.eat_any({"publish no ports", "publish no port", "publishes no port", "publishes no ports", "have no published ports", "have no published port",
                                "has no published port", "expose no ports", "exposes no ports"})) {
    eat_to_host(clause);
    clause.eat("by default");
    return clause.ends();
  }
  return false;
}

bool eat_publish_something(Clause& clause) {
  if (!clause.eat_any({"publish a port", "publishes a port", "have a port", "has a port", "is published", "are published"})) return false;
  return clause.eat_any({"on the host", "to the host", "to host"}) && clause.ends();
}

/// "restart automatically", "restarts unless it was stopped": the words that tell the policy.
std::optional<Spanned<std::string>> eat_restarts(Clause& clause) {
  clause.eat_any({"is", "are"});
  if (!clause.eat_any({"restart", "restarts", "restarted"})) return std::nullopt;
  const std::size_t policy = clause.at();
  const bool known = clause.eat_any({"automatically", "unless stopped", "unless it was stopped", "unless manually stopped", "unless explicitly stopped", "unless somebody stopped it"});
  if (!known || !clause.ends()) return std::nullopt;
  return clause.taken(policy).take();
}

/// What follows "all services"; `everybody` are those words, which the model's side knows to mean all.
std::optional<Fact> read_predicate(Clause& clause, const Spanned<std::string>& everybody) {
  const std::size_t verb = clause.at();
  if (eat_publish_nothing(clause)) return Exposure{.kind = ExposureKind::not_published, .subjects = {everybody}};
  clause.go_to(verb);
  if (eat_publish_something(clause)) return PublishesPort{.service = everybody, .published = true};
  clause.go_to(verb);
  if (clause.eat_any({"have health checks", "have a health check", "has a health check", "have healthchecks", "has a healthcheck"}) && clause.ends()) {
    return HealthFact{.service = everybody};
  }
  clause.go_to(verb);
  if (auto policy = eat_restarts(clause)) return RestartPolicy{.service = everybody, .policy = std::move(*policy)};
  return std::nullopt;
}

/// "Automatic restart of all services".
bool read_automatic_restart(Reading& reading, Clause& clause, std::size_t start, const Frame& frame) {
  if (!clause.eat("automatic")) return false;
  const Spanned<std::string> policy = clause.taken(start).take();
  if (!clause.eat_any({"restart of", "restarts of", "restart for"})) return false;
  const std::size_t first = clause.at();
  if (!eat_everybody(clause) || !clause.ends()) return false;
  reading.add(RestartPolicy{.service = clause.taken(first).take(), .policy = policy}, clause.taken(start), frame);
  return true;
}

/// "No exposed database port", "no published ports of redis".
bool read_no_port(Reading& reading, Clause& clause, std::size_t start, const Frame& frame) {
  if (!clause.eat_any({"no exposed", "no published", "no public", "no open"})) return false;
  Services services;
  if (clause.eat_any({"port of", "ports of"})) {
    services = clause.services();
  } else {
    services = clause.services();
    if (!clause.eat_any({"port", "ports"})) return false;
  }
  if (services.empty()) return false;
  eat_to_host(clause);
  if (!clause.ends()) return false;
  reading.add(Exposure{.kind = ExposureKind::not_published, .subjects = std::move(services)}, clause.taken(start), frame);
  return true;
}

}  // namespace

bool read_about_all(Reading& reading, Clause& clause, const Frame& frame) {
  const std::size_t start = clause.at();
  if (read_no_port(reading, clause, start, frame)) return true;
  clause.go_to(start);
  if (read_automatic_restart(reading, clause, start, frame)) return true;
  clause.go_to(start);
  // A plain plural stands for all of them only where nothing else could be meant.
  const bool plural = !eat_everybody(clause) && clause.eat_any({"containers", "services"});
  if (clause.at() == start) return false;
  const Spanned<std::string> everybody = clause.taken(start).take();
  const std::size_t verb = clause.at();
  if (plural && !eat_publish_nothing(clause)) return false;
  clause.go_to(verb);
  std::optional<Fact> fact = read_predicate(clause, everybody);
  if (!fact) return false;
  reading.add(std::move(*fact), clause.taken(start), frame);
  return true;
}

bool read_wait_for_check(Reading& reading, Clause& clause, const Frame& frame) {
  const std::size_t start = clause.at();
  if (!clause.eat_any({"wait until", "wait for", "wait till"})) return false;
  clause.eat("the");
  if (!clause.eat_any({"health check of", "healthcheck of"})) return false;
  const Services services = clause.services();
  for (const Spanned<std::string>& service : services) reading.add(HealthFact{.service = service}, clause.taken(start), frame);
  return !services.empty();
}

}  // namespace portolan::load
