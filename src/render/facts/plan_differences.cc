#include "render/facts/plan_differences.h"

namespace portolan::render {

std::vector<ClaimView> list_plan_differences(const Stack& stack, const StackReport& report) {
  std::vector<ClaimView> found;
  for (const ClaimView& view : all_claims(stack, report)) {
    const bool compared = view.statement->scope.source == Scope::Source::table_column;
    const bool exposure = std::holds_alternative<Exposure>(view.statement->fact) && view.claim->environments.size() < stack.environments.size();
    if (compared || exposure) found.push_back(view);
  }
  return found;
}

}  // namespace portolan::render
