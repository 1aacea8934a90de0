// Parts of a route: which host port leads to it, which service an address means.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stack.h"
#include "render/facts/routes.h"

namespace portolan::render {

/// What addresses are resolved against.
struct RouteScene {
  const Stack& stack;
  const Environment& environment;
};

/// A port of the host through which a port of the proxy is reached.
struct HostWay {
  std::string text;      ///< ":80", "127.0.0.1:8443"
  std::string host_ip;   ///< "" for all addresses
  int port = 0;
  bool tls = false;

  bool operator==(const HostWay&) const = default;
};

std::vector<HostWay> host_ways(const Service& proxy, int container_port, bool tls);

/// What one types to follow the route, "" for patterns, internal routes, and where no way leads. In production by the name that the block answers to,
/// elsewhere by localhost; TLS before plain HTTP.
std::string address_of(const RouteScene& scene, const std::vector<HostWay>& ways, const std::vector<std::string>& names, const ProxyRoute& route);

/// The service behind "web:8000", and what speaks against it. `fallback_port` counts when the address names none.
RouteHop find_hop(const RouteScene& scene, const Service& proxy, const Spanned<std::string>& address, int fallback_port);

}  // namespace portolan::render
