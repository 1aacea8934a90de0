// A service in canonical (long) form: what the Compose files say of it after merge and interpolation.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "model/image.h"

namespace portolan {

/// Both ends belong to it; a single port has first == last. 1..65535 (0 only as "any" on the host side).
struct PortRange {
  std::uint16_t first = 0;
  std::uint16_t last = 0;

  bool single() const { return first == last; }
  bool contains(int port) const { return first <= port && port <= last; }
  bool overlaps(const PortRange& other) const { return first <= other.last && other.first <= last; }
  bool operator==(const PortRange&) const = default;
};

/// "8000" or "8000-8010".
std::string to_string(const PortRange& range);

struct PortMapping {
  std::string host_ip;                 ///< "" means all addresses
  std::optional<PortRange> published;  ///< none: Docker picks a free host port
  PortRange target;
  std::string protocol = "tcp";
  std::string mode = "ingress";
  std::string name;
  std::string app_protocol;
  Span span;

  /// Reachable from this machine only.
  bool loopback() const;
};

enum class MountType { volume, bind, tmpfs, npipe, image, cluster };

std::string_view name_of(MountType type);

struct Mount {
  MountType type = MountType::volume;
  std::string source;  ///< key of the volume, path as written (bind), "" when anonymous or tmpfs
  std::string target;  ///< absolute path in the container
  bool read_only = false;
  Span span;
};

struct NetworkAttachment {
  Spanned<std::string> network;
  std::vector<std::string> aliases;
  std::string ipv4_address;
  std::string ipv6_address;
};

enum class DependencyCondition { started, healthy, completed };

/// "service_started" …
std::string_view name_of(DependencyCondition condition);

struct Dependency {
  Spanned<std::string> service;
  DependencyCondition condition = DependencyCondition::started;
  bool required = true;
  bool implied = false;  ///< follows from links, network_mode or volumes_from, not from depends_on
  Span span;             ///< the entry in depends_on
};

struct HealthCheck {
  std::vector<std::string> test;  ///< "CMD"/"CMD-SHELL"/"NONE" first
  std::optional<std::chrono::nanoseconds> interval, timeout, start_period, start_interval;
  std::optional<int> retries;
  bool disabled = false;
  Span span;

  /// The probe as one line, without its kind.
  std::string command() const;
};

enum class VariableSource { environment, env_file };

struct Variable {
  Spanned<std::string> name;
  std::optional<Spanned<std::string>> value;  ///< none: passed through from the shell
  VariableSource source = VariableSource::environment;
  bool secret = false;                        ///< by name or shape: its value is never shown
  std::vector<std::string> interpolated;      ///< names of the ${VARIABLES} that its value was made from
};

struct EnvFileReference {
  Spanned<std::string> path;  ///< as written
  std::string resolved;       ///< as the reader takes it
  bool required = true;
  bool present = false;
};

struct BuildDefinition {
  Spanned<std::string> context;      ///< as written
  Spanned<std::string> dockerfile;   ///< as written; "Dockerfile" by default
  std::string resolved_dockerfile;   ///< as the reader takes it; "" for remote contexts and inline files
  std::string resolved_context{};    ///< folder as the reader takes it; says nothing when `resolved_dockerfile` is ""
  std::optional<Spanned<std::string>> target;
  std::vector<Variable> args;
  Span span;
};

struct CommandLine {
  std::vector<std::string> arguments;
  Span span;

  std::string line() const;
};

/// Sizes in bytes, CPUs in billionths of one CPU, as the user's file limits them (deploy.resources.limits or mem_limit, cpus).
struct ResourceLimits {
  std::optional<Spanned<std::int64_t>> memory;
  std::optional<Spanned<std::int64_t>> nano_cpus;
  std::optional<Spanned<std::int64_t>> memory_reservation;
};

struct GrantReference {  // a secret or config given to a service
  Spanned<std::string> source;
  std::string target;
};

struct Label {
  Spanned<std::string> key;
  Spanned<std::string> value;
};

struct Service {
  Spanned<std::string> name;
  Span span;  ///< from its key to the end of its definition in the first file that defines it
  std::vector<Span> definitions;  ///< the same for each file that speaks of it, in order
  std::optional<Spanned<std::string>> image;
  std::optional<ImageReference> image_reference;  ///< of `image`, when it could be read
  std::optional<BuildDefinition> build;
  std::optional<CommandLine> command;
  std::optional<CommandLine> entrypoint;
  std::vector<PortMapping> ports;
  std::vector<Spanned<PortRange>> expose;
  std::vector<Mount> mounts;
  std::vector<NetworkAttachment> networks;
  std::optional<Spanned<std::string>> network_mode;
  std::vector<Dependency> depends_on;
  std::optional<HealthCheck> health_check;
  std::vector<Variable> environment;  ///< env_file first, environment wins; source order
  std::vector<EnvFileReference> env_files;
  std::vector<GrantReference> secrets;
  std::vector<GrantReference> configs;
  std::optional<Spanned<std::string>> restart;
  std::optional<Spanned<std::string>> container_name;
  std::optional<Spanned<std::string>> hostname;
  std::optional<Spanned<std::string>> user;
  std::optional<Spanned<std::string>> working_dir;
  std::vector<Spanned<std::string>> profiles;
  std::vector<Spanned<std::string>> cap_add, cap_drop, security_opt;
  std::vector<Label> labels;
  std::optional<Spanned<int>> replicas;
  bool read_only = false;
  bool privileged = false;
  bool init = false;
  ResourceLimits limits;

  const Variable* find_variable(std::string_view variable_name) const;
  bool joins(std::string_view network) const;
  /// No health check, or `disable: true`, or test NONE.
  bool has_health_check() const { return health_check && !health_check->disabled; }
};

/// "1m30s", "500ms"; as Compose prints durations.
std::string to_string(std::chrono::nanoseconds duration);
/// "512 MiB", "1.5 GiB", "900 B".
std::string format_bytes(std::int64_t bytes);

}  // namespace portolan
