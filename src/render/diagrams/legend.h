// What the lines and signs of one picture mean; only those that it shows.
#pragma once

#include <vector>

#include "render/diagrams/graph.h"
#include "render/diagrams/network_view.h"

namespace portolan::render {

std::vector<LegendItem> legend_of(const Graph& graph);

}  // namespace portolan::render
