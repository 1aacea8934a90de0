// What the plans claim about the differences between environments.
#pragma once

#include <string>
#include <vector>

#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/claims.h"

namespace portolan::render {

/// A row of a plan's comparison table: what it says of one aspect, for each environment.
struct PlanRow {
  struct Cell {
    std::string text;  ///< as the plan has it, not yet fit for output
    Span span;
    std::vector<ClaimView> claims;  ///< what was read in it; none for words that state nothing ("none")
  };
  std::string aspect;
  Span span;                ///< of the first cell
  std::vector<Cell> cells;  ///< one for each environment of the stack; without text where no column is about it
};

struct PlanDifferences {
  std::vector<PlanRow> rows;      ///< all rows of each table in which a claim stands, in the order of the plans
  std::vector<ClaimView> others;  ///< the rest: exposure that is stated for some environments only, claims whose table was not found
  std::size_t claims = 0, verified = 0;
};

/// Claims that say how environments differ.
PlanDifferences list_plan_differences(const Stack& stack, const StackReport& report);

}  // namespace portolan::render
