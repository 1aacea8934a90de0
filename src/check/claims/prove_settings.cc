#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/find_service.h"
#include "check/claims/provers.h"
#include "check/claims/waits.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

/// "Unless stopped" → "unless-stopped"; "none", "never" and "-" mean "no".
std::string normal_policy(std::string_view text) {
  std::string policy = to_lower(unquoted(text));
  std::replace(policy.begin(), policy.end(), ' ', '-');
  return policy == "none" || policy == "never" || policy == "-" || policy == "false" || policy.empty() ? "no" : policy;
}

/// "automatically": any policy that brings a failed container back. "Unless it was stopped" is one policy in other words.
constexpr std::string_view automatic = "automatic";

std::string policy_of(std::string_view text) {
  const std::string words = to_lower(unquoted(text));
  if (words.starts_with(automatic)) return std::string(automatic);
  const bool unless_stopped = words.starts_with("unless ") && words.find("stopped") != std::string::npos;
  return unless_stopped ? "unless-stopped" : normal_policy(text);
}

bool is_policy(std::string_view policy) {
  return policy == "no" || policy == "always" || policy == "unless-stopped" || policy == "on-failure" || policy.starts_with("on-failure:");
}

Judgement judge_restart(const Service& service, const RestartPolicy& fact) {
  const std::string written = policy_of(fact.policy.value);
  if (written != automatic && !is_policy(written)) return open(fmt::format("{} is no restart policy of Docker", quoted(fact.policy.value)));
  const std::string real = service.restart ? normal_policy(service.restart->value) : "no";
  const Span place = service.restart ? service.restart->span : place_of(service);
  const std::string reason = service.restart ? fmt::format("compose sets restart {} for {}", quoted(real), quoted(service.name.value))
                                             : fmt::format("compose sets no restart policy for {}", quoted(service.name.value));
  const bool fits = written == automatic ? real != "no" : real == written || (written == "on-failure" && real.starts_with("on-failure:"));
  return fits ? holds(reason, {place}) : refuted(reason, fact.policy.span, {place});
}

/// "512 MB" may mean powers of 1000 or of 1024; the same number and unit is the same statement.
bool same_size(std::int64_t written, std::int64_t real) {
  if (written == real) return true;
  std::int64_t binary = 1, decimal = 1;
  for (int power = 1; power <= 4; ++power) {
    binary *= 1024;
    decimal *= 1000;
    if (written % decimal == 0 && written / decimal * binary == real) return true;
    if (written % binary == 0 && written / binary * decimal == real) return true;
  }
  return false;
}

Judgement judge_memory(const Service& service, const MemoryLimit& fact) {
  const std::string name = quoted(service.name.value);
  if (!service.limits.memory) return refuted(fmt::format("compose sets no memory limit for {}", name), fact.bytes.span, {place_of(service)});
  const std::string reason = fmt::format("compose limits {} to {}", name, format_bytes(service.limits.memory->value));
  const bool fits = same_size(fact.bytes.value, service.limits.memory->value);
  return fits ? holds(reason, {service.limits.memory->span}) : refuted(reason, fact.bytes.span, {service.limits.memory->span});
}

const Dependency* find_dependency(const Service& service, std::string_view name) {
  for (const Dependency& dependency : service.depends_on) {
    if (dependency.service.value == name) return &dependency;
  }
  return nullptr;
}

std::string_view words_of(DependencyCondition condition) {
  switch (condition) {
    case DependencyCondition::started: return "has started";
    case DependencyCondition::healthy: return "is healthy";
    case DependencyCondition::completed: return "has completed";
  }
  return "has started";
}

/// A HEALTHCHECK in a stage of the Dockerfile that the service builds.
bool brings_health_check(const Stack& stack, const Service& service) {
  const Dockerfile* dockerfile = service.build ? stack.find_dockerfile(service.build->resolved_dockerfile) : nullptr;
  if (!dockerfile || service.health_check) return false;
  return std::any_of(dockerfile->stages.begin(), dockerfile->stages.end(),
                     [](const BuildStage& stage) { return stage.health_check && stage.health_check->value != "NONE"; });
}

Judgement judge_wait(const Scene& scene, const Service& service, const Service& goal, const WaitsFor& fact) {
  const std::string name = quoted(service.name.value), other = quoted(goal.name.value);
  const DependencyCondition wanted = fact.condition.value_or(DependencyCondition::started);
  const Dependency* direct = find_dependency(service, goal.name.value);
  // Docker refuses to start who waits for the health of a service without a check; the image may bring one, which the files don't show.
  if (wanted == DependencyCondition::healthy && direct && direct->condition == wanted && !goal.has_health_check() && !brings_health_check(scene.stack, goal)) {
    return open(fmt::format("compose lets {} wait until {} is healthy, but no health check of {} is in the files", name, other, other));
  }
  // Whoever waits for "healthy" or "completed" has waited for "started", too.
  if (direct && (direct->condition == wanted || wanted == DependencyCondition::started)) {
    return holds(fmt::format("compose lets {} wait until {} {}", name, other, words_of(direct->condition)), {place_of(*direct)});
  }
  if (const Dependency* first = find_wait(scene.environment, service, goal, wanted)) {
    return holds(fmt::format("compose lets {} wait for {} through {}", name, other, quoted(first->service.value)), {place_of(*first)});
  }
  if (direct) {
    return refuted(fmt::format("compose lets {} wait only until {} {}", name, other, words_of(direct->condition)), fact.dependency.span, {place_of(*direct)});
  }
  return refuted(fmt::format("compose does not let {} wait for {}", name, other), fact.dependency.span, {place_of(service)});
}

/// Bullets with bold names may list anything. Where one of them names a service, the list is one of services.
bool stands_among_services(const Scene& scene) {
  return std::any_of(scene.plan.statements.begin(), scene.plan.statements.end(), [&](const Statement& other) {
    const auto* named = std::get_if<ServiceExists>(&other.fact);
    return named && &other != &scene.statement && other.section == scene.statement.section &&
           find_service_by_words(scene.stack, scene.environment, named->service.value).service;
  });
}

}  // namespace

Judgement prove(const ServiceExists& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) {
    const bool known = std::any_of(scene.stack.environments.begin(), scene.stack.environments.end(), [&](const Environment& environment) {
      return find_service_by_words(scene.stack, environment, fact.service.value).service;
    });
    const bool decided = subjects.problem.proof != Proof::absent || known || stands_among_services(scene);
    return decided ? subjects.problem : open(subjects.problem.reason);
  }
  if (!subjects.named) return open("the document does not say of which service");
  return holds(fmt::format("compose defines {}", quoted(subjects.services.front()->name.value)), {place_of(*subjects.services.front())});
}

Judgement prove(const RestartPolicy& fact, const Scene& scene) {
  const Subjects subjects = find_subjects_or_all(scene, fact.service);
  if (!subjects) return subjects.problem;
  return judge_all(subjects, [&](const Service& service) { return judge_restart(service, fact); });
}

Judgement prove(const MemoryLimit& fact, const Scene& scene) {
  const Subjects subjects = find_subjects_or_all(scene, fact.service);
  if (!subjects) return subjects.problem;
  return judge_all(subjects, [&](const Service& service) { return judge_memory(service, fact); });
}

Judgement prove(const WaitsFor& fact, const Scene& scene) {
  const Subjects subjects = find_subjects(scene, fact.service);
  if (!subjects) return subjects.problem;
  if (!subjects.named) return open("the document does not say which service waits");
  const Subjects goals = find_subjects(scene, fact.dependency);
  if (!goals) return goals.problem;
  if (!goals.named) return open("the document does not say for which service");
  return judge_wait(scene, *subjects.services.front(), *goals.services.front(), fact);
}

}  // namespace portolan::check
