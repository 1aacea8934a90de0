// Routes that labels of services ask of Traefik, and the files that its file provider reads.
#pragma once

#include <vector>

#include "check/running_proxies.h"

namespace portolan::check {

/// One proxy for all services with labels `traefik.http.routers.NAME.rule`, one for each file of routers that Traefik is given; its service is the one that
/// runs Traefik, nullptr when it runs elsewhere. Entry points get their ports from that service's command, its environment and its files; those whose ports
/// are not known stay names. A router that redirects becomes a server with an answer.
/// Source: https://doc.traefik.io/traefik/routing/providers/docker/, https://doc.traefik.io/traefik/routing/entrypoints/
std::vector<RunningProxy> read_traefik(const Stack& stack, const Environment& environment);

}  // namespace portolan::check
