// In which order services start, what each waits for, and how long that may take at worst.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/environment.h"

namespace portolan::render {

struct StartEntry {
  const Service* service = nullptr;
  std::vector<const Dependency*> waits;                   ///< on services that are there
  std::optional<std::chrono::nanoseconds> longest_check;  ///< of a health check: until Docker calls it healthy or unhealthy, at worst
  std::chrono::nanoseconds longest_wait{0};               ///< before it starts, when everything it waits for takes its longest
};

struct StartOrder {
  std::vector<std::vector<StartEntry>> steps;  ///< services of one step start together
  std::vector<const Service*> cycle;           ///< wait for each other in a circle (or for such a one): they never start
};

/// Until Docker has made up its mind about a container: start_period + retries × (interval + timeout), with Docker's defaults
/// (interval 30s, timeout 30s, retries 3, start_period 0s) where the file says nothing or 0.
/// Source: Dockerfile reference, HEALTHCHECK.
std::chrono::nanoseconds longest_check(const HealthCheck& check);

StartOrder order_start(const Environment& environment);

/// Services that depend on `service`, with the dependency, in source order.
struct Dependant {
  const Service* service = nullptr;
  const Dependency* dependency = nullptr;
};
std::vector<Dependant> find_dependants(const Environment& environment, std::string_view service);

/// "healthy", "started", "completed".
std::string_view words_of(DependencyCondition condition);

}  // namespace portolan::render
