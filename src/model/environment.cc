#include "model/environment.h"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "base/shell.h"
#include "base/text.h"

namespace portolan {

std::string_view name_of(EnvironmentKind kind) {
  switch (kind) {
    case EnvironmentKind::development: return "development";
    case EnvironmentKind::testing: return "testing";
    case EnvironmentKind::staging: return "staging";
    case EnvironmentKind::production: return "production";
    case EnvironmentKind::other: return "other";
  }
  return "other";
}

std::optional<EnvironmentKind> parse_environment_kind(std::string_view word) {
  struct Row {
    std::string_view word;
    EnvironmentKind kind;
  };
  constexpr std::array rows{
      Row{"dev", EnvironmentKind::development},     Row{"development", EnvironmentKind::development}, Row{"local", EnvironmentKind::development},
      Row{"devel", EnvironmentKind::development},   Row{"test", EnvironmentKind::testing},            Row{"testing", EnvironmentKind::testing},
      Row{"tests", EnvironmentKind::testing},       Row{"ci", EnvironmentKind::testing},              Row{"e2e", EnvironmentKind::testing},
      Row{"staging", EnvironmentKind::staging},     Row{"stage", EnvironmentKind::staging},           Row{"preprod", EnvironmentKind::staging},
      Row{"uat", EnvironmentKind::staging},         Row{"prod", EnvironmentKind::production},         Row{"production", EnvironmentKind::production},
      Row{"live", EnvironmentKind::production},
  };
  for (const Row& row : rows) {
    if (equals_ignoring_case(word, row.word)) return row.kind;
  }
  return std::nullopt;
}

template <class List>
static auto find_named(const List& list, std::string_view name) -> decltype(list.data()) {
  for (const auto& item : list) {
    if (item.name.value == name) return &item;
  }
  return nullptr;
}

const Service* Environment::find_service(std::string_view service) const { return find_named(services, service); }
const Network* Environment::find_network(std::string_view network) const { return find_named(networks, network); }
const Volume* Environment::find_volume(std::string_view volume) const { return find_named(volumes, volume); }
const Secret* Environment::find_secret(std::string_view secret) const { return find_named(secrets, secret); }

static bool is_one_of(std::string_view path, std::initializer_list<std::string_view> names) { return std::find(names.begin(), names.end(), path) != names.end(); }

bool Environment::found_by_docker() const {
  if (compose_paths.empty() || compose_paths.size() > 2) return false;
  if (!is_one_of(compose_paths[0], {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"})) return false;
  // Docker merges an override without being told.
  return compose_paths.size() == 1 ||
         is_one_of(compose_paths[1], {"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"});
}

std::string Environment::compose_command() const {
  std::string command = "docker compose";
  for (const std::string& path : env_files) command += " --env-file " + quote_for_shell(path);
  if (found_by_docker()) return command;
  for (const std::string& path : compose_paths) command += " -f " + quote_for_shell(path);
  return command;
}

}  // namespace portolan
