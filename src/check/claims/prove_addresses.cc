// Addresses that a reader opens or asks: who answers there, and does whoever asks get through?
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/find_container.h"
#include "check/claims/find_service.h"
#include "check/claims/listening.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/knowledge/images.h"

namespace portolan::check {
namespace {

/// The written host may have been left out ("psql -p 5433"); then it is this machine.
bool is_this_machine(std::string_view host) { return host == "127.0.0.1" || host == "0.0.0.0" || host == "::1" || host == "[::1]" || equals_ignoring_case(host, "localhost"); }

bool is_proxy(const Scene& scene, const Service& service) { return role_of(scene.stack, service) == ServiceRole::proxy; }

/// The service that the document says answers; nullptr when it names none, or one that is not certain.
const Service* named_service(const Scene& scene, const NamesAddress& fact) {
  return fact.service.value.empty() ? nullptr : find_service_by_words(scene.stack, scene.environment, fact.service.value).service;
}

struct Door {
  const Service* service = nullptr;
  const PortMapping* mapping = nullptr;
};

std::vector<Door> doors_at(const Environment& environment, int port) {
  std::vector<Door> doors;
  for (const Service& service : environment.services) {
    for (const PortMapping& mapping : service.ports) {
      if (mapping.published && mapping.published->contains(port) && mapping.protocol != "udp") doors.push_back({&service, &mapping});
    }
  }
  return doors;
}

/// Programs that answer on this machine without a container.
bool starts_server_here(std::string_view command) {
  constexpr auto starts = std::to_array<std::string_view>({"npm run", "npm start", "yarn", "pnpm", "npx", "bun", "python", "uv run", "poetry run", "pipenv run", "uvicorn", "flask", "fastapi", "gunicorn", "rails",
                                                           "bundle", "php", "go run", "cargo run", "make", "just", "task", "dotnet run", "java", "mvn", "./mvnw", "gradle", "./gradlew", "kubectl", "minikube", "ssh",
                                                           "deno", "node", "mkdocs", "hugo", "docker run", "./", "bash", "sh", "vite", "tilt", "skaffold", "helm"});
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return command.starts_with(start); });
}

/// Code in the section's own text starts something: "run `npm run dev`".
bool section_starts_server(const Scene& scene) {
  if (scene.statement.section >= scene.plan.sections.size()) return false;
  const std::string_view text = scene.sources.text(scene.plan.sections[scene.statement.section].span).substr(0, 8000);
  for (std::size_t at = text.find('`'); at != std::string_view::npos; at = text.find('`', at + 1)) {
    if (starts_server_here(text.substr(at + 1, 40))) return true;
  }
  return false;
}

/// The document calls Compose with files that make no environment here, or some lie about unread: their services may publish the port.
bool uses_other_files(const Scene& scene) {
  constexpr std::size_t most = 2000;
  const auto is_known = [&](const std::string& path) {
    return std::any_of(scene.stack.environments.begin(), scene.stack.environments.end(), [&](const Environment& environment) {
      return std::any_of(environment.compose_paths.begin(), environment.compose_paths.end(), [&](const std::string& own) { return own == path || file_name_of(own) == file_name_of(path); });
    });
  };
  for (std::size_t i = 0; i < std::min(most, scene.plan.statements.size()); ++i) {
    const auto* command = std::get_if<RunsCommand>(&scene.plan.statements[i].fact);
    if (!command) continue;
    if (std::any_of(command->files.begin(), command->files.end(), [&](const auto& file) { return !is_known(normal_path(unquoted(file.value))); })) return true;
  }
  const std::vector<std::string>& files = scene.stack.paths.files;
  return std::any_of(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(std::min(most, files.size())), [&](const std::string& path) {
    const std::string name = file_name_of(path);
    return name.find("compose") != std::string::npos && (name.ends_with(".yml") || name.ends_with(".yaml")) && !is_known(path);
  });
}

/// Whether the document itself tells its readers to start something beside the stack, which may be what answers.
bool may_be_no_container(const Scene& scene) {
  if (section_starts_server(scene)) return true;
  constexpr std::size_t most = 500;
  std::size_t looked_at = 0;
  for (const WrittenCommand& command : scene.plan.commands) {
    if (++looked_at > most) return true;
    if (command.calls_compose || command.lines.empty()) continue;
    if (starts_server_here(trim(scene.sources.text(command.lines.front())))) return true;
  }
  return false;
}

std::string published_of(const Service& service) {
  std::vector<std::string> words;
  for (const PortMapping& mapping : service.ports) {
    if (mapping.published) words.push_back(to_string(*mapping.published));
  }
  return join_naturally(words);
}

/// Nobody publishes `port`: what do the files say instead?
Judgement judge_closed(const Scene& scene, const NamesAddress& fact) {
  const int port = fact.port.value;
  const Service* named = named_service(scene, fact);
  for (const Service& service : scene.environment.services) {
    if (named && named != &service) continue;
    for (const PortMapping& mapping : service.ports) {
      if (!mapping.target.contains(port) || mapping.protocol == "udp") continue;
      if (!mapping.published) return open(fmt::format("Docker picks a free port for {} of {}", port, quoted(service.name.value)));
      return refuted(fmt::format("compose publishes {} of {} on {}", port, quoted(service.name.value), to_string(*mapping.published)), fact.port.span, {mapping.span});
    }
  }
  if (named && !named->ports.empty()) return refuted(fmt::format("compose publishes {} of {}", published_of(*named), quoted(named->name.value)), fact.port.span, {named->ports.front().span});
  if (uses_other_files(scene)) return open(fmt::format("no service publishes port {}, other compose files may", port));
  if (may_be_no_container(scene)) return open(fmt::format("no service publishes port {}, the document also starts programs without containers", port));
  if (named) return refuted(fmt::format("compose does not publish {}", quoted(named->name.value)), fact.port.span, {place_of(*named)});
  if (scene.environment.services.empty()) return open("no service is known");
  return refuted(fmt::format("no service publishes port {}", port), fact.port.span, {});
}

Judgement judge_on_host(const Scene& scene, const NamesAddress& fact, const Service*& answers) {
  const int port = fact.port.value;
  const std::vector<Door> doors = doors_at(scene.environment, port);
  const Service* named = named_service(scene, fact);
  for (const Door& door : doors) {
    // A proxy answers for those behind it.
    if (named && door.service != named && !is_proxy(scene, *door.service)) continue;
    answers = door.service;
    return holds(fmt::format("compose publishes {} of {}", port, quoted(door.service->name.value)), {door.mapping->span});
  }
  if (!doors.empty()) {
    return refuted(fmt::format("compose publishes {} of {}, not of {}", port, quoted(doors.front().service->name.value), quoted(named->name.value)), fact.port.span,
                   {doors.front().mapping->span});
  }
  bool on_host_network = false;
  for (const Service& service : scene.environment.services) {
    if (!service.network_mode || service.network_mode->value != "host") continue;
    on_host_network = true;
    Judgement judgement = judge_container_port(scene, service, fact.port);
    if (judgement.proof != Proof::holds) continue;
    answers = &service;
    return judgement;
  }
  if (on_host_network) return open("a service on the host's network may listen there");
  return judge_closed(scene, fact);
}

/// The container that `words` of `docker exec` or `docker compose exec` name.
const Service* find_caller(const Environment& environment, std::string_view words) {
  if (const Service* service = environment.find_service(words)) return service;
  return find_by_container(environment, words);
}

/// Names that resolve in the networks of a service: its own, its container's, aliases, its hostname is none of them.
bool answers_to(const Service& service, std::string_view host) {
  if (service.name.value == host || (service.container_name && service.container_name->value == host)) return true;
  return std::any_of(service.networks.begin(), service.networks.end(), [&](const NetworkAttachment& attachment) {
    return std::find(attachment.aliases.begin(), attachment.aliases.end(), host) != attachment.aliases.end();
  });
}

Judgement judge_inside(const Scene& scene, const NamesAddress& fact, const Service* caller, const Service*& answers) {
  const auto& services = scene.environment.services;
  const auto found = std::find_if(services.begin(), services.end(), [&](const Service& service) { return answers_to(service, fact.host.value); });
  if (found == services.end()) {
    const Network* network = scene.environment.find_network(fact.host.value);
    if (network) return refuted(fmt::format("{} is a network, it answers to nobody", quoted(fact.host.value)), fact.host.span, {network->name.span});
    if (uses_other_files(scene)) return open(fmt::format("no service is called {}, other compose files may have one", quoted(fact.host.value)));
    return absent(fmt::format("no service is called {}", quoted(fact.host.value)), fact.host.span);
  }
  answers = &*found;
  if (caller && caller != &*found && scene.reach.between[index_of(scene.environment, *caller)][index_of(scene.environment, *found)] == Reach::none) {
    return refuted(fmt::format("{} and {} share no network", quoted(caller->name.value), quoted(found->name.value)), fact.host.span, {place_of(*caller), place_of(*found)});
  }
  if (fact.port.value == 0) return holds(fmt::format("{} is a service", quoted(found->name.value)), {place_of(*found)});
  // The number of the host's side is the mistake that is made most.
  for (const PortMapping& mapping : found->ports) {
    const bool outer = mapping.published && mapping.published->contains(fact.port.value) && !mapping.target.contains(fact.port.value);
    if (outer && judge_container_port(scene, *found, fact.port).proof != Proof::holds) {
      return refuted(fmt::format("{} is the port on the host, inside it is {}", fact.port.value, to_string(mapping.target)), fact.port.span, {mapping.span});
    }
  }
  return judge_container_port(scene, *found, fact.port);
}

// ---- who signs in, and to which database

struct DatabaseNames {
  std::string_view title;     ///< as in ImageFacts
  std::string_view user, database;  ///< variables that make them
  std::string_view first_user;      ///< that exists without one
};

// Sources: the "Environment Variables" of each image on Docker Hub.
constexpr DatabaseNames database_names[] = {{"PostgreSQL", "POSTGRES_USER", "POSTGRES_DB", "postgres"}};

/// Scripts that run at the first start make users and databases of any name.
bool runs_scripts(const Service& service) {
  const auto is_script = [](std::string_view target) { return target.starts_with("/docker-entrypoint-initdb.d"); };
  return service.build || std::any_of(service.mounts.begin(), service.mounts.end(), [&](const Mount& mount) { return is_script(mount.target); }) ||
         std::any_of(service.configs.begin(), service.configs.end(), [&](const GrantReference& config) { return is_script(config.target); });
}

/// The value of a variable as far as it is known and may be shown.
std::optional<Spanned<std::string>> known_value(const Service& service, std::string_view name) {
  const Variable* variable = service.find_variable(name);
  if (!variable || !variable->value || variable->secret || variable->value->value.empty() || variable->value->value.find('$') != std::string::npos) return std::nullopt;
  return *variable->value;
}

/// Nothing when the names fit, or when the files do not tell.
std::optional<Judgement> judge_login(const Scene& scene, const Service& service, const NamesAddress& fact) {
  const ImageFacts* facts = find_service_facts(scene.stack, service);
  const auto names = facts ? std::find_if(std::begin(database_names), std::end(database_names), [&](const DatabaseNames& row) { return row.title == facts->title; }) : std::end(database_names);
  if (names == std::end(database_names) || runs_scripts(service)) return std::nullopt;
  const auto user = known_value(service, names->user), database = known_value(service, names->database);
  const bool user_is_default = !service.find_variable(names->user);
  if (fact.user && user && fact.user->value != user->value) {
    return refuted(fmt::format("{} is {}", names->user, quoted(user->value)), fact.user->span, {user->span});
  }
  if (fact.user && user_is_default && fact.user->value != names->first_user && service.env_files.empty()) {
    return refuted(fmt::format("without {} the user is {}", names->user, quoted(names->first_user)), fact.user->span, {place_of(service)});
  }
  // "postgres", "template1" are always there.
  const bool built_in = fact.database && (fact.database->value == "postgres" || fact.database->value == "template1" || fact.database->value == "template0");
  if (fact.database && database && fact.database->value != database->value && !built_in) {
    return refuted(fmt::format("{} is {}", names->database, quoted(database->value)), fact.database->span, {database->span});
  }
  return std::nullopt;
}

}  // namespace

Judgement prove(const NamesAddress& fact, const Scene& scene) {
  const Service* caller = fact.from.value.empty() ? nullptr : find_caller(scene.environment, fact.from.value);
  if (!fact.from.value.empty() && !caller) return open(fmt::format("{} is no container that the files tell of", quoted(fact.from.value)));
  const bool here = is_this_machine(fact.host.value) || fact.host.span == scene.statement.span;
  const Service* answers = caller;
  Judgement judgement = !here ? judge_inside(scene, fact, caller, answers) : caller ? judge_container_port(scene, *caller, fact.port) : judge_on_host(scene, fact, answers);
  if (judgement.proof != Proof::holds || !answers) return judgement;
  if (auto problem = judge_login(scene, *answers, fact)) return std::move(*problem);
  return judgement;
}

}  // namespace portolan::check
