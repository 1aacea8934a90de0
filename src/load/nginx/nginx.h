// nginx configuration text → upstreams, servers, routes.
#pragma once

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/companion.h"

namespace portolan::load {

/// Source: nginx documentation, "Configuration file's structure". Includes are not followed in this function.
ProxyConfig read_nginx(const SourceMap& sources, FileId file, Diagnostics& problems);

}  // namespace portolan::load
