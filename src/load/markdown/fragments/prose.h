// People write prose where YAML wants names: what of it is fact stays in the tree, the rest goes.
#pragma once

#include "base/source_map.h"
#include "model/value.h"

namespace portolan::load {

/// In lists of mounts, ports, names and variables: items that are sentences go ("Persist data in a volume"), remarks in brackets behind an item go
/// ("./ssl:/etc/ssl:ro (certificates)"), and `{user}`, which YAML takes for a mapping, becomes the text that it is.
void drop_prose(const SourceMap& sources, Value& tree);

}  // namespace portolan::load
