#include "render/facts/health.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "check/knowledge/process.h"

namespace portolan::render {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

/// The nearest stage that says anything about a check.
static const BuildStage* checking_stage(const Stack& stack, const Service& service) {
  for (const BuildStage* stage : check::stages_of(stack, service)) {
    if (stage->health_check) return stage;
  }
  return nullptr;
}

template <class Duration>
static void fill(std::optional<Duration>& value, const std::optional<Duration>& below) {
  if (value && *value <= Duration{}) value.reset();
  if (!value && below && *below > Duration{}) value = below;
}

CheckFact find_check(const Stack& stack, const Service& service) {
  CheckFact fact{.service = &service, .origin = CheckOrigin::none, .check = {}, .span = service.name.span};
  if (service.health_check) fact.check = *service.health_check;
  if (fact.check.disabled) {
    fact.origin = CheckOrigin::disabled;
    fact.span = fact.check.span;
    return fact;
  }
  const BuildStage* stage = checking_stage(stack, service);
  const bool in_compose = !fact.check.test.empty();
  if (stage && !in_compose) fact.span = stage->health_check->span;
  if (stage && stage->health_check->value == "NONE") {
    fact.origin = in_compose ? CheckOrigin::compose : CheckOrigin::disabled;
  } else if (stage && !in_compose) {
    fact.origin = CheckOrigin::dockerfile;
    fact.check.test = {"CMD-SHELL", stage->health_check->value};
  } else if (in_compose) {
    fact.origin = CheckOrigin::compose;
  }
  if (in_compose) fact.span = fact.check.span;
  const HealthCheck below = stage ? stage->health_options : HealthCheck{};
  for (const auto field : {&HealthCheck::interval, &HealthCheck::timeout, &HealthCheck::start_period, &HealthCheck::start_interval}) {
    fill(fact.check.*field, below.*field);
  }
  fill(fact.check.retries, below.retries);
  return fact;
}

// Any file may name any duration: one value counts as a day at most, so that sums stay far below what 64 bits can hold.
static nanoseconds value_or(const std::optional<nanoseconds>& value, nanoseconds fallback) {
  return value && value->count() > 0 ? std::min(*value, nanoseconds(24h)) : fallback;
}

nanoseconds longest_check(const HealthCheck& check) {
  const nanoseconds round = value_or(check.interval, CheckDefaults::interval) + value_or(check.timeout, CheckDefaults::timeout);
  const int retries = check.retries && *check.retries > 0 ? std::min(*check.retries, 500) : CheckDefaults::retries;
  return value_or(check.start_period, CheckDefaults::start_period) + round * retries;
}

std::string describe_probe(std::string_view command) {
  struct Row {
    std::string_view program, words;
  };
  constexpr Row rows[] = {
      {"mongosh", "asks MongoDB"},
      {"mysqladmin", "asks the server whether it is alive"},
      {"nginx", "tests the configuration of nginx"},
      {"pg_isready", "asks PostgreSQL whether it takes connections"},
      {"psql", "runs a query in PostgreSQL"},
      {"rabbitmq-diagnostics", "asks RabbitMQ"},
      {"redis-cli", "asks Redis"},
      {"valkey-cli", "asks Valkey"},
  };
  if (command.find("http://") != std::string_view::npos || command.find("https://") != std::string_view::npos) return "asks by HTTP";
  for (const std::string_view word : split_words(command)) {
    const std::string_view program = check::program_name(word);
    if (program == "nc") return "opens a connection";
    const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const Row& candidate) { return candidate.program == program; });
    if (row != std::end(rows)) return std::string(row->words);
  }
  return {};
}

std::vector<HopelessWait> find_hopeless_waits(const Stack& stack, const Environment& environment) {
  std::vector<HopelessWait> found;
  for (const Service& service : environment.services) {
    for (const Dependency& dependency : service.depends_on) {
      const Service* target = environment.find_service(dependency.service.value);
      if (dependency.condition != DependencyCondition::healthy || !target) continue;
      CheckFact fact = find_check(stack, *target);
      if (!fact.runs()) found.push_back({&service, &dependency, std::move(fact)});
    }
  }
  return found;
}

}  // namespace portolan::render
