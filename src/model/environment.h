// One way to run a stack: its compose files, and what they define together.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "model/service.h"
#include "model/value.h"

namespace portolan {

enum class EnvironmentKind { development, testing, staging, production, other };

std::string_view name_of(EnvironmentKind kind);
/// What a word calls an environment ("dev", "local" → development; "live" → production …), in any case; nothing for other words.
std::optional<EnvironmentKind> parse_environment_kind(std::string_view word);

struct Network {
  Spanned<std::string> name;  ///< the key under `networks:`
  std::string resource_name;  ///< as Docker will call it
  std::string driver;         ///< "" means the default (bridge)
  bool internal = false;
  bool external = false;
  bool implied = false;       ///< the default network, which no file mentions
  Span span;
};

struct Volume {
  Spanned<std::string> name;
  std::string resource_name;
  std::string driver;
  bool external = false;
  Span span;
};

struct Secret {  // also used for configs
  Spanned<std::string> name;
  std::optional<Spanned<std::string>> file;         ///< as written
  std::string resolved_file;
  std::optional<Spanned<std::string>> environment;  ///< name of a variable
  bool external = false;
  Span span;
};

/// A variable that interpolation asked for: `${NAME…}` in a compose file.
struct VariableUse {
  Spanned<std::string> name;
  bool has_default = false;
  bool required = false;  ///< `:?` or `?`
  bool set = false;       ///< by .env, an env file of the environment, or the process
};

struct Environment {
  std::string name;     ///< "development", "basic": unique in its stack, used in URLs and on the command line
  std::string title;    ///< "Basic production", for headings
  std::string reason;   ///< why these files form this environment, for `-v`
  EnvironmentKind kind = EnvironmentKind::other;
  std::vector<std::string> synonyms;        ///< lower-case words and phrases that plans use for it, its own name included
  std::vector<FileId> compose_files;        ///< in the order of `-f`
  std::vector<std::string> compose_paths;   ///< the same, relative to the folder of the stack
  std::vector<std::string> env_files;       ///< of --env-file, where the documents start these compose files with it
  std::string project_name;
  std::vector<Service> services;            ///< source order; those of inactive profiles included
  std::vector<Network> networks;
  std::vector<Volume> volumes;
  std::vector<Secret> secrets;
  std::vector<Secret> configs;
  std::vector<VariableUse> variables;
  Value resolved;                           ///< the whole model after all phases, with origins
  bool broken = false;                      ///< a file could not be read: rules stay silent about absences
  bool on_paper = false;                    ///< assembled from plans, which are then `compose_files`; `compose_paths` are names that the plans give to files

  const Service* find_service(std::string_view service) const;
  const Network* find_network(std::string_view network) const;
  const Volume* find_volume(std::string_view volume) const;
  const Secret* find_secret(std::string_view secret) const;
  /// Whether Docker finds the compose file by itself, without -f.
  bool found_by_docker() const;
  /// "docker compose --env-file .env.prod -f docker-compose.prod.yml", or "docker compose" when Docker finds all of it by itself.
  std::string compose_command() const;
};

}  // namespace portolan
