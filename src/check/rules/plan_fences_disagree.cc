#include <fmt/format.h>

#include "check/rules/rules.h"

namespace portolan::check {

static void run(const RuleInput& input, const Reporter& report) {
  for (const Disagreement& disagreement : input.stack.disagreements) {
    const std::string of = disagreement.service.empty() ? "" : fmt::format(" of \"{}\"", disagreement.service);
    report({.diagnostic = {.span = disagreement.left,
                           .message = fmt::format("the plan gives \"{}\"{} twice, and differently", disagreement.key, of),
                           .related = {{disagreement.taken, "the handbook takes this one"}},
                           .help = "say it once, or say for which environment each is meant"},
            .subject = disagreement.service.empty() ? Subject{"plan", disagreement.key} : Subject{"service", disagreement.service},
            .environments = disagreement.environments});
  }
}

const Rule plan_fences_disagree{
    .name = "plan-fences-disagree",
    .category = Category::suspicion,
    .summary = "two fences of a plan give the same key different values",
    .run = run,
};

}  // namespace portolan::check
