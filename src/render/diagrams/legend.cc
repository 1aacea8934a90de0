#include "render/diagrams/legend.h"

#include <algorithm>

#include <fmt/format.h>

#include "render/diagrams/paint.h"

namespace portolan::render {

static std::string sample(std::string_view content) {
  return fmt::format(R"(<svg class="sample" viewBox="0 0 38 16" width="38" height="16" aria-hidden="true">{}</svg>)", content);
}

static std::string line_sample(EdgeKind kind, Stroke stroke) {
  return sample(fmt::format(R"(<g class="e {} {}"><path class="line" d="M1 8H35"/><path class="head" d="M28.5 3.8L36 8L28.5 12.2"/></g>)", line_class(kind), stroke_class(stroke)));
}

static std::string mount_sample(std::string_view dot) {
  return sample(fmt::format(R"(<g class="e mnt"><path class="line" d="M1 8H32"/><circle class="{}" cx="32" cy="8" r="3.6"/></g>)", dot));
}

static std::string port_sample(std::string_view local) {
  return sample(fmt::format(R"(<g class="e pub{}"><path class="line" d="M0 8H38"/><rect class="portpill" x="4" width="30" height="16" rx="8"/> <text class="porttext" x="19" y="11.7">80</text></g>)", local));
}

static std::string pill_sample(std::string_view local) {
  return sample(fmt::format(R"(<g class="pill port{}"><rect x="4" width="30" height="16" rx="8"/> <text class="pt" x="19" y="11.6">:80</text></g>)", local));
}

static bool any_pill(const Graph& graph, PillKind kind) {
  return std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const GraphNode& node) {
    return std::any_of(node.pills.begin(), node.pills.end(), [&](const Pill& pill) { return pill.kind == kind; });
  });
}

std::vector<LegendItem> legend_of(const Graph& graph) {
  const auto any_edge = [&](auto&& wanted) { return std::any_of(graph.edges.begin(), graph.edges.end(), wanted); };
  const auto depends = [&](Stroke stroke) {
    return any_edge([&](const GraphEdge& edge) { return edge.kind == EdgeKind::depends && edge.stroke == stroke; });
  };
  const auto mounts = [&](auto read_only) {
    return any_edge([&](const GraphEdge& edge) { return edge.kind == EdgeKind::mount && edge.read_only == read_only; });
  };
  const bool grouped = std::any_of(graph.nodes.begin(), graph.nodes.end(), [](const GraphNode& node) { return node.kind == NodeKind::group; });
  std::vector<LegendItem> items;
  if (depends(Stroke::solid)) items.push_back({line_sample(EdgeKind::depends, Stroke::solid), "waits until healthy"});
  if (depends(Stroke::dashed)) items.push_back({line_sample(EdgeKind::depends, Stroke::dashed), grouped ? "needs" : "starts after"});
  if (depends(Stroke::dotted)) items.push_back({line_sample(EdgeKind::depends, Stroke::dotted), "waits until completed"});
  if (mounts(false)) items.push_back({mount_sample("rw"), "mount, read and write"});
  if (mounts(true)) items.push_back({mount_sample("ro"), "mount, read only"});
  const auto published = [&](bool loopback) {
    return any_edge([&](const GraphEdge& edge) { return edge.kind == EdgeKind::publish && edge.loopback == loopback; });
  };
  if (published(false)) items.push_back({port_sample(""), "published port"});
  if (published(true)) items.push_back({port_sample(" local"), "published port, this machine only"});
  if (any_pill(graph, PillKind::port)) items.push_back({pill_sample(""), "published port"});
  if (any_pill(graph, PillKind::local_port)) items.push_back({pill_sample(" local"), "published port, this machine only"});
  if (std::any_of(graph.clusters.begin(), graph.clusters.end(), [](const GraphCluster& cluster) { return cluster.internal; })) {
    items.push_back({sample(R"svg(<g class="pill c0"><rect x="7" width="24" height="16" rx="8"/><path class="sign" transform="translate(19 8)" d="M-3.6-.6h7.2v5h-7.2zM-2-.6v-1.6a2 2 0 0 1 4 0v1.6"/></g>)svg"),
                     "internal: no way to the Internet"});
  }
  return items;
}

}  // namespace portolan::render
