#include "load/nginx/nginx.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "load/nginx/directives.h"

namespace portolan::load {

namespace {

bool is(const Directive& directive, std::string_view name) { return directive.name.value == name; }

/// The port of `listen`: "80", "[::]:80", "127.0.0.1:8080"; 80 for a bare address; nothing for a socket file.
std::optional<PortRange> parse_listen(std::string_view text) {
  if (text.starts_with("unix:")) return std::nullopt;
  const std::size_t bracket = text.rfind(']');
  const std::size_t colon = text.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  const std::string_view port = has_port ? text.substr(colon + 1) : text;
  const auto number = parse_digits(port);
  if (!number && has_port) return std::nullopt;
  if (!number) return text.find('$') == std::string_view::npos ? std::optional(PortRange{80, 80}) : std::nullopt;
  if (*number < 1 || *number > 65535) return std::nullopt;
  return PortRange{static_cast<std::uint16_t>(*number), static_cast<std::uint16_t>(*number)};
}

/// What a location does with a request; of several directives the one that decides.
constexpr std::string_view actions[] = {"proxy_pass", "fastcgi_pass", "uwsgi_pass", "grpc_pass", "return", "alias", "root"};

/// What a block hands down to the blocks inside it.
struct Inherited {
  Spanned<std::string> root{};
  std::optional<Span> upgrade{};
};

/// A block that sets any header for the proxied server takes over none from outside.
/// Source: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header
Inherited inherit(const Directive& block, Inherited outer) {
  bool sets_headers = false;
  for (const Directive& child : block.children) {
    if (is(child, "root")) outer.root = child.joined();
    if (!is(child, "proxy_set_header") || child.arguments.empty()) continue;
    if (!std::exchange(sets_headers, true)) outer.upgrade.reset();
    if (equals_ignoring_case(child.arguments[0].value, "Upgrade")) outer.upgrade = child.span;
  }
  return outer;
}

void add_route(const Directive& location, const Inherited& outer, std::vector<Route>& routes) {
  Route route{.path = location.joined(), .action = {}, .target = {}};
  const Inherited inner = inherit(location, outer);
  for (const std::string_view action : actions) {
    const auto found = std::find_if(location.children.begin(), location.children.end(), [&](const Directive& child) { return is(child, action); });
    if (found == location.children.end()) continue;
    route.action = std::string(action);
    route.target = found->joined();
    break;
  }
  if (route.action.empty() && !outer.root.value.empty()) {
    route.action = "root";
    route.target = outer.root;
  }
  if (route.action == "proxy_pass") route.upgrade = inner.upgrade;
  const bool only_nested = route.action.empty() && std::any_of(location.children.begin(), location.children.end(),
                                                               [](const Directive& child) { return is(child, "location"); });
  if (!only_nested) routes.push_back(std::move(route));
  for (const Directive& child : location.children) {
    if (is(child, "location")) add_route(child, inner, routes);
  }
}

void add_server(const Directive& block, const Inherited& outer, ProxyConfig& config) {
  ProxyServer server;
  server.span = block.span;
  const Inherited inner = inherit(block, outer);
  if (!inner.root.value.empty()) server.root = inner.root;
  for (const Directive& child : block.children) {
    if (is(child, "listen") && !child.arguments.empty()) {
      if (const auto port = parse_listen(child.arguments[0].value)) server.listens.push_back({*port, child.arguments[0].span});
      for (const Spanned<std::string>& option : child.arguments) server.tls = server.tls || option.value == "ssl" || option.value == "quic";
    } else if (is(child, "server_name")) {
      server.names.insert(server.names.end(), child.arguments.begin(), child.arguments.end());
    } else if (is(child, "ssl_certificate")) {
      server.tls = true;
    } else if (is(child, "location")) {
      add_route(child, inner, server.routes);
    } else if (is(child, "return") && !server.answer) {
      server.answer = child.joined();
    }
  }
  config.servers.push_back(std::move(server));
}

void walk(const std::vector<Directive>& directives, const Inherited& outer, ProxyConfig& config) {
  for (const Directive& directive : directives) {
    if (is(directive, "http") || is(directive, "stream")) {
      walk(directive.children, inherit(directive, outer), config);
    } else if (is(directive, "upstream") && !directive.arguments.empty()) {
      Upstream upstream{.name = directive.arguments[0], .servers = {}};
      for (const Directive& child : directive.children) {
        if (is(child, "server") && !child.arguments.empty()) upstream.servers.push_back(child.arguments[0]);
      }
      config.upstreams.push_back(std::move(upstream));
    } else if (is(directive, "include") && !directive.arguments.empty()) {
      config.includes.push_back(directive.arguments[0]);
    } else if (is(directive, "server") && directive.block) {
      add_server(directive, outer, config);
    }
  }
}

/// Every line that is no block, with the location around it.
void collect(const std::vector<Directive>& directives, const std::string& route, ProxyConfig& config) {
  for (const Directive& directive : directives) {
    if (directive.block) {
      collect(directive.children, is(directive, "location") ? directive.joined().value : route, config);
    } else {
      config.directives.push_back({.name = directive.name, .value = directive.joined(), .route = route});
    }
  }
}

}  // namespace

ProxyConfig read_nginx(const SourceMap& sources, FileId file, Diagnostics& problems) {
  ProxyConfig config{.file = file, .path = sources.path(file), .upstreams = {}, .servers = {}};
  const std::string_view text = sources.text(file);
  if (const auto invalid = find_invalid_utf8(text)) {
    const auto at = static_cast<std::uint32_t>(*invalid);
    problems.push_back({.rule = "not-utf8", .span = {file, at, at + 1}, .message = "the configuration is not valid UTF-8", .help = "save the file as UTF-8"});
    return config;
  }
  const Directive file_level{.children = read_directives(file, text, problems)};
  walk(file_level.children, inherit(file_level, {}), config);
  collect(file_level.children, "", config);
  return config;
}

}  // namespace portolan::load
