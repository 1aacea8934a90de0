// The proxies of an environment as they run there: includes followed, variables filled in, labels read. Provers and pages ask here, whatever the dialect.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/stack.h"

namespace portolan::check {

/// One configuration in one service, or all labels for Traefik.
struct RunningProxy {
  const Service* service = nullptr;     ///< nullptr: it runs outside of this environment
  std::string_view kind;                ///< "nginx", "Caddy", "Traefik"
  Span configuration;                   ///< the file, or the first label
  Span given;                           ///< the mount, grant or COPY that brings the file into the service; unknown for labels
  std::vector<ProxyServer> servers;     ///< with the locations and ports of what they include
  std::vector<Upstream> upstreams;      ///< of all files that the same service reads
};

/// Services in source order, then Traefik's labels. Configurations that no service of the environment reads are not among them.
std::vector<RunningProxy> running_proxies(const Stack& stack, const Environment& environment);

/// The servers behind the target of a route: those of the upstream that it names, else the host itself: "web:8000".
std::vector<Spanned<std::string>> backends_of(const RunningProxy& proxy, const Spanned<std::string>& target);

/// The upstream that the target of a route names; nullptr for none.
const Upstream* find_upstream(const RunningProxy& proxy, std::string_view target);

/// `${NAME}`, `$NAME` and Caddy's `{$NAME}` replaced by what the service's environment or its image says, when that is no secret: so the official image fills in its templates.
/// Source: https://hub.docker.com/_/nginx, "Using environment variables in nginx configuration".
std::string fill_in(const Stack& stack, const Service& service, std::string_view text);

}  // namespace portolan::check
