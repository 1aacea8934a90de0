// Graph + layout → SVG. Colours are classes and CSS variables of assets/diagram.css; nothing here decides a place.
#pragma once

#include <string>
#include <string_view>

#include "render/diagrams/graph.h"
#include "render/diagrams/layout.h"
#include "render/diagrams/measure.h"
#include "render/diagrams/title_place.h"

namespace portolan::render {

struct PaintOptions {
  std::string_view id;     ///< prefix of ids; unique on the page
  std::string_view shape;  ///< class of the <svg>: "lr", "tb"
};

/// Well-formed as XML and valid inside HTML. Nodes stand in the order of the graph, which is the order of the tab key.
std::string paint(const Graph& graph, const Sizes& sizes, const Layout& layout, const PaintOptions& options);

// The parts, each in a file of its own.

/// A node with its words, its pills and its link. `classes`: those of its neighbours, for highlighting.
std::string paint_node(const GraphNode& node, const SizedNode& sized, const Box& box, std::size_t index, std::string_view classes);
std::string paint_edge(const GraphEdge& edge, const SizedEdge& sized, const EdgePath& path);
/// The pills on an edge; above all lines.
std::string paint_labels(const GraphEdge& edge, const SizedEdge& sized, const EdgePath& path);
std::string paint_cluster_box(const GraphCluster& cluster, const Box& box);
/// Name and pills of a cluster; above the lines that cross it.
std::string paint_cluster_title(const GraphCluster& cluster, const SizedCluster& sized, const TitlePlace& place);
/// "M0 0L10 0Q…": corners are rounded.
std::string path_data(const EdgePath& path);
/// The classes of an edge's line: "dep dashed", "mnt", "pub".
std::string_view line_class(EdgeKind kind);
std::string_view stroke_class(Stroke stroke);

}  // namespace portolan::render
