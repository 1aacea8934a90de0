#include "render/facts/request_path.h"

#include <algorithm>

namespace portolan::render {

static void add_once(std::vector<const Service*>& list, const Service* service) {
  if (service && std::find(list.begin(), list.end(), service) == list.end()) list.push_back(service);
}

static void add_routes(const RouteBlock& block, RequestPath& path) {
  for (const ProxyRoute& route : block.routes) {
    RouteFact fact{.listens = block.listens, .route = &route, .service = nullptr};
    for (const RouteHop& hop : route.hops) {
      add_once(path.targets, hop.service);
      if (!fact.service) fact.service = hop.service;
    }
    path.routes.push_back(std::move(fact));
  }
}

std::vector<RequestPath> find_request_paths(const Environment& environment, const std::vector<ProxyFact>& facts) {
  std::vector<RequestPath> paths;
  for (const ProxyFact& fact : facts) {
    if (!fact.proxy) continue;
    auto path = std::find_if(paths.begin(), paths.end(), [&](const RequestPath& candidate) { return candidate.proxy == fact.proxy; });
    if (path == paths.end()) path = paths.insert(paths.end(), {.proxy = fact.proxy, .routes = {}, .targets = {}, .behind = {}});
    for (const RouteBlock& block : fact.blocks) add_routes(block, *path);
  }
  for (RequestPath& path : paths) {
    for (const Service* target : path.targets) {
      for (const Dependency& dependency : target->depends_on) add_once(path.behind, environment.find_service(dependency.service.value));
    }
  }
  // The way in first: a proxy that nothing outside can reach stands behind another one.
  const auto published = [](const RequestPath& path) {
    return std::any_of(path.proxy->ports.begin(), path.proxy->ports.end(), [](const PortMapping& port) { return port.published.has_value(); });
  };
  std::stable_partition(paths.begin(), paths.end(), published);
  return paths;
}

}  // namespace portolan::render
