// The picture of last resort: rows of boxes, straight lines. Needs no Graphviz and cannot fail.
#pragma once

#include "render/diagrams/layout.h"

namespace portolan::render {

/// Clusters stand below each other, each with its nodes in rows; nodes without a cluster come first, those of the last rank at the end.
Layout lay_grid(const LayoutInput& input);

}  // namespace portolan::render
