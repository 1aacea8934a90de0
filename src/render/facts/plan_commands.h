// The commands of the plans as they are written, each with the environments that it is for and what was found about its calls of Compose.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/claims.h"

namespace portolan::render {

struct PlanCommand {
  const Plan* plan = nullptr;
  const WrittenCommand* written = nullptr;  ///< nullptr for a call whose lines are not known
  std::vector<ClaimView> calls;             ///< of Compose; none for another program, which nothing is checked about
  std::vector<std::size_t> environments;    ///< of its calls; else of its scope, else of the nearest call in its section
  std::string text;                         ///< masked, a line break between its lines
  std::string comment;                      ///< masked, "" for none
  Span span;                                ///< of its first line
};

std::size_t section_of(const PlanCommand& command);

/// By plan and place, without the commands of troubleshooting sections.
std::vector<PlanCommand> list_plan_commands(const Stack& stack, const StackReport& report, const SourceMap& sources);

/// What a plan says to do once before the first `up` of an environment: the commands that stand before it in its section, of the first plan that has
/// any. Not those that Compose would start anyway.
std::vector<PlanCommand> find_first_steps(const std::vector<PlanCommand>& commands, std::size_t environment);

}  // namespace portolan::render
