// Traefik's files in YAML → entry points, routers as servers, services as upstreams.
#pragma once

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/companion.h"

namespace portolan::load {

/// The static configuration ("entryPoints"), the dynamic one ("http"), or both in one file. The servers name their entry points; which ports those are may stand
/// in another file. Templates ("{{ … }}") are not filled in: of a file that is no YAML without that nothing is read, and nothing is said.
/// Source: https://doc.traefik.io/traefik/providers/file/, https://doc.traefik.io/traefik/reference/static-configuration/file/
ProxyConfig read_traefik_file(const SourceMap& sources, FileId file, Diagnostics& problems);

}  // namespace portolan::load
