// Which part of a short form ("127.0.0.1:${PORT}:80") a variable stands in.
#pragma once

#include <vector>

#include "base/source_map.h"
#include "model/value.h"

namespace portolan::load {

/// The variables of `item` by the parts that they were typed in, between colons outside ${…}: one list of origins for each part, at least one part.
/// What the source does not tell (behind an alias, say) belongs to every part.
std::vector<std::vector<Origin>> origins_of_parts(const SourceMap& sources, const Value& item);

}  // namespace portolan::load
