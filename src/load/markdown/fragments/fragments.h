// YAML of compose files in a document: read fence by fence, and stated when the whole document is known.
#pragma once

#include "load/markdown/reading.h"

namespace portolan::load {

/// Fragments of one document; those of a longer one are not read.
inline constexpr std::size_t most_fragments = 1'000;

/// When all fences are read: which of them are whole files, and which belong to another project than the rest; then a statement for each leaf.
void state_fragments(Reading& reading);

}  // namespace portolan::load
