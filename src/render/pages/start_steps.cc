#include "render/pages/start_steps.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/pages/environment_page.h"
#include "render/pieces.h"

namespace portolan::render {

// What keeps the page below 150 KB in an environment of hundreds of services.
static constexpr std::size_t most_steps = 40, most_in_step = 40, most_waits = 8;

/// "db is healthy and redis has started".
static Html describe_waits(const PageContext& page, const StartEntry& entry) {
  std::vector<std::string> parts;
  for (const Dependency* wait : entry.waits) {
    const char* state = wait->condition == DependencyCondition::healthy ? "is healthy" : wait->condition == DependencyCondition::completed ? "has ended without an error" : "has started";
    parts.push_back(fmt::format("{} {}", service_link(page, *page.environment_index, wait->service.value).text, state));
    if (parts.size() == most_waits) break;
  }
  if (parts.empty()) return {};
  if (entry.waits.size() > parts.size()) parts.push_back(fmt::format("{} more", entry.waits.size() - parts.size()));
  return {join_naturally(parts)};
}

/// "starts after 40s at the latest, healthy after 1m10s": counted from the first step.
static std::string describe_time(const StartEntry& entry) {
  const bool waits = entry.longest_wait.count() > 0;
  const char* than = entry.open_end ? ", plus the waits without a limit" : "";
  const std::string starts = waits ? fmt::format("starts after {} at the latest{}", to_string(entry.longest_wait), than) : entry.open_end ? "no limit on when it starts" : "";
  if (!entry.longest_check) return starts;
  const std::string healthy = fmt::format("healthy after {}", to_string(entry.longest_wait + *entry.longest_check));
  if (entry.open_end) return fmt::format("{}; healthy {} later", starts, to_string(*entry.longest_check));
  return starts.empty() ? healthy + " at the latest" : fmt::format("{}, {}", starts, healthy);
}

static Data describe_entry(const PageContext& page, const StartEntry& entry) {
  std::vector<std::string> profiles;
  for (const auto& profile : entry.service->profiles) profiles.push_back(printable_utf8(profile.value));
  Data item;
  item.set("service", service_link(page, *page.environment_index, entry.service->name.value)).set("waits", describe_waits(page, entry));
  item.set("time", describe_time(entry)).set("profile", profiles.empty() ? "" : fmt::format("only with profile {}", join(profiles, " or ")));
  item.set("source", entry.waits.empty() ? Html{} : source_link(page, entry.waits.front()->span.known() ? entry.waits.front()->span : entry.waits.front()->service.span));
  return item;
}

Data describe_start(const PageContext& page, const StartOrder& order) {
  std::vector<Data> steps;
  for (const auto& step : order.steps) {
    if (steps.size() == most_steps) break;
    std::vector<Data> entries;
    for (const StartEntry& entry : step) {
      if (entries.size() == most_in_step) break;
      entries.push_back(describe_entry(page, entry));
    }
    steps.emplace_back().set("more", step.size() > most_in_step ? fmt::format("and {} more", step.size() - most_in_step) : "").set_list("entries", std::move(entries));
  }
  Data data;
  data.set_flag("has_order", order.steps.size() > 1).set_list("steps", std::move(steps));
  data.set("more", order.steps.size() > most_steps ? fmt::format("{} more steps follow.", order.steps.size() - most_steps) : "");
  data.set("cycle", order.cycle.empty() ? Html{} : service_list(page, *page.environment_index, order.cycle));
  return data;
}

}  // namespace portolan::render
