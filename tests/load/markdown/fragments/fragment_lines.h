// Fragments as lines of text, one each, for tests.
#pragma once

#include <string>

#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::test {

/// "FORM path {tree in flow style} <scope> [modality: words] files @first-last".
std::string fragment_lines(const Plan& plan, const SourceMap& sources);

}  // namespace portolan::test
