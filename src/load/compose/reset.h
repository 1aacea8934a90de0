// The tags !reset and !override: what a later file takes away from an earlier one.
#pragma once

#include <string>
#include <vector>

#include "load/compose/loader.h"

namespace portolan::load {

using ResetPath = std::vector<std::string>;

/// Removes the values tagged !reset from `document`, clears the tag !override, and returns the paths of both: what an earlier model says
/// there must go before `document` is merged over it.
std::vector<ResetPath> collect_resets(Value& document);

/// Removes the paths from `model`. Only those that start with `prefix` count, and it is taken off them first.
void apply_resets(const SourceMap& sources, Value& model, const std::vector<ResetPath>& resets, const ResetPath& prefix = {});

}  // namespace portolan::load
