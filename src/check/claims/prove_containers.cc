// Commands of plain `docker`: is there a container that is called so?
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/find_container.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

/// A container that a documented `docker run --name` or `docker create --name` makes.
bool is_made_elsewhere(const Stack& stack, std::string_view container) {
  for (const Plan& plan : stack.plans) {
    for (const Statement& statement : plan.statements) {
      const auto* command = std::get_if<RunsCommand>(&statement.fact);
      if (command && command->made_container && command->made_container->value == container) return true;
    }
  }
  return false;
}

/// "4f0a8c1b2d3e": Docker takes the start of an id as well.
bool is_id(std::string_view name) { return name.size() >= 12 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

/// `docker inspect` shows anything that has a name.
bool names_resource(const Environment& environment, std::string_view name) {
  const auto named = [&](const auto& resource) { return resource.resource_name == name; };
  return std::any_of(environment.networks.begin(), environment.networks.end(), named) || std::any_of(environment.volumes.begin(), environment.volumes.end(), named) ||
         std::any_of(environment.services.begin(), environment.services.end(), [&](const Service& service) { return service.image && service.image->value == name; });
}

const Environment* find_elsewhere(const Scene& scene, std::string_view container) {
  for (const Environment& environment : scene.stack.environments) {
    if (&environment != &scene.environment && find_by_container(environment, container)) return &environment;
  }
  return nullptr;
}

/// Nothing when the container is one of this environment.
std::optional<Judgement> judge_missing(const Scene& scene, std::string_view verb, const Spanned<std::string>& container) {
  const std::string name = quoted(container.value);
  if (looks_like_placeholder(container.value)) return open(fmt::format("{} is a placeholder", name));
  if (is_made_elsewhere(scene.stack, container.value)) return open(fmt::format("{} is made by docker run, not by a compose file", name));
  if (is_id(container.value)) return open(fmt::format("{} looks like an id", name));
  if (verb == "inspect" && names_resource(scene.environment, container.value)) return std::nullopt;
  if (const Environment* other = find_elsewhere(scene, container.value)) {
    return refuted(fmt::format("container {} belongs to {}", name, other->name), container.span, {place_of(*find_by_container(*other, container.value))});
  }
  if (const Service* service = find_by_other_project(scene.environment, container.value)) {
    return open(fmt::format("the container of {} is called {} unless the project has another name", quoted(service->name.value), quoted(container_name_of(scene.environment, *service))));
  }
  if (const Service* service = scene.environment.find_service(container.value)) {
    const Span place = service->container_name ? service->container_name->span : place_of(*service);
    return refuted(fmt::format("{} is a service, its container is called {}", name, quoted(container_name_of(scene.environment, *service))), container.span, {place});
  }
  // An image or a network of any name can be looked at; only what reads like a container of this project must be one.
  const bool of_project = !scene.environment.project_name.empty() && container.value.starts_with(scene.environment.project_name);
  if (verb == "inspect" && !of_project) return open(fmt::format("{} may be something else than a container", name));
  return refuted(fmt::format("no compose file makes a container {}", name), container.span, {});
}

}  // namespace

Judgement prove_containers(const RunsCommand& fact, const Scene& scene) {
  if (fact.made_container) return open(fmt::format("container {} is none of a compose file", quoted(fact.made_container->value)));
  std::vector<Span> evidence;
  for (const Spanned<std::string>& container : fact.containers) {
    const Service* service = find_by_container(scene.environment, container.value);
    if (service) {
      evidence.push_back(service->container_name ? service->container_name->span : place_of(*service));
    } else if (auto problem = judge_missing(scene, fact.verb.value, container)) {
      return std::move(*problem);
    }
  }
  return holds(fact.containers.size() == 1 ? "its container exists" : "its containers exist", std::move(evidence));
}

}  // namespace portolan::check
