// What an environment sets for its services besides ports, mounts, networks and variables: limits, restart, rights, logs; and how that differs elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/source_map.h"
#include "model/stack.h"
#include "render/facts/compare.h"
#include "render/facts/masking.h"

namespace portolan::render {

/// One attribute of a service as the resolved files have it. No values: not set.
struct Setting {
  std::string aspect;               ///< "Memory limit"
  std::vector<std::string> values;  ///< lines for output, masked; comparable between environments: sizes as "512 MiB"
  std::string typed;                ///< what stands in the file when it is written another way: "512m"; "" when it is not
  enum class Form { words, code } form = Form::words;
  Span span;
};

/// Settings in the order of a page, only those that are set.
std::vector<Setting> list_settings(const Stack& stack, const Environment& environment, const Service& service, const Masking& masking);

/// One setting here, and what the environments say that differ.
struct SettingRow {
  Setting here;
  Change change = Change::base;  ///< of this environment, measured against the first other one that has the service
  struct Elsewhere {
    std::size_t environment = 0;
    Setting setting;
  };
  std::vector<Elsewhere> elsewhere;  ///< other environments with the service that set it otherwise, or not at all
};

struct ServiceSettings {
  const Service* service = nullptr;
  std::vector<SettingRow> rows;
};

/// Services in source order; those for which nothing is set anywhere are left out.
std::vector<ServiceSettings> compare_settings(const Stack& stack, std::size_t environment, const SourceMap& sources);

/// Sums over all services and their replicas, those of profiles included.
struct LimitTotals {
  std::int64_t memory = 0, reserved_memory = 0;  ///< bytes
  std::int64_t nano_cpus = 0;
  std::size_t with_memory = 0, with_reserved_memory = 0, with_cpus = 0, restarting = 0;  ///< services
};

LimitTotals sum_limits(const Environment& environment);

/// Whether Docker starts it again after it ended; nothing set is Docker's "no".
bool restarts(const Service& service);

/// "0.5", "2": CPUs as people count them.
std::string format_cpus(std::int64_t nano_cpus);

/// Files other than compose files that variables of this environment took their values from, in the order of their paths.
std::vector<FileId> variable_files(const Environment& environment, const SourceMap& sources);

}  // namespace portolan::render
