// Plan → statements: what the document says, typed and placed. Knows words and shapes, never the model.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

/// Fills plan.statements (sorted by span) and plan.unread. `services` are names that the compose files of the stack define: what is written
/// exactly so is a service, whatever it looks like.
/// `problems` takes what is wrong with compose files in fences.
void read_statements(Plan& plan, const SourceMap& sources, const std::vector<std::string>& services = {}, Diagnostics* problems = nullptr);

}  // namespace portolan::load
