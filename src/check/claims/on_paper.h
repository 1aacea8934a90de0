// What a stack that was assembled from its plans can prove about them.
#pragma once

#include <string>

#include "base/source_map.h"
#include "check/claims/proof.h"
#include "model/finding.h"
#include "model/stack.h"

namespace portolan::check {

/// Whether all the evidence of a claim is the very place that makes it: what a plan defines there, it can't prove there.
bool proves_itself(const Claim& claim, const Statement& statement, const SourceMap& sources);

/// Whether an environment on paper refutes something only by saying nothing about it: without evidence, or with no more than the name of a service. A plan
/// need not say everything.
bool says_nothing_else(const Environment& environment, const Judgement& judgement, const SourceMap& sources);

/// Whether the statement is part of the YAML from which the stack was assembled. Where two such places disagree, a rule of its own says so.
bool defines_stack(const Plan& plan, const Statement& statement, const SourceMap& sources);

/// Reasons are worded for compose files: "compose publishes 8000" → "the plan publishes 8000".
std::string without_compose(std::string reason);

}  // namespace portolan::check
