// The call into Graphviz. It crashes, stalls and frees twice: only a forked child with limits may make it, and then leaves by _exit.
#pragma once

#include <optional>

#include "render/diagrams/layout.h"

namespace portolan::render {

/// Lays `input` out with dot; edges are routed as `splines` says. Nothing when Graphviz refuses the graph.
/// Never returns from an abort or a stall, and leaks what it allocated: see above.
std::optional<Layout> run_graphviz(const LayoutInput& input, Splines splines);

}  // namespace portolan::render
