// Which claims speak of an environment or a service, and which finding came of a claim.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"

namespace portolan::render {

/// A claim with the statement it was made from. Points into the stack and its report.
struct ClaimView {
  const Claim* claim = nullptr;
  const Statement* statement = nullptr;
  const Plan* plan = nullptr;
};

bool speaks_of(const Claim& claim, std::size_t environment);

/// All claims, in the order of the report, whose statement is there.
std::vector<ClaimView> all_claims(const Stack& stack, const StackReport& report);
/// Those about `service` in the environment with this index.
std::vector<ClaimView> claims_about(const Stack& stack, const StackReport& report, std::size_t environment, std::string_view service);

/// What a reader must see first has the lowest number: contradicted, verified, then what could not be judged.
int rank_of(Outcome outcome);

/// How many claims of one kind about an environment there are, by outcome.
struct Verdicts {
  std::size_t verified = 0, contradicted = 0, open = 0;  ///< open: neither proved nor refuted
  std::vector<ClaimView> contradictions;
};

/// Of the claims whose fact is `about` it.
Verdicts judge_claims(const Stack& stack, const StackReport& report, std::size_t environment, bool (*about)(const Fact& fact));

/// The finding that reports this statement: its place lies in the words that are wrong, else in the statement, or the statement in its place. nullptr for none.
const Finding* find_finding(const StackReport& report, const Claim& claim, const Statement& statement, const SourceMap& sources);

/// Findings about a service in an environment, in the order of the report.
std::vector<const Finding*> findings_about(const StackReport& report, const Environment& environment, std::string_view service);

/// What the plan calls a service ("Django development server"), the words for this very environment first; else what its image is known
/// as; "" when nobody says.
/// Without a remark on ports at its end. What introduces the service goes before a cell of a comparison of environments.
std::string describe_service(const Stack& stack, const StackReport& report, std::size_t environment, const Service& service);
/// For a place that speaks of all environments: words for all of them first, else those for `environment`.
std::string describe_service_generally(const Stack& stack, const StackReport& report, std::size_t environment, const Service& service);

/// "verified", "contradicted", "cannot be checked", "planned", "not judged": the words of the pages.
std::string_view words_of(Outcome outcome);

}  // namespace portolan::render
