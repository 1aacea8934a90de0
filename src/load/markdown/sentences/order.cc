#include <utility>

#include "load/markdown/sentences/families.h"
#include "load/markdown/shapes.h"

namespace portolan::load {

namespace {

std::optional<DependencyCondition> eat_condition(Clause& clause) {
  clause.eat_any({"to be", "to become", "to have", "to report", "is", "are", "has", "have", "becomes", "become", "being", "being reported", "reports", "report", "gets", "turns"});
  clause.eat_any({"been", "become"});
  clause.eat_any({"reported", "shown", "marked", "up and"});
  clause.eat("as");
  if (clause.eat_any({"healthy", "ready and healthy"})) return DependencyCondition::healthy;
  if (clause.eat_any({"started", "running", "up", "start"})) return DependencyCondition::started;
  if (clause.eat_any({"finished", "completed", "exited successfully", "completed successfully", "finished successfully", "exited", "to finish", "to complete", "finish", "complete"})) {
    return DependencyCondition::completed;
  }
  return std::nullopt;
}

/// "ready" is no condition of Compose: the statement says only that somebody waits.
void eat_ready(Clause& clause) { clause.eat_any({"ready", "available", "ready to accept connections", "reachable", "accepting connections"}); }

constexpr auto waiting = {
    "waits for",          "wait for",          "waits until",       "wait until",        "depends on",            "depend on",           "starts after",         "start after",
    "starts only after",  "starts only when",  "starts when",       "starts once",       "only starts after",     "only starts when",    "starts only once",     "only starts once",
    "starts as soon as",  "start once",        "start only after",  "start only when",   "only start after",      "only start when",     "only start once",      "waits till",
    "is started after",   "are started after", "is only started after", "is only started once", "will wait for",  "will wait until",     "must wait for",        "must wait until",
    "should wait for",    "should wait until", "has to wait for",   "has to wait until", "does not start until",  "do not start until",  "does not start before", "do not start before",
    "will not start until", "won't start until", "starts after the", "waits on",         "is dependent on",       "has a dependency on", "will only start after", "will only start once",
    "only boots after",   "boots after",       "comes up after",    "come up after",     "waits to start until",  "starts last after",
};

/// "then", "followed by", "next": what stands between two steps of an order.
bool eat_then(Clause& clause) {
  clause.eat("and");
  return clause.eat_any({"then", "next", "last", "lastly", "finally", "afterwards", "after that", "followed by", "at last", "and then", "before", "→", "->", "=>", "⟶", ">"});
}

/// Services with the words around them that an order has: "db and redis", "the backend starts".
Services eat_step(Clause& clause) {
  clause.eat_any({"then", "by", "come", "comes", "start", "starts", "the"});
  clause.eat("finally");
  clause.eat("last");
  Services services = clause.services();
  if (!services.empty()) clause.eat_any({"start", "starts", "are started", "is started", "come up", "comes up", "boot", "boots", "last", "at last"});
  return services;
}

bool add_steps(const Said& said, std::vector<Services> steps) { return steps.size() > 1 && said.add(StartsInOrder{.steps = std::move(steps)}); }

/// One service after the other between commas, or steps divided by "then" and arrows.
std::vector<Services> eat_steps(Clause& clause) {
  std::vector<Services> steps;
  while (!clause.done()) {
    const std::size_t before = clause.at();
    Services step = eat_step(clause);
    if (step.empty()) {
      clause.go_to(before);
      break;
    }
    steps.push_back(std::move(step));
    const std::size_t after = clause.at();
    if (!eat_then(clause)) {
      clause.go_to(after);
      break;
    }
  }
  return steps;
}

}  // namespace

bool read_order(const Said& said) {
  Clause& clause = said.clause;
  clause.eat("the");
  const bool named = clause.eat_any({"start order", "startup order", "start-up order", "boot order", "order of start", "startup sequence", "start-up sequence", "starting order", "order of startup"});
  if (named) {
    clause.eat("of the services");
    clause.eat_any({"is", "goes"});
  } else if (clause.go_to(said.start); clause.eat_any({"services start", "the services start", "containers start", "all services start", "compose starts", "docker compose starts", "services are started"})) {
    clause.eat_any({"the services", "them"});
    if (!clause.eat_any({"in this order", "in the order", "in the following order", "one after the other"})) return false;
  } else if (clause.go_to(said.start); !clause.eat_any({"first", "start with", "starts with"})) {
    return false;
  }
  const std::size_t first = clause.at();
  std::vector<Services> steps = eat_steps(clause);
  // "db, redis, backend": where nothing but an order can be meant, each is a step.
  if (named && steps.size() == 1 && steps[0].size() > 1 && clause.done()) {
    const Services all = std::move(steps[0]);
    steps.clear();
    for (const Spanned<std::string>& service : all) steps.push_back({service});
  }
  return first > said.start && clause.closes() && add_steps(said, std::move(steps));
}

/// "Start order", "3. Startup sequence of the services".
static bool names_start_order(std::string_view title) {
  const std::string lower = to_lower(title);
  for (const std::string_view words : {"start order", "startup order", "start-up order", "boot order", "order of start", "startup sequence", "start-up sequence"}) {
    if (lower.find(words) != std::string::npos) return true;
  }
  return false;
}

void read_start_list(Reading& reading, const Block& list, const Frame& frame) {
  if (!names_start_order(reading.plan().sections[frame.section].title.value)) return;
  std::vector<Services> steps;
  for (const Block& item : list.children) {
    if (item.children.empty() || item.children.front().kind != BlockKind::paragraph) return;
    const Phrase phrase(item.children.front().inlines, item.children.front().span);
    Clause clause(reading, whole(phrase));
    clause.eat_any({"start", "then", "first", "finally", "last"});
    Services step = clause.services();
    // A step that is no service may be anything: then it is no list of services.
    if (step.empty()) return;
    steps.push_back(std::move(step));
  }
  if (steps.size() < 2) return;
  const std::string text(reading.plan().sections[frame.section].title.value);
  reading.add(StartsInOrder{.steps = std::move(steps)}, list.span, text, frame);
}

bool read_first(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind != Subject::Kind::these) return false;
  if (!clause.eat_any({"start first", "starts first", "come first", "comes first", "are started first", "is started first", "boot first", "boots first", "come up first", "comes up first", "must start first"})) {
    return false;
  }
  std::vector<Services> steps{subject.services};
  if (!eat_then(clause)) return false;
  for (Services& step : eat_steps(clause)) steps.push_back(std::move(step));
  return add_steps(said, std::move(steps));
}

bool read_waiting(const Said& said, const Subject& subject) {
  Clause& clause = said.clause;
  if (subject.kind != Subject::Kind::these) return false;
  const bool before = clause.eat_any({"starts before", "start before", "is started before", "are started before", "must start before", "should start before"});
  if (!before && !clause.eat_one_of(waiting)) return false;
  clause.eat_any({"both", "the health check of", "the healthcheck of", "the successful start of"});
  const Services others = clause.services();
  if (others.empty()) return false;
  std::optional<DependencyCondition> condition;
  if (!before) {
    const std::size_t end = clause.at();
    condition = eat_condition(clause);
    if (!condition) {
      clause.go_to(end);
      eat_ready(clause);
    }
  }
  for (const Spanned<std::string>& service : subject.services) {
    for (const Spanned<std::string>& other : others) {
      said.add(before ? WaitsFor{.service = other, .dependency = service} : WaitsFor{.service = service, .dependency = other, .condition = condition});
    }
  }
  return true;
}

bool read_wait_for_check(const Said& said) {
  Clause& clause = said.clause;
  if (!clause.eat_any({"wait until", "wait for", "wait till"})) return false;
  clause.eat("the");
  if (!clause.eat_any({"health check of", "healthcheck of"})) return false;
  const Services services = clause.services();
  for (const Spanned<std::string>& service : services) said.add(HealthFact{.service = service});
  return !services.empty();
}

}  // namespace portolan::load
