// A place of the user's files as a few words on one line.
#pragma once

#include <cstddef>
#include <string>

#include "base/source_map.h"

namespace portolan::render {

/// What stands there, white space folded, cut behind `most` code points; secrets masked.
std::string excerpt_words(const SourceMap& sources, const Span& span, std::size_t most);

}  // namespace portolan::render
