#include "check/rules/contradictions.h"
#include "check/rules/rules.h"

namespace portolan::check {

/// Facts with a rule of their own, which says more about them.
static bool has_own_rule(const Fact& fact) {
  return std::holds_alternative<PublishesPort>(fact) || std::holds_alternative<Exposure>(fact) || std::holds_alternative<RunsCommand>(fact) ||
         std::holds_alternative<MountsCode>(fact) || std::holds_alternative<KeepsData>(fact) || std::holds_alternative<ReloadsCode>(fact);
}

static void run(const RuleInput& input, const Reporter& report) {
  for (const Claim& claim : input.claims) {
    if (claim.outcome != Outcome::contradicted || has_own_rule(statement_of(input.stack, claim).fact)) continue;
    report(report_contradiction(input, claim, contradiction_message(input, claim), "change one of them"));
  }
}

const Rule plan_contradicted{
    .name = "plan-contradicted",
    .category = Category::correctness,
    .summary = "the plan states a fact that the files contradict",
    .run = run,
};

}  // namespace portolan::check
