// "KEY=value" texts and mappings: two spellings of the same thing.
#pragma once

#include "base/source_map.h"
#include "model/value.h"

namespace portolan::load {

/// `KEY=value` taken apart, each part with its own place. Without the separator the value is null and stands at the key.
Entry split_pair(const SourceMap& sources, const Value& item, char separator = '=');

/// A list of `KEY=value` as a mapping (the last of equal keys wins, in the place of the first); a mapping stays what it is; anything else
/// becomes an empty mapping.
Value to_pairs(const SourceMap& sources, Value value);

/// A list stays, a scalar becomes a list of one, a mapping a list of `KEY=value`; anything else becomes an empty list.
Value to_items(Value value);

}  // namespace portolan::load
