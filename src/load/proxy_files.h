// Which files of a stack configure a proxy, and how each is read.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "load/discover.h"
#include "model/stack.h"

namespace portolan::load {

/// What discovery took for configuration of a proxy, and what is mounted into one or copied to where one looks, wherever it lies. Sorted.
std::vector<std::string> list_proxy_files(const FoundStack& found, const Stack& stack);

/// By its name: a Caddyfile, YAML for Traefik, else nginx.
ProxyConfig read_proxy_file(const SourceMap& sources, FileId file, Diagnostics& problems);

}  // namespace portolan::load
