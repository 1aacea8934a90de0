// `include`: other compose files that become part of this one.
#pragma once

#include "load/compose/loader.h"
#include "load/compose/reset.h"

namespace portolan::load {

/// Loads what `include` of `document` names and adds it to the document; where both define the same thing, the document's own words win,
/// and `resets` (its !reset and !override) take away from the others.
/// Source: Compose Specification, include; the reference implementation for conflicts (it merges them).
void apply_include(Loader& loader, const Scope& scope, Value& document, const std::vector<ResetPath>& resets);

}  // namespace portolan::load
