#include "render/diagrams/network_view.h"

#include <algorithm>

#include <fmt/format.h>

#include "render/diagrams/legend.h"
#include "render/diagrams/measure.h"
#include "render/diagrams/network_graph.h"
#include "render/diagrams/network_text.h"
#include "render/diagrams/paint.h"

namespace portolan::render {

/// While the pointer or the focus is on a node, all that has no edge with it is dimmed.
static std::string highlight_rules(const Graph& graph, std::string_view id) {
  std::string css;
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    css += fmt::format("{0}#{1}:has([data-n=\"{2}\"]:is(:hover,:focus-visible)) .vp :is(.n,.e):not(.r{2})", css.empty() ? "" : ",\n", id, i);
  }
  return css.empty() ? css : css + "{opacity:.16}\n";
}

static Graph tall_graph(const Stack& stack, const Environment& environment, const DiagramLinks& links, const Graph& wide) {
  return environment.services.size() > most_services_tall ? overview_graph(stack, environment, links) : wide;
}

struct Picture {
  std::string svg;
  double width = 0;
};

static Picture draw(const Graph& graph, const LayoutFunction& layout, Direction direction, const DiagramLinks& links) {
  const Sizes sizes = measure(graph, direction);
  const Layout placed = layout(layout_input(graph, sizes, direction));
  return {paint(graph, sizes, placed, {.id = links.id, .shape = direction == Direction::left_right ? "lr" : "tb"}), placed.width};
}

/// A picture is made smaller to fit its frame as long as its words can be read; below that it scrolls.
static std::string floor_rule(double width, std::string_view id) {
  constexpr double smallest_scale = 0.62, narrowest_frame = 720;  // px; narrower ones show the tall picture
  const double floor = width * smallest_scale;
  return floor <= narrowest_frame ? "" : fmt::format("#{} .vp>svg.lr{{min-width:{:.0f}px}}\n", id, floor);
}

Diagram draw_network(const Stack& stack, const Environment& environment, const LayoutFunction& layout, const DiagramLinks& links) {
  Diagram diagram;
  diagram.collapsed = too_large_for_one_picture(environment);
  const Graph graph = diagram.collapsed ? overview_graph(stack, environment, links) : network_graph(stack, environment, links);
  Picture wide = draw(graph, layout, Direction::left_right, links);
  diagram.svg_wide = std::move(wide.svg);
  diagram.svg_tall = draw(tall_graph(stack, environment, links, graph), layout, Direction::top_down, links).svg;
  diagram.css = highlight_rules(graph, links.id) + floor_rule(wide.width, links.id);
  diagram.sentences = network_sentences(stack, environment);
  diagram.legend = legend_of(graph);
  const auto has = [&](EdgeKind kind) {
    return std::any_of(graph.edges.begin(), graph.edges.end(), [&](const GraphEdge& edge) { return edge.kind == kind; });
  };
  diagram.has_ports = has(EdgeKind::publish);
  diagram.has_dependencies = has(EdgeKind::depends);
  diagram.has_volumes = has(EdgeKind::mount);
  return diagram;
}

}  // namespace portolan::render
