// Routes that labels of services ask of Traefik.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/facts/route_parts.h"

namespace portolan::render {

/// A rule of a router: the names and paths that it lets through. `plain` when nothing else stands in it than those, joined by && and ||.
/// Shape:  Host(`a`, `b`) && (PathPrefix(`/x`) || Path(`/y`)); quotes may be backticks or double quotes.
/// Source: https://doc.traefik.io/traefik/routing/routers/#rule
struct TraefikRule {
  std::vector<std::string> names;
  struct Path {
    std::string path;
    bool exact = false;
  };
  std::vector<Path> paths;
  bool plain = true;
};

TraefikRule read_traefik_rule(std::string_view text);

/// One fact for all services with labels `traefik.http.routers.NAME.rule`; its proxy is the service that runs Traefik, nullptr when it runs elsewhere.
/// Entry points get their ports from that service's command. Nothing when there are no such labels.
std::vector<ProxyFact> list_traefik_routes(const RouteScene& scene);

}  // namespace portolan::render
