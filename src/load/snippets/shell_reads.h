// Shell scripts → the names of the variables that they take from their environment.
#pragma once

#include <cstddef>
#include <vector>

#include "base/source_map.h"
#include "model/companion.h"

namespace portolan::load {

/// $X and ${X…} in capitals, outside comments and single quotes, that the script has not set before and the shell does not set itself. Each once, in
/// source order, at most `most`.
/// Source: POSIX, "Shell Command Language", "Parameter Expansion".
std::vector<VariableRead> read_shell_reads(const SourceMap& sources, FileId file, std::size_t most);

}  // namespace portolan::load
