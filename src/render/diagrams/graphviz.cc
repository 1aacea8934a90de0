#include "render/diagrams/graphviz.h"

#include <gvc.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "render/diagrams/tidy.h"

extern "C" gvplugin_library_t gvplugin_dot_layout_LTX_library;

namespace portolan::render {

namespace {

/// cgraph's own ids are the addresses of strings, and the order of clusters follows them. Here the n-th name has the n-th id.
struct Ids {
  std::map<std::string, IDTYPE, std::less<>> by_name[3];
  std::map<IDTYPE, const char*> names;
  std::deque<std::string> texts;
  IDTYPE next_named = 2, next_anonymous = 1;  // even and odd, so that they never meet
};

struct Build {
  Agraph_t* graph = nullptr;
  std::vector<Agraph_t*> clusters;
  std::vector<Agnode_t*> nodes;
  /// One leg, or two with the label's room between them. A reversed leg was handed over from head to tail.
  struct Legs {
    Agedge_t* first = nullptr;
    Agedge_t* second = nullptr;
    Agnode_t* label = nullptr;
    bool reversed = false;
  };
  std::vector<Legs> edges;
};

}  // namespace

static void* open_ids(Agraph_t*, Agdisc_t*) { return new Ids; }

static long map_id(void* state, int type, char* name, IDTYPE* id, int create) {
  Ids& ids = *static_cast<Ids*>(state);
  if (!name) {
    if (!create) return 0;
    *id = ids.next_anonymous;
    ids.next_anonymous += 2;
    return 1;
  }
  auto& known = ids.by_name[type == AGINEDGE ? AGOUTEDGE : type];
  if (const auto found = known.find(std::string_view(name)); found != known.end()) {
    *id = found->second;
    return 1;
  }
  if (!create) return 0;
  ids.texts.emplace_back(name);
  *id = ids.next_named;
  ids.next_named += 2;
  known.emplace(ids.texts.back(), *id);
  ids.names.emplace(*id, ids.texts.back().c_str());
  return 1;
}

static long alloc_id(void*, int, IDTYPE) { return 0; }
static void free_id(void*, int, IDTYPE) {}

static char* print_id(void* state, int, IDTYPE id) {
  const Ids& ids = *static_cast<Ids*>(state);
  const auto found = ids.names.find(id);
  return found == ids.names.end() ? nullptr : const_cast<char*>(found->second);
}

static void close_ids(void* state) { delete static_cast<Ids*>(state); }
static void register_id(void*, int, void*) {}

static Agraph_t* open_graph() {
  static Agiddisc_t ids{open_ids, map_id, alloc_id, free_id, print_id, close_ids, register_id};
  static Agdisc_t disciplines{&AgMemDisc, &ids, &AgIoDisc};
  std::string name = "g";
  return agopen(name.data(), Agdirected, &disciplines);
}

static void set(void* object, std::string name, std::string value) {
  std::string none;
  agsafeset(object, name.data(), value.data(), none.data());
}

/// An empty table of fixed size keeps room for a title that Graphviz never sees.
static void reserve_title(Agraph_t* cluster, double width) {
  std::string table = fmt::format(R"(<table border="0" fixedsize="true" width="{}" height="20"><tr><td></td></tr></table>)",
                                  std::ceil(width));
  set(cluster, "label", agstrdup_html(cluster, table.data()));
  set(cluster, "labeljust", "l");
}

static const char* name_of(Splines splines) {
  switch (splines) {
    case Splines::ortho: return "ortho";
    case Splines::spline: return "true";
    case Splines::polyline: return "polyline";
    case Splines::line: return "line";
  }
  return "line";
}

static void set_graph(Agraph_t* graph, const LayoutInput& input, Splines splines) {
  set(graph, "rankdir", input.direction == Direction::left_right ? "LR" : "TB");
  set(graph, "nodesep", "0.42");
  set(graph, "ranksep", input.direction == Direction::left_right ? "0.62" : "0.6");
  set(graph, "splines", name_of(splines));
  if (splines == Splines::ortho) set(graph, "newrank", "true");  // sixteen times slower at 500 nodes
  if (splines == Splines::line) {
    set(graph, "nslimit", ".5");
    set(graph, "mclimit", ".25");
  }
}

static Agnode_t* add_node(Agraph_t* graph, std::string name, double width, double height) {
  Agnode_t* const node = agnode(graph, name.data(), 1);
  set(node, "shape", "box");
  set(node, "fixedsize", "true");
  set(node, "label", "");
  set(node, "width", fmt::format("{:.4f}", width / 72));
  set(node, "height", fmt::format("{:.4f}", height / 72));
  return node;
}

static Agedge_t* add_edge(Agraph_t* graph, Agnode_t* from, Agnode_t* to, std::string name, int weight) {
  Agedge_t* const edge = agedge(graph, from, to, name.data(), 1);
  set(edge, "arrowhead", "none");
  set(edge, "weight", std::to_string(weight));
  return edge;
}

static void add_clusters(Build& build, const LayoutInput& input) {
  for (std::size_t i = 0; i < input.clusters.size(); ++i) {
    const LayoutCluster& cluster = input.clusters[i];
    Agraph_t* const parent = cluster.parent < 0 ? build.graph : build.clusters.at(static_cast<std::size_t>(cluster.parent));
    std::string name = fmt::format("cluster_{}", i);
    build.clusters.push_back(agsubg(parent, name.data(), 1));
    set(build.clusters.back(), "margin", "18");
    reserve_title(build.clusters.back(), cluster.title_width);
  }
}

static void add_nodes(Build& build, const LayoutInput& input) {
  Agraph_t* last = nullptr;
  for (std::size_t i = 0; i < input.nodes.size(); ++i) {
    const LayoutNode& node = input.nodes[i];
    Agraph_t* const home = node.cluster < 0 ? build.graph : build.clusters.at(static_cast<std::size_t>(node.cluster));
    build.nodes.push_back(add_node(home, fmt::format("n{}", i), node.width, node.height));
    if (!node.last_rank) continue;
    if (!last) {
      std::string name = "last";
      last = agsubg(build.graph, name.data(), 1);
      set(last, "rank", "max");
    }
    agsubnode(last, build.nodes.back(), 1);
  }
}

static void add_edges(Build& build, const LayoutInput& input) {
  for (std::size_t i = 0; i < input.edges.size(); ++i) {
    const LayoutEdge& edge = input.edges[i];
    Build::Legs& legs = build.edges.emplace_back();
    if (edge.from == edge.to) continue;
    Agnode_t* const from = build.nodes.at(static_cast<std::size_t>(edge.from));
    Agnode_t* const to = build.nodes.at(static_cast<std::size_t>(edge.to));
    if (edge.label_width > 0) {
      // A label is a node of its own: no other line may cross it, and ortho aborts on real labels.
      legs.label = add_node(build.graph, fmt::format("l{}", i), edge.label_width, edge.label_height);
      legs.first = add_edge(build.graph, from, legs.label, fmt::format("e{}", i), edge.weight * 2);
      legs.second = add_edge(build.graph, legs.label, to, fmt::format("f{}", i), edge.weight);
    } else if (edge.constraint) {
      legs.first = add_edge(build.graph, from, to, fmt::format("e{}", i), edge.weight);
    } else {
      // Against the flow: the tail stands in the rank of its head or after it, not before.
      legs.first = add_edge(build.graph, to, from, fmt::format("e{}", i), edge.weight);
      legs.reversed = true;
      set(legs.first, "minlen", "0");
    }
  }
}

static std::vector<Point> points_of(Agedge_t* edge, const boxf& bounds) {
  std::vector<Point> points;
  const splines* const found = edge ? ED_spl(edge) : nullptr;
  if (!found || found->size == 0) return points;
  const bezier& curve = found->list[0];
  for (int i = 0; i < curve.size; ++i) points.push_back({curve.list[i].x - bounds.LL.x, bounds.UR.y - curve.list[i].y});
  return points;
}

/// Ortho gives every stretch as a Bézier curve that is straight: its ends are the corners.
static std::vector<Point> corners_of(const std::vector<Point>& curve) {
  std::vector<Point> corners;
  for (std::size_t i = 0; i < curve.size(); i += 3) corners.push_back(curve[i]);
  return corners;
}

static EdgePath path_of(const Build::Legs& legs, const boxf& bounds, const Box& source, const LayoutInput& input, Splines splines) {
  EdgePath path{.points = points_of(legs.first, bounds), .straight = splines == Splines::ortho};
  if (legs.reversed) std::reverse(path.points.begin(), path.points.end());
  std::vector<Point> rest = points_of(legs.second, bounds);
  if (legs.label) path.label = {ND_coord(legs.label).x - bounds.LL.x, bounds.UR.y - ND_coord(legs.label).y};
  if (path.straight) return join_legs(corners_of(path.points), corners_of(rest), source, path.label, input.direction);
  if (path.points.empty() || rest.empty()) return path;
  path.points.insert(path.points.end(), {path.points.back(), rest.front()});  // a straight stretch below the label
  path.points.insert(path.points.end(), rest.begin(), rest.end());
  return path;
}

static Layout read_layout(const Build& build, const LayoutInput& input, Splines splines) {
  const boxf bounds = GD_bb(build.graph);
  Layout layout;
  layout.splines = splines;
  layout.width = bounds.UR.x - bounds.LL.x;
  layout.height = bounds.UR.y - bounds.LL.y;
  for (std::size_t i = 0; i < input.nodes.size(); ++i) {
    const LayoutNode& node = input.nodes[i];
    const pointf centre = ND_coord(build.nodes[i]);
    layout.nodes.push_back({centre.x - bounds.LL.x - node.width / 2, bounds.UR.y - centre.y - node.height / 2, node.width, node.height});
  }
  for (Agraph_t* const cluster : build.clusters) {
    const boxf box = GD_bb(cluster);
    layout.clusters.push_back({box.LL.x - bounds.LL.x, bounds.UR.y - box.UR.y, box.UR.x - box.LL.x, box.UR.y - box.LL.y});
  }
  for (std::size_t i = 0; i < build.edges.size(); ++i) {
    const Box& source = layout.nodes.at(static_cast<std::size_t>(input.edges[i].from));
    layout.edges.push_back(path_of(build.edges[i], bounds, source, input, splines));
  }
  return layout;
}

std::optional<Layout> run_graphviz(const LayoutInput& input, Splines splines) {
  static lt_symlist_t plugins[] = {{"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library}, {nullptr, nullptr}};
  GVC_t* const context = gvContextPlugins(plugins, 0);
  Build build;
  build.graph = open_graph();
  set_graph(build.graph, input, splines);
  add_clusters(build, input);
  add_nodes(build, input);
  add_edges(build, input);
  if (gvLayout(context, build.graph, "dot") != 0) return std::nullopt;
  return read_layout(build, input, splines);  // gvFreeLayout frees twice (Graphviz 2.42): the process ends instead
}

}  // namespace portolan::render
