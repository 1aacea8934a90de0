// Plan → statements: what the document says, typed and placed. Knows words and shapes, never the model.
#pragma once

#include <vector>

#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

/// Fills plan.statements (sorted by span) and plan.candidates.
void read_statements(Plan& plan, const SourceMap& sources);

}  // namespace portolan::load
