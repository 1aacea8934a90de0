// What tells whether a service is healthy: the check that Docker will run, where its parts come from, and who waits for its outcome.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "model/stack.h"

namespace portolan::render {

enum class CheckOrigin {
  compose,     ///< the compose file names the test
  dockerfile,  ///< HEALTHCHECK of a stage that the service builds on
  disabled,    ///< switched off by the compose file or by HEALTHCHECK NONE
  none,        ///< the files name no test; an image from elsewhere may bring one
};

/// Docker's own defaults, where neither the compose file nor the Dockerfile says anything, or 0.
/// Source: Dockerfile reference, HEALTHCHECK.
struct CheckDefaults {
  static constexpr std::chrono::seconds interval{30}, timeout{30}, start_period{0}, start_interval{5};
  static constexpr int retries = 3;
};

struct CheckFact {
  const Service* service = nullptr;
  CheckOrigin origin = CheckOrigin::none;
  HealthCheck check;  ///< what compose sets over what the Dockerfile sets; unset where Docker's default counts
  Span span;          ///< of the test, or of what switches it off; the service's name when there is neither

  bool runs() const { return origin == CheckOrigin::compose || origin == CheckOrigin::dockerfile; }
};

/// Source: the engine joins the image's check into the container's value by value (moby, daemon/commit.go, merge).
CheckFact find_check(const Stack& stack, const Service& service);

/// The page of an environment shows so many checks; what it leaves out has no anchor there.
inline constexpr std::size_t most_checks_of_page = 80;

/// Until Docker has made up its mind about a container: start_period + retries × (interval + timeout), with Docker's defaults.
std::chrono::nanoseconds longest_check(const HealthCheck& check);

/// What a probe asks, in words: "asks PostgreSQL whether it takes connections", "asks by HTTP"; "" for other commands.
std::string describe_probe(std::string_view command);

/// A service that waits for the health of another one which has no check.
struct HopelessWait {
  const Service* waiting = nullptr;
  const Dependency* dependency = nullptr;
  CheckFact target;
};

/// In source order. Docker Compose gives up on such a start, unless the image brings a check of its own.
std::vector<HopelessWait> find_hopeless_waits(const Stack& stack, const Environment& environment);

}  // namespace portolan::render
