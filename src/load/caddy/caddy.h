// A Caddyfile → upstreams, servers and routes, in the words that nginx has for them, so that nobody downstream needs to know the dialect.
#pragma once

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/companion.h"

namespace portolan::load {

/// Sites, handle, handle_path, route, reverse_proxy, php_fastcgi, file_server, root, redir, respond; matchers by path, written in place or named. A matcher
/// that asks for more than the path (a header, a method) makes no route. Other directives say nothing of routes and are passed over.
/// Source: https://caddyserver.com/docs/caddyfile/directives, https://caddyserver.com/docs/automatic-https
ProxyConfig read_caddy(const SourceMap& sources, FileId file, Diagnostics& problems);

}  // namespace portolan::load
