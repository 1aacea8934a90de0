#include <utility>

#include "load/markdown/descriptions.h"
#include "load/markdown/sentences/families.h"

namespace portolan::load {

namespace {

constexpr auto a_check = {"a health check", "health checks", "a healthcheck", "healthchecks", "its own health check", "their own health check", "health check", "healthcheck", "any health check", "a docker health check",
                          "an explicit health check", "explicit health checks", "explicit healthchecks", "health checks defined", "a health check defined"};

/// The words that tell a policy: "automatically", "unless it was stopped".
bool eat_policy(Clause& clause) {
  return clause.eat_any({"automatically", "unless stopped", "unless it was stopped", "unless they were stopped", "unless it is stopped", "unless manually stopped", "unless explicitly stopped",
                         "unless stopped manually", "unless stopped explicitly", "unless somebody stopped it", "always", "on failure", "unless-stopped", "on-failure"});
}

/// "512 MB", "1GB", `512M`: an amount of memory, in one word or two.
std::optional<Spanned<std::int64_t>> eat_bytes(Clause& clause) {
  if (clause.done()) return std::nullopt;
  const std::size_t start = clause.at();
  clause.go_to(start + 1);
  const Spanned<std::string> one = clause.taken(start).take();
  const bool has_unit = !one.value.empty() && (one.value.back() < '0' || one.value.back() > '9');
  if (const auto bytes = parse_bytes(one.value); bytes && has_unit) return Spanned<std::int64_t>{*bytes, one.span};
  if (!clause.done() && !clause.words()[start].code && !clause.words()[start].ends_clause) {
    clause.go_to(start + 2);
    const Spanned<std::string> two = clause.taken(start).take();
    if (const auto bytes = parse_bytes(two.value); bytes && !has_unit) return Spanned<std::int64_t>{*bytes, two.span};
  }
  clause.go_to(start);
  return std::nullopt;
}

}  // namespace

bool read_health(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.bare) return false;
  const std::size_t verb = clause.at();
  auto has = eat_have(clause);
  if (!has || !clause.eat_one_of(a_check)) {
    clause.go_to(verb);
    has = eat_be(clause);
    if (!has || !clause.eat_any({"health-checked", "healthchecked", "monitored by a health check", "watched by a health check", "checked for health"})) return false;
  }
  if (!clause.closes()) return false;
  return add_each(said, subject, *has, [](const Spanned<std::string>& service, bool so) -> std::optional<Fact> {
    return HealthFact{.service = service, .aspect = so ? HealthAspect::present : HealthAspect::absent};
  });
}

bool read_health_checks(const Said& said) {
  Clause& clause = said.clause;
  const bool none = clause.eat("no");
  if (!clause.eat_any({"health checks", "healthchecks", "health check", "healthcheck"})) return false;
  clause.eat_any({"are defined", "is defined", "exist", "exists", "are configured", "is configured"});
  if (!clause.eat_any({"for", "on", "of"})) return false;
  clause.eat("both");
  const auto subject = read_subject(clause);
  if (!subject || subject->bare || !clause.ends()) return false;
  return add_each(said, *subject, !none, [](const Spanned<std::string>& service, bool so) -> std::optional<Fact> {
    return HealthFact{.service = service, .aspect = so ? HealthAspect::present : HealthAspect::absent};
  });
}

bool read_restart(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.bare || subject.kind == Subject::Kind::only) return false;
  const auto add = [&](const Spanned<std::string>& policy) {
    for (const Spanned<std::string>& service : subject.services) said.add(RestartPolicy{.service = service, .policy = policy});
    return true;
  };
  const std::size_t verb = clause.at();
  if (clause.eat_any({"has", "have", "uses", "use", "runs with", "run with", "with"}) && clause.eat_any({"the restart policy", "a restart policy of", "restart policy", "a restart policy", "restart:", "restart"})) {
    const std::size_t at = clause.at();
    if (auto code = clause.code(); code && is_restart_policy(to_lower(code->value)) && subject.kind != Subject::Kind::none) return add(*code);
    clause.go_to(at);
    if (!clause.done() && is_restart_policy(clause.next()) && subject.kind != Subject::Kind::none) {
      clause.go_to(at + 1);
      return clause.ends() && add(clause.taken(at).take());
    }
    return false;
  }
  clause.go_to(verb);
  const std::size_t first = clause.at();
  const bool never = clause.eat_any({"is never restarted", "are never restarted", "never restarts", "never restart", "does not restart", "do not restart", "is not restarted", "are not restarted"});
  if (never || subject.kind == Subject::Kind::none) {
    if (!never && !clause.eat_any({"restarts", "is restarted"})) return false;
    const Spanned<std::string> words = clause.taken(first).take();
    clause.eat("automatically");
    return clause.ends() && add({"no", words.span});
  }
  clause.eat_any({"is", "are", "will be", "should be"});
  eat_do(clause);
  clause.eat("automatically");
  const bool before = clause.at() > first && clause.words()[clause.at() - 1].lower == "automatically";
  const std::size_t automatic = before ? clause.at() - 1 : clause.at();
  if (!clause.eat_any({"restart", "restarts", "restarted"})) return false;
  const std::size_t policy = clause.at();
  if (eat_policy(clause)) return clause.ends() && add(clause.taken(policy).take());
  if (!before || !clause.ends()) return false;
  return add({"automatically", clause.taken(automatic).span()});
}

bool read_automatic_restart(const Said& said) {
  Clause& clause = said.clause;
  if (!clause.eat("automatic")) return false;
  const Spanned<std::string> policy = clause.taken(said.start).take();
  if (!clause.eat_any({"restart of", "restarts of", "restart for", "restarts for"})) return false;
  const auto subject = read_subject(clause);
  if (!subject || subject->bare || (subject->kind != Subject::Kind::all && subject->kind != Subject::Kind::these) || !clause.ends()) return false;
  for (const Spanned<std::string>& service : subject->services) said.add(RestartPolicy{.service = service, .policy = policy});
  return true;
}

bool read_limit(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.bare || subject.kind == Subject::Kind::only || subject.kind == Subject::Kind::none) return false;
  if (!clause.eat_any({"is limited to", "are limited to", "is capped at", "are capped at", "is restricted to", "has a memory limit of", "have a memory limit of", "may use up to", "may use at most",
                       "can use up to", "can use at most", "gets at most", "uses at most", "must not use more than", "is allowed to use"})) {
    return false;
  }
  clause.eat("up to");
  const auto bytes = eat_bytes(clause);
  if (!bytes) return false;
  clause.eat_any({"of memory", "of ram", "memory", "ram"});
  if (!clause.closes() || clause.next() == "of") return false;
  for (const Spanned<std::string>& service : subject.services) said.add(MemoryLimit{.service = service, .bytes = *bytes});
  return true;
}

static bool add_replicas(const Said& said, const Services& services, const Spanned<int>& count) {
  const Span place = count.span;
  for (const Spanned<std::string>& service : services) {
    said.add(SetsKey{.service = service, .path = {{"deploy", place}, {"replicas", place}}, .value = Spanned<std::string>{std::to_string(count.value), place}});
  }
  return !services.empty();
}

bool read_replicas(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind != Subject::Kind::these) return false;
  if (!clause.eat_any({"runs in", "runs with", "runs as", "run in", "run with", "has", "have", "runs", "run", "is scaled to", "starts", "starts with", "is deployed with", "is replicated"})) return false;
  const auto count = clause.count();
  return count && clause.eat_any({"replicas", "instances", "replica", "copies"}) && clause.closes() && clause.next() != "of" && add_replicas(said, subject.services, *count);
}

bool read_replica_count(const Said& said) {
  Clause& clause = said.clause;
  clause.eat_any({"there are", "production runs"});
  const auto count = clause.count();
  if (!count || !clause.eat_any({"replicas of", "instances of", "copies of"})) return false;
  const Services services = clause.services();
  if (services.size() != 1) return false;
  clause.eat_any({"run", "are started", "are running"});
  return clause.closes() && add_replicas(said, services, *count);
}

bool read_networks(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.bare || (subject.kind != Subject::Kind::these && subject.kind != Subject::Kind::all)) return false;
  bool sure = clause.eat_any({"joins", "join", "is attached to", "are attached to", "is connected to", "are connected to", "is a member of", "are members of", "is on", "are on", "will be attached to"});
  if (!sure && !clause.eat_any({"share", "shares", "runs on", "run on", "use", "uses", "communicate over", "communicate through", "communicate via", "communicate on", "talk to each other over", "live on",
                                "lives on", "sits on", "sit on"})) {
    return false;
  }
  clause.eat_any({"the same", "the shared", "the", "both", "one", "a", "only"});
  clause.eat_any({"custom", "internal", "bridge", "docker"});
  clause.eat_any({"bridge", "docker"});
  sure = clause.eat_any({"network", "networks"}) || sure;
  clause.eat_any({"called", "named"});
  Services networks;
  while (const auto network = clause.code()) {
    if (!looks_like_service(network->value)) break;
    networks.push_back(*network);
    clause.eat("and");
  }
  // "uses `worker`" may be anything: the noun tells.
  if (networks.empty() || (!clause.eat_any({"network", "networks"}) && !sure)) return false;
  for (const Spanned<std::string>& network : networks) {
    for (const Spanned<std::string>& service : subject.services) said.add(JoinsNetwork{.service = service, .network = network});
  }
  return true;
}

bool read_process(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind != Subject::Kind::these || !clause.eat_any({"runs", "run", "uses", "use", "is served by", "are served by", "is run by"})) return false;
  const std::size_t before = said.reading.statements();
  for (const Spanned<std::string>& service : subject.services) add_description_facts(said.reading, service, clause.rest(), said.frame);
  return said.reading.statements() != before;
}

bool read_code(const Said& said) {
  Clause& clause = said.clause;
  clause.eat("the");
  clause.eat("network");
  const auto name = clause.code();
  if (!name) return false;
  if (is_variable_name(name->value)) {
    if (!clause.eat_any({"is set to", "is", "="})) return false;
    const std::size_t at = clause.at();
    auto value = clause.code();
    if (!value && clause.eat_any({"true", "false"})) value = clause.taken(at).take();
    if (!value) return false;
    HasVariable fact{.name = *name, .value = *value};
    if (said.frame.services.size() == 1) fact.service = said.frame.services.front();
    return said.add(std::move(fact));
  }
  clause.eat("network");
  if (!looks_like_service(name->value) || !clause.eat_any({"is internal", "is an internal network", "is an internal bridge network", "is an internal docker network", "is marked internal"})) return false;
  if (clause.next() == "to" || clause.next() == "and") return false;
  return said.add(NetworkSetting{.network = *name, .internal = Spanned<bool>{true, clause.taken(said.start).span()}});
}

}  // namespace portolan::load
