// What the steps that make a network graph look up; for network_graph.cc and network_stores.cc alone.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/stack.h"
#include "render/diagrams/graph.h"
#include "render/diagrams/network_view.h"

namespace portolan::render {

/// Indices of services are those of the environment.
struct Making {
  const Stack& stack;
  const Environment& environment;
  const DiagramLinks& links;
  Graph graph{};
  std::vector<int> node_of{};                              ///< service → node
  std::vector<int> stage{};                                ///< service → 0 proxies, 1 applications, 2 data
  std::vector<const Network*> primary{};                   ///< service → the network in whose box it stands
  std::map<std::string, int, std::less<>> cluster_of{};    ///< network → cluster
  std::map<std::string, int, std::less<>> colour_of{};     ///< network → colour
  std::map<std::string, int, std::less<>> service_of{};    ///< name → service
};

/// Adds volumes and shared paths of the host, after all services have their nodes.
void add_stores(Making& making);

}  // namespace portolan::render
