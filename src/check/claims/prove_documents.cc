#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

std::vector<std::string> compose_names(const Stack& stack) {
  std::vector<std::string> names;
  for (const Environment& environment : stack.environments) {
    for (const std::string& path : environment.compose_paths) {
      if (std::find(names.begin(), names.end(), path) == names.end()) names.push_back(path);
    }
  }
  return names;
}

std::optional<Judgement> judge_files(const Scene& scene, const RunsCommand& fact) {
  for (const Spanned<std::string>& file : fact.files) {
    const std::string path = normal_path(unquoted(file.value));
    if (looks_like_placeholder(file.value)) return open(fmt::format("{} is a placeholder", quoted(file.value)));
    const std::vector<std::string> known = compose_names(scene.stack);
    const bool named = std::any_of(known.begin(), known.end(), [&](const std::string& name) { return name == path || file_name_of(name) == path; });
    if (named || scene.stack.paths.has_file(path)) continue;
    const bool elsewhere = path.starts_with("..") || path.starts_with('/') || leads_into_hidden(path);
    if (!scene.stack.paths.complete || elsewhere) return open(fmt::format("{} lies outside what was read", quoted(path)));
    return refuted(fmt::format("no compose file is called {}", quoted(path)), file.span, {});
  }
  return std::nullopt;
}

/// Env files are made by whoever runs the stack, so a missing one is not wrong; ".env" itself is expected of everybody.
std::optional<Judgement> judge_env_files(const Scene& scene, const RunsCommand& fact) {
  for (const Spanned<std::string>& file : fact.env_files) {
    const std::string path = normal_path(unquoted(file.value));
    if (looks_like_placeholder(file.value)) return open(fmt::format("{} is a placeholder", quoted(file.value)));
    if (!scene.stack.paths.has_file(path) && file_name_of(path) != ".env") return open(fmt::format("{} is not in this stack's folder", quoted(path)));
  }
  return std::nullopt;
}

// Sorted. What Docker can do only with a compose file at hand.
constexpr std::string_view verbs_with_files[] = {"attach", "build", "config", "cp", "create", "down", "events", "exec", "images", "kill", "logs", "pause", "port", "ps",
                                                 "pull", "push", "restart", "rm", "run", "start", "stop", "top", "unpause", "up", "wait", "watch"};

bool is_default_name(std::string_view name) {
  return name == "compose.yaml" || name == "compose.yml" || name == "docker-compose.yaml" || name == "docker-compose.yml";
}

/// COMPOSE_FILE can stand where -f is missing: in the document, in a template, or in a file that everybody has for themselves.
bool may_set_files(const Scene& scene) {
  if (scene.sources.text(scene.plan.file).find("COMPOSE_FILE") != std::string_view::npos) return true;
  const auto names_it = [](const EnvTemplate& file) {
    return std::any_of(file.variables.begin(), file.variables.end(), [](const Variable& variable) { return variable.name.value == "COMPOSE_FILE"; });
  };
  if (std::any_of(scene.stack.env_templates.begin(), scene.stack.env_templates.end(), names_it)) return true;
  return scene.stack.paths.has_file(".env") || scene.stack.paths.has_file(".envrc");
}

/// Source: Compose CLI reference, -f: without it Docker looks for files of the plain names. A project that runs is found by -p, too.
std::optional<Judgement> judge_missing_files(const Scene& scene, const RunsCommand& fact) {
  const bool needs_files = std::find(std::begin(verbs_with_files), std::end(verbs_with_files), fact.verb.value) != std::end(verbs_with_files);
  if (!fact.files.empty() || !needs_files || fact.text.find(" -p") != std::string::npos || fact.text.find(" --project") != std::string::npos) return std::nullopt;
  const std::vector<std::string>& files = scene.stack.paths.files;
  const auto is_default = [](const std::string& path) { return is_default_name(file_name_of(path)); };
  if (std::any_of(files.begin(), files.end(), is_default)) return std::nullopt;
  const std::vector<std::string> known = compose_names(scene.stack);
  if (known.empty() || std::any_of(known.begin(), known.end(), is_default)) return std::nullopt;
  if (!scene.stack.paths.complete || may_set_files(scene)) return open("the document names no file, COMPOSE_FILE may");
  return refuted("no compose file has a name that Docker finds without -f", fact.verb.span, {});
}

/// A file of the command that the environment was not made from.
std::optional<std::string> find_unread_file(const Scene& scene, const RunsCommand& fact) {
  const std::vector<std::string>& own = scene.environment.compose_paths;
  for (const Spanned<std::string>& file : fact.files) {
    const std::string path = normal_path(unquoted(file.value));
    const bool read = std::any_of(own.begin(), own.end(), [&](const std::string& name) { return name == path || file_name_of(name) == path; });
    if (!read) return path;
  }
  return std::nullopt;
}

/// Source: Compose Specification, services: names match [a-zA-Z0-9._-]+.
bool is_service_name(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

/// Another environment that has the service, when neither -f nor the text around the command says which one is meant: COMPOSE_FILE may.
const Environment* find_elsewhere(const Scene& scene, const RunsCommand& fact, std::string_view service) {
  if (!fact.files.empty() || !scene.statement.scope.environments.empty()) return nullptr;
  for (const Environment& environment : scene.stack.environments) {
    if (&environment != &scene.environment && environment.find_service(service)) return &environment;
  }
  return nullptr;
}

std::optional<Judgement> judge_profiles(const Scene& scene, const RunsCommand& fact) {
  for (const Spanned<std::string>& profile : fact.profiles) {
    if (looks_like_placeholder(profile.value)) continue;
    const bool known = std::any_of(scene.environment.services.begin(), scene.environment.services.end(), [&](const Service& service) {
      return std::any_of(service.profiles.begin(), service.profiles.end(), [&](const auto& own) { return own.value == profile.value; });
    });
    if (!known) return refuted(fmt::format("no service has profile {}", quoted(profile.value)), profile.span, {});
  }
  return std::nullopt;
}

}  // namespace

Judgement prove(const RunsCommand& fact, const Scene& scene) {
  if (fact.plain_docker()) return prove_containers(fact, scene);
  if (const auto judgement = judge_files(scene, fact)) return *judgement;
  if (const auto judgement = judge_missing_files(scene, fact)) return *judgement;
  if (const auto judgement = judge_env_files(scene, fact)) return *judgement;
  if (const auto judgement = judge_profiles(scene, fact)) return *judgement;
  const std::optional<std::string> unread_file = find_unread_file(scene, fact);
  std::vector<Span> evidence;
  for (const Spanned<std::string>& written : fact.services) {
    const Service* service = scene.environment.find_service(written.value);
    if (!service && looks_like_placeholder(written.value)) return open(fmt::format("{} is a placeholder", quoted(written.value)));
    if (!service && !is_service_name(written.value)) return open(fmt::format("{} is no name of a service", quoted(written.value)));
    if (!service && unread_file) return open(fmt::format("{} is part of no environment, so its services are not known", quoted(*unread_file)));
    if (const Environment* other = service ? nullptr : find_elsewhere(scene, fact, written.value)) {
      return open(fmt::format("{} is a service of {}, and the document names no file", quoted(written.value), other->name));
    }
    if (!service) {
      return refuted(fmt::format("compose defines no service {}", quoted(written.value)), written.span, {});
    }
    evidence.push_back(place_of(*service));
  }
  if (evidence.empty() && !scene.environment.compose_files.empty()) evidence.push_back({scene.environment.compose_files.front(), 0, 0});
  return holds(fact.services.empty() ? "its compose files exist" : "its compose files and services exist", std::move(evidence));
}

}  // namespace portolan::check
