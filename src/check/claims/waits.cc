#include "check/claims/waits.h"

#include <algorithm>

namespace portolan::check {

const Dependency* find_wait(const Environment& environment, const Service& start, const Service& goal, DependencyCondition condition) {
  struct Step {
    const Service* service;
    const Dependency* first;
  };
  std::vector<const Service*> seen{&start};
  std::vector<Step> queue{{&start, nullptr}};
  for (std::size_t at = 0; at < queue.size(); ++at) {
    const Step step = queue[at];
    for (const Dependency& dependency : step.service->depends_on) {
      const Service* next = environment.find_service(dependency.service.value);
      const bool strong = dependency.condition == condition || condition == DependencyCondition::started;
      if (!next || !strong || std::find(seen.begin(), seen.end(), next) != seen.end()) continue;
      const Dependency* first = step.first ? step.first : &dependency;
      if (next == &goal) return first;
      seen.push_back(next);
      queue.push_back({next, first});
    }
  }
  return nullptr;
}

Span place_of(const Dependency& dependency) { return dependency.span.known() ? dependency.span : dependency.service.span; }

}  // namespace portolan::check
