// One service of the canonical model → the typed Service.
#pragma once

#include "load/compose/project.h"
#include "load/compose/secrecy.h"

namespace portolan::load {

/// Parts that cannot be read are left out with a diagnostic. Marks secret values in `sources`.
struct ServiceBinder {
  const Project& project;
  FileReader& reader;
  SourceMap& sources;
  Diagnostics& problems;

  Service bind(const Entry& entry);

 private:
  void bind_build(const Value& value, Service& service);
  void bind_ports(const Value& value, Service& service);
  void bind_mounts(const Value& value, Service& service);
  void bind_networks(const Value& value, Service& service);
  void bind_dependencies(const Value& value, Service& service);
  void bind_health(const Value& value, Service& service);
  void bind_limits(const Value& value, Service& service);
  void bind_env_files(const Value& value, Service& service);
  std::vector<Variable> bind_variables(const Value& map);
  void complain(const Span& span, std::string message);
};

}  // namespace portolan::load
