// Networks and volumes that services of an assembled document use and no fence defines.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "model/value.h"

namespace portolan::load {

/// Name of the origin of what is only used.
inline constexpr std::string_view used_there = "used there";

/// Adds them with the place where they are used and the origin `implied`, but for `defined`: sections that a whole file gives are complete, and what is missing there is
/// the plan's fault.
void define_resources(Value& document, const std::set<std::string>& defined);

}  // namespace portolan::load
