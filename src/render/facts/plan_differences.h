// What the plans claim about the differences between environments.
#pragma once

#include <vector>

#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/claims.h"

namespace portolan::render {

/// Claims that say how environments differ: cells of comparison tables, and exposure that is stated for some environments only.
std::vector<ClaimView> list_plan_differences(const Stack& stack, const StackReport& report);

}  // namespace portolan::render
