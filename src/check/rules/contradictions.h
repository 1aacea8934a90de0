// From a contradicted claim to what a rule hands in: both places, the environments, the subject.
#pragma once

#include <string>

#include "check/rule.h"

namespace portolan::check {

const Statement& statement_of(const Stack& stack, const Claim& claim);

/// The diagnostic stands at the words of the plan that are wrong; its related places are where the files say otherwise.
Report report_contradiction(const RuleInput& input, const Claim& claim, std::string message, std::string help);

/// `the plan says "db" is published on host port 5434, compose publishes 5433`
std::string contradiction_message(const RuleInput& input, const Claim& claim);

/// Hands in each contradicted claim whose fact is a `Kind`, with the usual words.
template <class Kind>
void report_contradicted(const RuleInput& input, const Reporter& report) {
  for (const Claim& claim : input.claims) {
    if (claim.outcome != Outcome::contradicted || !std::holds_alternative<Kind>(statement_of(input.stack, claim).fact)) continue;
    report(report_contradiction(input, claim, contradiction_message(input, claim), "change one of them"));
  }
}

}  // namespace portolan::check
