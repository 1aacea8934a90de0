// Statements as lines of text, one each, for tests.
#pragma once

#include <string>

#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::test {

/// "KIND fields… <scope phrases by source> [modality: words] @line:columns".
std::string line_of(const Statement& statement, const SourceMap& sources);
std::string lines_of(const Plan& plan, const SourceMap& sources);

}  // namespace portolan::test
