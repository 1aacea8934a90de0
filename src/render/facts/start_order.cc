#include "render/facts/start_order.h"

#include <algorithm>
#include <map>

#include "render/facts/health.h"

namespace portolan::render {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

// Any file may name any duration: sums stop here (three years), far below what 64 bits can hold.
static constexpr nanoseconds longest = 24h * 365 * 3;

static nanoseconds add(nanoseconds a, nanoseconds b) { return std::min(longest, std::min(longest, a) + std::min(longest, b)); }

std::string_view words_of(DependencyCondition condition) {
  switch (condition) {
    case DependencyCondition::started: return "started";
    case DependencyCondition::healthy: return "healthy";
    case DependencyCondition::completed: return "completed";
  }
  return "started";
}

namespace {

struct Placed {
  std::size_t step = 0;
  nanoseconds starts{0};  // at the latest
  nanoseconds ready{0};   // healthy at the latest
  bool open_end = false;
  bool checked = false;
};

}  // namespace

static StartEntry make_entry(const Stack& stack, const Environment& environment, const Service& service) {
  StartEntry entry{.service = &service, .waits = {}, .longest_check = {}};
  for (const Dependency& dependency : service.depends_on) {
    if (environment.find_service(dependency.service.value)) entry.waits.push_back(&dependency);
  }
  if (const CheckFact fact = find_check(stack, service); fact.runs()) entry.longest_check = longest_check(fact.check);
  return entry;
}

/// Where a service stands when all it waits for is placed; nothing before that.
static std::optional<Placed> place(const StartEntry& entry, const std::map<std::string_view, Placed>& placed) {
  Placed at;
  for (const Dependency* wait : entry.waits) {
    const auto found = placed.find(wait->service.value);
    if (found == placed.end()) return std::nullopt;
    at.step = std::max(at.step, found->second.step + 1);
    at.starts = std::max(at.starts, wait->condition == DependencyCondition::healthy ? found->second.ready : found->second.starts);
    const bool unlimited = wait->condition == DependencyCondition::completed || (wait->condition == DependencyCondition::healthy && !found->second.checked);
    at.open_end = at.open_end || found->second.open_end || unlimited;
  }
  at.checked = entry.longest_check.has_value();
  at.ready = add(at.starts, entry.longest_check.value_or(0s));
  return at;
}

StartOrder order_start(const Stack& stack, const Environment& environment) {
  StartOrder order;
  std::vector<StartEntry> waiting;
  for (const Service& service : environment.services) waiting.push_back(make_entry(stack, environment, service));
  std::map<std::string_view, Placed> placed;
  while (!waiting.empty()) {
    std::vector<StartEntry> later;
    std::vector<std::pair<StartEntry, Placed>> now;
    for (StartEntry& entry : waiting) {
      if (const auto at = place(entry, placed)) {
        entry.longest_wait = at->starts;
        entry.open_end = at->open_end;
        now.emplace_back(std::move(entry), *at);
      } else {
        later.push_back(std::move(entry));
      }
    }
    if (now.empty()) break;
    auto& step = order.steps.emplace_back();
    for (auto& [entry, at] : now) {
      placed[entry.service->name.value] = at;
      step.push_back(std::move(entry));
    }
    waiting = std::move(later);
  }
  for (const StartEntry& entry : waiting) order.cycle.push_back(entry.service);
  return order;
}

nanoseconds longest_start(const StartOrder& order) {
  nanoseconds last{0};
  for (const auto& step : order.steps) {
    for (const StartEntry& entry : step) last = std::max(last, add(entry.longest_wait, entry.longest_check.value_or(0s)));
  }
  return last;
}

std::vector<Dependant> find_dependants(const Environment& environment, std::string_view service) {
  std::vector<Dependant> found;
  for (const Service& candidate : environment.services) {
    for (const Dependency& dependency : candidate.depends_on) {
      if (dependency.service.value == service) found.push_back({&candidate, &dependency});
    }
  }
  return found;
}

}  // namespace portolan::render
