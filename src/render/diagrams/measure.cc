#include "render/diagrams/measure.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "render/diagrams/svg.h"
#include "render/diagrams/text_width.h"

namespace portolan::render {

using namespace metrics;

static constexpr double most_name = 190, most_detail = 232, most_pill = 150, most_pills_width = 236, most_port = 120;
static constexpr std::size_t most_pills = 6, most_ports = 5;

static double pill_width(const std::string& text, double size) { return text_width(text, Face::bold, size) + 2 * pill_padding; }

/// Pills stand in rows below the words; what is too much becomes a last pill that says how many.
static void place_pills(const GraphNode& node, SizedNode& sized) {
  double x = card_side, y = card_pills;
  for (std::size_t i = 0; i < node.pills.size(); ++i) {
    const bool rest = i + 1 == most_pills && node.pills.size() > most_pills;
    const Pill& pill = node.pills[i];
    SizedPill out{.text = rest ? fmt::format("{} more", node.pills.size() - i) : shorten(one_line(pill.text), Face::bold, pill_size, most_pill),
                  .kind = rest ? PillKind::note : pill.kind,
                  .colour = rest ? no_colour : pill.colour};
    out.width = pill_width(out.text, pill_size) + (out.kind == PillKind::volume ? 12 : 0);  // room for its sign
    if (x > card_side && x + out.width > most_pills_width) {
      x = card_side;
      y += pill_row;
    }
    out.x = x;
    out.y = y;
    x += out.width + pill_gap;
    sized.width = std::max(sized.width, out.x + out.width + card_side);
    sized.height = std::max(sized.height, out.y + pill_row + 4);
    sized.pills.push_back(std::move(out));
    if (rest) break;
  }
}

static SizedNode measure_card(const GraphNode& node) {
  SizedNode sized;
  sized.name = shorten(one_line(node.name), Face::bold, name_size, most_name);
  sized.detail = shorten_middle(one_line(node.detail), Face::mono, detail_size, most_detail);
  sized.height = card_head;
  sized.width = std::max({132.0, card_text + text_width(sized.name, Face::bold, name_size) + 16,
                          card_text + text_width(sized.detail, Face::mono, detail_size) + 16});
  place_pills(node, sized);
  return sized;
}

static SizedNode measure_store(const GraphNode& node) {
  SizedNode sized;
  sized.name = shorten_middle(one_line(node.name), Face::regular, 12, most_name);
  sized.width = std::max(84.0, text_width(sized.name, Face::regular, 12) + 28);
  sized.height = 46;
  return sized;
}

static SizedNode measure_entry(const GraphNode& node) {
  SizedNode sized;
  sized.name = one_line(node.name);
  sized.detail = one_line(node.detail);
  sized.width = 40 + std::max(text_width(sized.name, Face::bold, 13), text_width(sized.detail, Face::regular, 10.5)) + 20;
  sized.height = 46;
  return sized;
}

static SizedNode measure_node(const GraphNode& node) {
  switch (node.kind) {
    case NodeKind::internet:
    case NodeKind::machine: return measure_entry(node);
    case NodeKind::volume:
    case NodeKind::folder: return measure_store(node);
    case NodeKind::service:
    case NodeKind::group: return measure_card(node);
  }
  return {};
}

/// Ports stand below each other where lines run sideways, beside each other where lines run down.
static SizedEdge measure_edge(const GraphEdge& edge, Direction direction) {
  SizedEdge sized;
  const std::size_t columns = direction == Direction::left_right ? 1 : 3;
  double x = 0, y = 0;
  for (std::size_t i = 0; i < edge.labels.size(); ++i) {
    const bool rest = i + 1 == most_ports && edge.labels.size() > most_ports;
    SizedLabel label{.text = rest ? fmt::format("{} more", edge.labels.size() - i) : shorten(one_line(edge.labels[i]), Face::bold, port_size, most_port)};
    label.width = pill_width(label.text, port_size);
    if (i > 0 && i % columns == 0) {
      x = 0;
      y += pill_row;
    }
    label.x = x;
    label.y = y;
    x += label.width + pill_gap;
    sized.width = std::max(sized.width, label.x + label.width);
    sized.height = y + pill_height;
    sized.labels.push_back(std::move(label));
    if (rest) break;
  }
  if (columns == 1) {
    for (SizedLabel& label : sized.labels) label.x = (sized.width - label.width) / 2;
  }
  return sized;
}

static SizedCluster measure_cluster(const GraphCluster& cluster) {
  SizedCluster sized;
  sized.name = shorten(one_line(cluster.name), Face::bold, title_size, most_name);
  sized.name_width = text_width(sized.name, Face::bold, title_size);
  sized.title_width = sized.compact_width = sized.name_width + 12;
  for (const bool has_pill : {cluster.internal, cluster.external}) {
    if (!has_pill) continue;
    sized.title_width += title_pill + pill_gap;
    sized.compact_width += compact_pill + pill_gap;
  }
  return sized;
}

/// Cards of one width stand in clean columns, cards of one height in clean rows, and lines between them need no detours.
static void align_cards(const Graph& graph, std::vector<SizedNode>& nodes, Direction direction) {
  double SizedNode::*const size = direction == Direction::left_right ? &SizedNode::width : &SizedNode::height;
  double most = 0;
  const auto is_card = [&](std::size_t i) { return graph.nodes[i].kind == NodeKind::service || graph.nodes[i].kind == NodeKind::group; };
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (is_card(i)) most = std::max(most, nodes[i].*size);
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!is_card(i)) continue;
    if (direction == Direction::top_down) nodes[i].drop = (most - nodes[i].height) / 2;
    nodes[i].*size = most;
  }
}

Sizes measure(const Graph& graph, Direction direction) {
  Sizes sizes;
  for (const GraphNode& node : graph.nodes) sizes.nodes.push_back(measure_node(node));
  align_cards(graph, sizes.nodes, direction);
  for (const GraphEdge& edge : graph.edges) sizes.edges.push_back(measure_edge(edge, direction));
  for (const GraphCluster& cluster : graph.clusters) sizes.clusters.push_back(measure_cluster(cluster));
  return sizes;
}

/// Cards without any line would stand in one endless row: hidden edges break it into a block.
static void spread_loners(LayoutInput& input, Direction direction) {
  std::vector<bool> tied(input.nodes.size(), false);
  for (const LayoutEdge& edge : input.edges) tied[static_cast<std::size_t>(edge.from)] = tied[static_cast<std::size_t>(edge.to)] = true;
  for (int cluster = -1; cluster < static_cast<int>(input.clusters.size()); ++cluster) {
    std::vector<int> loners;
    for (std::size_t i = 0; i < input.nodes.size(); ++i) {
      if (!tied[i] && input.nodes[i].cluster == cluster && !input.nodes[i].last_rank) loners.push_back(static_cast<int>(i));
    }
    if (loners.size() < 4) continue;
    // Cards are about four times as wide as they are high.
    const double across = std::sqrt(static_cast<double>(loners.size()));
    const auto chain = static_cast<std::size_t>(std::ceil(direction == Direction::left_right ? across * 0.75 : across * 1.3));
    for (std::size_t i = 0; i + 1 < loners.size(); ++i) {
      if ((i + 1) % chain != 0) input.edges.push_back({.from = loners[i], .to = loners[i + 1]});
    }
  }
}

LayoutInput layout_input(const Graph& graph, const Sizes& sizes, Direction direction) {
  LayoutInput input;
  input.direction = direction;
  for (const SizedCluster& cluster : sizes.clusters) input.clusters.push_back({.title_width = cluster.title_width});
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GraphNode& node = graph.nodes[i];
    input.nodes.push_back({.width = sizes.nodes[i].width,
                           .height = sizes.nodes[i].height,
                           .cluster = node.cluster,
                           .last_rank = node.kind == NodeKind::volume || node.kind == NodeKind::folder});
  }
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const GraphEdge& edge = graph.edges[i];
    input.edges.push_back({.from = edge.from, .to = edge.to, .weight = edge.weight, .constraint = edge.with_flow,
                           .label_width = sizes.edges[i].width, .label_height = sizes.edges[i].height});
  }
  spread_loners(input, direction);
  return input;
}

}  // namespace portolan::render
