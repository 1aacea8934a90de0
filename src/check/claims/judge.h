// Statements → claims: bound to environments and services, each with its verdict.
#pragma once

#include <vector>

#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"

namespace portolan::check {

/// One claim for each statement, in the order of plans and statements. A statement with a scope must hold in all environments that the scope names. One
/// without: what a service has or joins must hold somewhere, every other property wherever the service exists. A contradiction needs files that
/// were read: what a broken environment lacks stays unverifiable.
std::vector<Claim> judge_statements(const Stack& stack, const SourceMap& sources);

}  // namespace portolan::check
