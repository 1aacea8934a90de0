#include "check/rules/contradictions.h"

#include <utility>

#include <fmt/format.h>

#include "check/claims/describe.h"

namespace portolan::check {

const Statement& statement_of(const Stack& stack, const Claim& claim) { return stack.plans[claim.plan].statements[claim.statement]; }

std::string contradiction_message(const RuleInput& input, const Claim& claim) {
  return fmt::format("the plan says {}, {}", describe(statement_of(input.stack, claim).fact, input.sources), claim.reason);
}

Report report_contradiction(const RuleInput& input, const Claim& claim, std::string message, std::string help) {
  const Statement& statement = statement_of(input.stack, claim);
  Report report;
  report.diagnostic.span = claim.wrong.known() ? claim.wrong : statement.span;
  report.diagnostic.message = std::move(message);
  report.diagnostic.help = std::move(help);
  for (const Span& place : claim.evidence) report.diagnostic.related.push_back({place, describe_place(input.stack, statement.fact, place)});
  report.subject = subject_of(claim, statement.fact);
  for (const std::size_t index : claim.refuted_in) report.environments.push_back(input.stack.environments[index].name);
  return report;
}

}  // namespace portolan::check
