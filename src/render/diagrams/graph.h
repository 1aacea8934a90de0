// What a picture shows, before anybody knows where: nodes, edges and clusters with their words and their styles.
#pragma once

#include <string>
#include <vector>

#include "render/diagrams/layout.h"

namespace portolan::render {

enum class NodeKind { internet, machine, service, group, volume, folder };
enum class Icon { application, database, cache, proxy, tool, job, unknown, group };
enum class EdgeKind { publish, depends, mount };
enum class Stroke { solid, dashed, dotted };
enum class PillKind { network, note, volume, port, local_port };

inline constexpr int colours = 6;        ///< of networks; then they start again
inline constexpr int no_colour = -1;

/// All texts of a graph are as the user wrote them; the painter makes them harmless and short.
struct Pill {
  std::string text{};
  PillKind kind = PillKind::note;
  int colour = no_colour;  ///< 0..colours-1
};

struct GraphNode {
  NodeKind kind = NodeKind::service;
  Icon icon = Icon::unknown;
  std::string name{};
  std::string detail{};  ///< the image, the path; "" for none
  std::string more{};    ///< what a screen reader says after the words that stand in the node
  std::string href{};    ///< "" for none
  std::vector<Pill> pills{};
  int cluster = -1;    ///< index into Graph::clusters
};

struct GraphEdge {
  int from = 0, to = 0;              ///< indices into Graph::nodes
  EdgeKind kind = EdgeKind::depends;
  Stroke stroke = Stroke::solid;
  bool read_only = false;            ///< of a mount
  bool loopback = false;             ///< of a published port
  bool with_flow = true;             ///< false: drawn, but does not push its head to the right of its tail
  int weight = 1;
  std::string title{};                 ///< one sentence, shown on hover
  std::vector<std::string> labels{};   ///< published ports, each a pill on the edge
};

struct GraphCluster {
  std::string name{};
  int colour = 0;
  bool internal = false;
  bool external = false;
};

struct Graph {
  std::string title{};
  std::string description{};
  std::vector<GraphNode> nodes{};  ///< in reading order: entry, proxies, applications, data
  std::vector<GraphEdge> edges{};
  std::vector<GraphCluster> clusters{};
};

}  // namespace portolan::render
