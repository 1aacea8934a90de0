#include "render/diagrams/paint.h"

#include <cmath>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "render/diagrams/svg.h"

namespace portolan::render {

static constexpr double margin = 14, wide_picture = 1500;  // wider ones scroll instead of becoming illegible

static Layout moved(Layout layout, double by) {
  const auto move = [&](auto& place) {
    place.x += by;
    place.y += by;
  };
  for (Box& box : layout.nodes) move(box);
  for (Box& box : layout.clusters) move(box);
  for (EdgePath& edge : layout.edges) {
    for (Point& point : edge.points) move(point);
    move(edge.label);
  }
  return layout;
}

/// " r0 r4": the node itself and those it has an edge with.
static std::vector<std::string> neighbour_classes(const Graph& graph) {
  std::vector<std::set<std::size_t>> neighbours(graph.nodes.size());
  for (std::size_t i = 0; i < neighbours.size(); ++i) neighbours[i].insert(i);
  for (const GraphEdge& edge : graph.edges) {
    const auto from = static_cast<std::size_t>(edge.from), to = static_cast<std::size_t>(edge.to);
    neighbours[from].insert(to);
    neighbours[to].insert(from);
  }
  std::vector<std::string> classes;
  for (const std::set<std::size_t>& set : neighbours) {
    std::string text;
    for (const std::size_t index : set) text += fmt::format(" r{}", index);
    classes.push_back(std::move(text));
  }
  return classes;
}

std::string paint_cluster_box(const GraphCluster& cluster, const Box& box) {
  return fmt::format("<g class=\"cl c{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"14\"/></g>\n", cluster.colour, number(box.x),
                     number(box.y), number(box.width), number(box.height));
}

static constexpr std::string_view lock = "M-3.6-.6h7.2v5h-7.2zM-2-.6v-1.6a2 2 0 0 1 4 0v1.6";
static constexpr std::string_view way_out = "M-1-3.6h-2.6v7.6h7.6v-2.6M1-3.6h3v3M4-3.6l-4.4 4.4";

static std::string title_pill(int colour, const Point& corner, std::string_view word, std::string_view sign, const TitlePlace& place) {
  const double width = place.compact ? metrics::compact_pill : metrics::title_pill;
  std::string out = fmt::format(R"svg(<g class="pill c{}"><rect x="{}" y="{}" width="{}" height="16" rx="8"/><path class="sign" transform="translate({} {})" d="{}"/>)svg", colour,
                                number(corner.x), number(corner.y), number(width), number(corner.x + 12), number(corner.y + 8), sign);
  if (!place.compact) out += fmt::format(" <text class=\"pt\" x=\"{}\" y=\"{}\">{}</text>", number(corner.x + width / 2 + 6), number(corner.y + 11.6), word);
  return out + "</g>";
}

std::string paint_cluster_title(const GraphCluster& cluster, const SizedCluster& sized, const TitlePlace& place) {
  double x = place.corner.x + 2;
  const double y = place.corner.y;
  std::string out = fmt::format("<g class=\"cl c{}\"><title>network {}{}{}</title> <text class=\"clname\" x=\"{}\" y=\"{}\">{}</text>", cluster.colour, xml(cluster.name),
                                cluster.internal ? ", internal" : "", cluster.external ? ", external" : "", number(x), number(y + 13), xml(sized.name));
  x += sized.name_width + 10;
  if (cluster.internal) {
    out += title_pill(cluster.colour, {x, y + 1}, "internal", lock, place);
    x += (place.compact ? metrics::compact_pill : metrics::title_pill) + metrics::pill_gap;
  }
  if (cluster.external) out += title_pill(cluster.colour, {x, y + 1}, "external", way_out, place);
  return out + "</g>\n";
}

/// Lines that say less are drawn first, so that the others cross over them.
static std::string paint_edges(const Graph& graph, const Sizes& sizes, const Layout& layout) {
  std::string out;
  for (const EdgeKind kind : {EdgeKind::mount, EdgeKind::depends, EdgeKind::publish}) {
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
      if (graph.edges[i].kind == kind) out += paint_edge(graph.edges[i], sizes.edges[i], layout.edges[i]);
    }
  }
  for (std::size_t i = 0; i < graph.edges.size(); ++i) out += paint_labels(graph.edges[i], sizes.edges[i], layout.edges[i]);
  return out;
}

std::string paint(const Graph& graph, const Sizes& sizes, const Layout& unmoved, const PaintOptions& options) {
  const Layout layout = moved(unmoved, margin);
  const std::string width = number(std::ceil(layout.width + 2 * margin)), height = number(std::ceil(layout.height + 2 * margin));
  const std::string_view size = layout.width > wide_picture ? " big" : "";
  std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{0}{6}\" viewBox=\"0 0 {1} {2}\" width=\"{1}\" height=\"{2}\" role=\"group\" "
                                "aria-labelledby=\"{3}-{0}-t\" aria-describedby=\"{3}-{0}-d\">\n<title id=\"{3}-{0}-t\">{4}</title>\n<desc id=\"{3}-{0}-d\">{5}</desc>\n",
                                options.shape, width, height, options.id, xml(graph.title), xml(graph.description), size);
  for (std::size_t i = 0; i < graph.clusters.size(); ++i) out += paint_cluster_box(graph.clusters[i], layout.clusters[i]);
  out += "<g aria-hidden=\"true\">\n" + paint_edges(graph, sizes, layout) + "</g>\n";  // the text below says it in order
  for (std::size_t i = 0; i < graph.clusters.size(); ++i) out += paint_cluster_title(graph.clusters[i], sizes.clusters[i], title_place(layout, sizes.clusters[i], i));
  const std::vector<std::string> classes = neighbour_classes(graph);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) out += paint_node(graph.nodes[i], sizes.nodes[i], layout.nodes[i], i, classes[i]);
  return out + "</svg>\n";
}

}  // namespace portolan::render
