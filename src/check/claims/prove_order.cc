// The order in which services start: what depends_on implies, over several services as well.
#include <fmt/format.h>

#include "check/claims/provers.h"
#include "check/claims/waits.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

struct Member {
  const Service* service;
  Span words;
};

/// What a later step says of an earlier one: that it waits for it, or the other way round.
Judgement judge_pair(const Environment& environment, const Member& before, const Member& after, bool neighbours) {
  const std::string first = quoted(before.service->name.value), second = quoted(after.service->name.value);
  if (const Dependency* backwards = find_wait(environment, *before.service, *after.service, DependencyCondition::started)) {
    return refuted(fmt::format("compose lets {} wait for {}", first, second), before.words, {place_of(*backwards)});
  }
  if (!neighbours) return holds({}, {});
  const Dependency* way = find_wait(environment, *after.service, *before.service, DependencyCondition::started);
  if (!way) return open(fmt::format("nothing in compose makes {} wait for {}", second, first));
  return holds({}, {place_of(*way)});
}

}  // namespace

Judgement prove(const StartsInOrder& fact, const Scene& scene) {
  std::vector<std::vector<Member>> steps;
  for (const auto& names : fact.steps) {
    std::vector<Member>& step = steps.emplace_back();
    for (const Spanned<std::string>& name : names) {
      const Subjects subjects = find_subjects(scene, name);
      if (!subjects) return subjects.problem;
      if (!subjects.named) return open("the document does not say of which service");
      step.push_back({subjects.services.front(), name.span});
    }
  }
  Judgement result = holds("compose lets each wait for the one before", {});
  for (std::size_t later = 1; later < steps.size(); ++later) {
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      for (const Member& after : steps[later]) {
        for (const Member& before : steps[earlier]) {
          if (after.service == before.service) continue;
          Judgement pair = judge_pair(scene.environment, before, after, later == earlier + 1);
          if (pair.proof == Proof::refuted) return pair;
          if (pair.proof == Proof::open && result.proof == Proof::holds) result = std::move(pair);
          if (result.proof == Proof::holds) result.evidence.insert(result.evidence.end(), pair.evidence.begin(), pair.evidence.end());
        }
      }
    }
  }
  return result;
}

}  // namespace portolan::check
