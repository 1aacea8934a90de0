// In which order services start, what each waits for, and how long that may take at worst.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "model/stack.h"

namespace portolan::render {

struct StartEntry {
  const Service* service = nullptr;
  std::vector<const Dependency*> waits;                   ///< on services that are there
  std::optional<std::chrono::nanoseconds> longest_check;  ///< of a health check: until Docker calls it healthy or unhealthy, at worst
  std::chrono::nanoseconds longest_wait{0};               ///< before it starts, when everything it waits for takes its longest
  bool open_end = false;                                  ///< on top of that comes what the files put no limit on: the run of a job, or a health that nothing tests
};

struct StartOrder {
  std::vector<std::vector<StartEntry>> steps;  ///< services of one step start together
  std::vector<const Service*> cycle;           ///< wait for each other in a circle (or for such a one): they never start
};

/// Services of all profiles, as if all were switched on. Checks are those of find_check.
StartOrder order_start(const Stack& stack, const Environment& environment);
/// When the last service is up, everything healthy that has a check: at the latest, without what has an open end.
std::chrono::nanoseconds longest_start(const StartOrder& order);

/// Services that depend on `service`, with the dependency, in source order.
struct Dependant {
  const Service* service = nullptr;
  const Dependency* dependency = nullptr;
};
std::vector<Dependant> find_dependants(const Environment& environment, std::string_view service);

/// "healthy", "started", "completed".
std::string_view words_of(DependencyCondition condition);

}  // namespace portolan::render
