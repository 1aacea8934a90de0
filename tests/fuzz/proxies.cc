#include "load/caddy/caddy.h"
#include "load/nginx/nginx.h"
#include "tests/fuzz/target.h"

namespace portolan::fuzz {

namespace {

void require_sound(const SourceMap& sources, const Route& route) {
  require_place(sources, route.path.span);
  if (!route.action.empty()) require_place(sources, route.target.span);
  if (route.upgrade) require_place(sources, *route.upgrade);
  if (route.otherwise) require_place(sources, route.otherwise->span);
}

void require_sound(const SourceMap& sources, const ProxyServer& server) {
  require_place(sources, server.span);
  for (const auto& port : server.listens) {
    require_place(sources, port.span);
    require(port.value.first >= 1 && port.value.first <= port.value.last, "ports are ranges");
  }
  for (const auto& name : server.names) require_place(sources, name.span);
  for (const Route& route : server.routes) require_sound(sources, route);
  if (server.direct) require_sound(sources, *server.direct);
}

void require_sound(const SourceMap& sources, const ProxyConfig& config) {
  for (const ProxyServer& server : config.servers) require_sound(sources, server);
  if (config.part) require_sound(sources, *config.part);
  for (const auto& include : config.includes) require_place(sources, include.span);
}

}  // namespace

void fuzz_nginx(std::string_view input) {
  SourceMap sources;
  Diagnostics problems;
  require_sound(sources, load::read_nginx(sources, sources.add("nginx.conf", std::string(input)), problems));
  require_located(sources, problems);
}

void fuzz_caddy(std::string_view input) {
  SourceMap sources;
  Diagnostics problems;
  require_sound(sources, load::read_caddy(sources, sources.add("Caddyfile", std::string(input)), problems));
  require_located(sources, problems);
}

}  // namespace portolan::fuzz
