// What COPY and ADD take from the build context and from other stages.
#pragma once

#include <optional>
#include <string>

#include "load/dockerfile/instructions.h"
#include "model/companion.h"

namespace portolan::load {

/// Shape:  [--option…] SOURCE… TARGET, or the same as a list in JSON. Sources that are no files (addresses, heredocs) are left out; nothing when none is left.
///         `workdir` is the folder that a relative target is seen from; values of variables are not filled in.
/// Source: Dockerfile reference, COPY and ADD.
std::optional<StageCopy> read_copy(const Instruction& instruction, const std::string& workdir);

}  // namespace portolan::load
