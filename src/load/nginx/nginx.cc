#include "load/nginx/nginx.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "load/nginx/directives.h"

namespace portolan::load {

namespace {

/// Each block that is read hands a copy of them to the blocks inside it.
constexpr std::size_t most_variables = 64;

bool is(const Directive& directive, std::string_view name) { return directive.name.value == name; }

const Directive* find(const Directive& block, std::string_view name) {
  const auto found = std::find_if(block.children.begin(), block.children.end(), [&](const Directive& child) { return is(child, name) && !child.arguments.empty(); });
  return found == block.children.end() ? nullptr : &*found;
}

std::optional<PortRange> parse_ports(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = parse_digits(text.substr(0, dash)), last = dash == std::string_view::npos ? first : parse_digits(text.substr(dash + 1));
  if (!first || !last || *first < 1 || *last > 65535 || *last < *first) return std::nullopt;
  return PortRange{static_cast<std::uint16_t>(*first), static_cast<std::uint16_t>(*last)};
}

/// The ports of `listen`: "80", "[::]:80", "127.0.0.1:8080", "9000-9010"; 80 for a bare address; nothing for a socket file and for a variable.
/// Source: https://nginx.org/en/docs/http/ngx_http_core_module.html#listen, https://nginx.org/en/docs/stream/ngx_stream_core_module.html#listen
std::optional<PortRange> parse_listen(std::string_view text) {
  if (text.starts_with("unix:") || text.find('$') != std::string_view::npos) return std::nullopt;
  const std::size_t bracket = text.rfind(']'), colon = text.rfind(':');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
  const bool digits = text.find_first_not_of("0123456789-") == std::string_view::npos;
  if (has_port) return parse_ports(text.substr(colon + 1));
  return digits ? parse_ports(text) : PortRange{80, 80};
}

/// What a block hands down to the blocks inside it.
struct Inherited {
  Spanned<std::string> root{};
  std::optional<Span> upgrade{};
  std::map<std::string, std::string, std::less<>> variables{};  ///< of `set`, with their dollar signs, as far as they are plain texts
};

/// A block that sets any header for the proxied server takes over none from outside.
/// Source: https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_set_header
Inherited inherit(const Directive& block, Inherited outer) {
  bool sets_headers = false;
  for (const Directive& child : block.children) {
    if (is(child, "root")) outer.root = child.joined();
    if (is(child, "set") && child.arguments.size() == 2 && outer.variables.size() < most_variables) outer.variables[child.arguments[0].value] = child.arguments[1].value;
    if (!is(child, "proxy_set_header") || child.arguments.empty()) continue;
    if (!std::exchange(sets_headers, true)) outer.upgrade.reset();
    if (equals_ignoring_case(child.arguments[0].value, "Upgrade")) outer.upgrade = child.span;
  }
  return outer;
}

/// "http://$backend:80" with what `set $backend` says. A name that is longer is another one; what has variables of its own stays as written.
Spanned<std::string> with_variables(Spanned<std::string> text, const Inherited& known) {
  const auto is_name_char = [](char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  const std::string& from = text.value;
  std::string out;
  for (std::size_t i = 0; i < from.size();) {
    const bool braced = from.compare(i, 2, "${") == 0;
    std::size_t end = i + (braced ? 2 : 1);
    while (from[i] == '$' && end < from.size() && is_name_char(from[end])) ++end;
    const std::string name = "$" + from.substr(std::min(i + (braced ? 2 : 1), end), end - std::min(i + (braced ? 2 : 1), end));
    const auto value = from[i] == '$' ? known.variables.find(name) : known.variables.end();
    if (value == known.variables.end() || value->second.find('$') != std::string::npos) {
      out += from[i++];
      continue;
    }
    out += value->second;
    i = end + (braced && end < from.size() ? 1 : 0);
  }
  text.value = std::move(out);
  return text;
}

/// "rewrite ^ https://$host$request_uri permanent": an answer to every request, as `return` gives it.
/// Source: https://nginx.org/en/docs/http/ngx_http_rewrite_module.html#rewrite
std::optional<Spanned<std::string>> redirect_of(const Directive& rewrite) {
  if (!is(rewrite, "rewrite") || rewrite.arguments.size() < 2) return std::nullopt;
  constexpr std::array everything = {"^", ".*", "^.*$", "^.*", "(.*)", "^(.*)", "^(.*)$", "^/(.*)$", "^/(.*)", "^/.*$"};
  if (std::find(everything.begin(), everything.end(), rewrite.arguments[0].value) == everything.end()) return std::nullopt;
  const std::string& target = rewrite.arguments[1].value;
  const std::string flag = rewrite.arguments.size() > 2 ? rewrite.arguments[2].value : "";
  const bool elsewhere = target.starts_with("http://") || target.starts_with("https://") || target.starts_with("$scheme");
  if (!elsewhere && flag != "permanent" && flag != "redirect") return std::nullopt;
  Spanned<std::string> answer = rewrite.joined();
  answer.value = fmt::format("{} {}", flag == "permanent" ? 301 : 302, target);
  return answer;
}

/// What is answered before anything else of the block is looked at.
std::optional<Spanned<std::string>> answer_of(const Directive& block) {
  for (const Directive& child : block.children) {
    if (is(child, "return") && !child.arguments.empty()) return child.joined();
    if (auto redirect = redirect_of(child)) return redirect;
  }
  return std::nullopt;
}

/// What a location does with a request; of several directives the one that decides. The path is not set.
Route action_of(const Directive& block, const Inherited& inner) {
  constexpr std::array passes = {"proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass"};
  Route route;
  for (const Directive& child : block.children) {
    if (is(child, "include") && !child.arguments.empty()) route.includes.push_back(child.arguments[0]);
  }
  if (auto answer = answer_of(block)) {
    route.action = "return";
    route.target = std::move(*answer);
    return route;
  }
  for (const std::string_view pass : passes) {
    const Directive* found = find(block, pass);
    if (!found) continue;
    route.action = pass;
    route.target = with_variables(found->joined(), inner);
    if (pass == "proxy_pass") route.upgrade = inner.upgrade;
    return route;
  }
  if (const Directive* alias = find(block, "alias")) {
    route.action = "alias";
    route.target = alias->joined();
  } else if (!inner.root.value.empty()) {
    route.action = "root";
    route.target = inner.root;
  }
  if (const Directive* tries = find(block, "try_files")) route.otherwise = tries->arguments.back();
  return route;
}

void add_route(const Directive& location, const Inherited& outer, std::vector<Route>& routes) {
  const Inherited inner = inherit(location, outer);
  Route route = action_of(location, inner);
  route.path = location.arguments.empty() ? Spanned<std::string>{"", location.name.span} : location.joined();
  const bool only_nested = route.action.empty() && route.includes.empty() && !route.otherwise && find(location, "location");
  if (!only_nested) routes.push_back(std::move(route));
  for (const Directive& child : location.children) {
    if (is(child, "location")) add_route(child, inner, routes);
  }
}

void add_listen(const Directive& listen, ProxyServer& server) {
  const Spanned<std::string>& address = listen.arguments[0];
  if (const auto port = parse_listen(address.value)) {
    server.listens.push_back({*port, address.span});
  } else {
    server.open_listens.push_back(address);
  }
  for (const Spanned<std::string>& option : listen.arguments) server.tls = server.tls || option.value == "ssl" || option.value == "quic";
}

/// All that a server says itself. Of a file that is included in one the same words mean the same.
ProxyServer read_server(const Directive& block, const Inherited& outer) {
  ProxyServer server;
  server.span = block.span;
  const Inherited inner = inherit(block, outer);
  if (!inner.root.value.empty()) server.root = inner.root;
  for (const Directive& child : block.children) {
    if (child.arguments.empty()) continue;
    if (is(child, "listen")) {
      add_listen(child, server);
    } else if (is(child, "server_name")) {
      server.names.insert(server.names.end(), child.arguments.begin(), child.arguments.end());
    } else if (is(child, "ssl")) {
      server.tls = server.tls || child.arguments[0].value == "on";
    } else if (is(child, "location")) {
      add_route(child, inner, server.routes);
    } else if (is(child, "include")) {
      server.includes.push_back(child.arguments[0]);
    }
  }
  server.answer = answer_of(block);
  return server;
}

/// A file that is included within a server or a location. Nothing when it says nothing there.
std::optional<ProxyServer> read_part(const Directive& file, const Inherited& level) {
  ProxyServer part = read_server(file, {});
  part.includes.clear();  // they are those of the file
  Route direct = action_of(file, level);
  direct.includes.clear();
  if (direct.action == "root") direct.action.clear();  // the server's, not a place of its own
  if (level.upgrade) direct.upgrade = level.upgrade;
  direct.path.span = direct.target.span.known() ? direct.target.span : direct.upgrade ? *direct.upgrade : direct.otherwise ? direct.otherwise->span : Span{};
  if (!direct.action.empty() || direct.upgrade || direct.otherwise) part.direct = std::move(direct);
  const bool says = !part.routes.empty() || part.direct || part.answer || part.root || part.tls || !part.listens.empty() || !part.names.empty();
  return says ? std::optional(std::move(part)) : std::nullopt;
}

Upstream read_upstream(const Directive& block) {
  Upstream upstream{.name = block.arguments[0], .servers = {}};
  for (const Directive& child : block.children) {
    const bool down = std::any_of(child.arguments.begin(), child.arguments.end(), [](const Spanned<std::string>& word) { return word.value == "down"; });
    if (is(child, "server") && !child.arguments.empty() && !down) upstream.servers.push_back(child.arguments[0]);
  }
  return upstream;
}

enum class Level { http, stream };

void walk(const Directive& block, Level level, const Inherited& outer, ProxyConfig& config) {
  for (const Directive& directive : block.children) {
    if (is(directive, "http") || is(directive, "stream")) {
      walk(directive, is(directive, "stream") ? Level::stream : Level::http, inherit(directive, outer), config);
    } else if (is(directive, "upstream") && !directive.arguments.empty()) {
      config.upstreams.push_back(read_upstream(directive));
    } else if (is(directive, "include") && !directive.arguments.empty()) {
      config.includes.push_back(directive.arguments[0]);
    } else if (is(directive, "server") && directive.block) {
      ProxyServer server = read_server(directive, outer);
      // Without locations of its own it hands on all that comes, as servers of `stream` do, also in files that are included there.
      const Directive* pass = server.routes.empty() ? find(directive, "proxy_pass") : nullptr;
      server.stream = level == Level::stream || pass;
      if (pass) server.direct = Route{.path = {"", pass->name.span}, .action = "proxy_pass", .target = with_variables(pass->joined(), inherit(directive, outer))};
      if (server.listens.empty() && server.open_listens.empty() && find(directive, "ssl_certificate")) server.tls = true;
      config.servers.push_back(std::move(server));
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
  // What another program fills in is no fault: of "{{ if .Env.X }}" as much is read as can be.
  Diagnostics unsaid;
  const bool is_template = text.find("{{") != std::string_view::npos;
  const Directive file_level{.children = read_directives(file, text, is_template ? unsaid : problems), .span = {file, 0, static_cast<std::uint32_t>(text.size())}};
  const Inherited level = inherit(file_level, {});
  walk(file_level, Level::http, level, config);
  config.part = read_part(file_level, level);
  collect(file_level.children, "", config);
  return config;
}

}  // namespace portolan::load
