// The way of a request through a reverse proxy: host port → proxy → routes → services → what those wait for.
#pragma once

#include <string>
#include <vector>

#include "render/facts/routes.h"

namespace portolan::render {

struct RouteFact {
  std::string listens;               ///< "80", "443 (TLS)"
  const ProxyRoute* route = nullptr;
  const Service* service = nullptr;  ///< the first that it goes to
};

struct RequestPath {
  const Service* proxy = nullptr;
  std::vector<RouteFact> routes;         ///< in the order of the configuration
  std::vector<const Service*> targets;   ///< services that routes go to, each once
  std::vector<const Service*> behind;    ///< services that those wait for, each once
};

/// One for each proxy of `facts`, which must outlive the result; those that publish a port first.
std::vector<RequestPath> find_request_paths(const Environment& environment, const std::vector<ProxyFact>& facts);

}  // namespace portolan::render
