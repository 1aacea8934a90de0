#include "render/facts/routes.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "check/running_proxies.h"
#include "render/facts/route_parts.h"

namespace portolan::render {

namespace {

using Match = ProxyRoute::Match;

/// One proxy of an environment.
class ProxyReader {
 public:
  ProxyReader(const RouteScene& scene, const check::RunningProxy& proxy) : scene_(scene), proxy_(proxy) {}

  RouteBlock read(const ProxyServer& server) const {
    RouteBlock block{.listens = listens_of(server), .names = {}, .ways = {}, .routes = {}, .span = server.span};
    for (const auto& name : server.names) {
      if (name.value != "_") block.names.push_back(name.value);  // by custom no name at all: the server for whatever has no other
    }
    const std::vector<HostWay> ways = ways_of(server);
    for (const HostWay& way : ways) block.ways.push_back(way.text);
    if (server.stream) {
      for (const Route& route : server.routes) block.routes.push_back(connections(route));
      return block;
    }
    if (server.answer) block.routes.push_back(everything(answer_text(server.answer->value), server.answer->span));
    bool has_all = false;
    for (const Route& route : server.routes) {
      block.routes.push_back(read_route(route));
      block.routes.back().unreached = server.answer.has_value();
      has_all = has_all || block.routes.back().path == "/";
    }
    if (server.root && !has_all && !server.answer) block.routes.push_back(everything(fmt::format("files in {}", server.root->value), server.root->span));
    for (ProxyRoute& route : block.routes) route.url = route.unreached ? "" : address_of(scene_, ways, block.names, route);
    return block;
  }

 private:
  /// "301 https://x" → "redirects to https://x (301)", "204" → "answers 204".
  static std::string answer_text(const std::string& text) {
    const std::size_t blank = text.find(' ');
    const std::string code = text.substr(0, blank), rest = blank == std::string::npos ? std::string() : text.substr(blank + 1);
    if (text.starts_with("http") || text.starts_with("$")) return fmt::format("redirects to {} (302)", text);
    const bool redirects = code == "301" || code == "302" || code == "303" || code == "307" || code == "308";
    return redirects && !rest.empty() ? fmt::format("redirects to {} ({})", rest, code) : fmt::format("answers {}", without_escapes(text));
  }

  /// A line break that the configuration writes as "\\n" ends the answer; nobody reads it.
  static std::string without_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool escape = text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == 'n' || text[i + 1] == 'r' || text[i + 1] == 't');
      out += escape ? ' ' : text[i];
      if (escape) ++i;
    }
    return std::string(trim(out));
  }

  static ProxyRoute everything(std::string outcome, Span span) {
    ProxyRoute route;
    route.match = Match::everything;
    route.path = "/";
    route.outcome = std::move(outcome);
    route.span = route.target = span;
    return route;
  }

  /// What a server of `stream` does with all that comes in: no path, and nothing to type.
  ProxyRoute connections(const Route& route) const {
    ProxyRoute fact = read_route(route);
    fact.match = Match::everything;
    fact.path = "connections";
    return fact;
  }

  std::string listens_of(const ProxyServer& server) const {
    std::vector<std::string> ports;
    for (const auto& port : server.listens) {
      const std::string number = to_string(port.value);
      if (std::find(ports.begin(), ports.end(), number) == ports.end()) ports.push_back(number);
    }
    for (const auto& open : server.open_listens) ports.push_back(open.value);
    if (ports.empty() && is_traefik()) return server.tls ? "default (TLS)" : "default";
    if (ports.empty()) return server.tls ? "TLS" : "80";  // nginx's own default
    return server.tls ? join(ports, ", ") + " (TLS)" : join(ports, ", ");
  }

  bool is_traefik() const { return proxy_.kind == "Traefik"; }

  std::vector<HostWay> ways_of(const ProxyServer& server) const {
    std::vector<HostWay> ways;
    if (!proxy_.service) return ways;
    if (server.listens.empty()) return server.open_listens.empty() && !is_traefik() ? host_ways(*proxy_.service, 80, server.tls) : ways;
    for (const auto& port : server.listens) {
      for (HostWay& way : host_ways(*proxy_.service, port.value.first, server.tls && port.value.first != 80)) {
        if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(std::move(way));
      }
    }
    return ways;
  }

  ProxyRoute read_route(const Route& route) const {
    ProxyRoute fact;
    fact.path = route.path.value;
    fact.span = route.path.span;
    fact.target = route.target.span;
    fact.upgrade = route.upgrade;
    for (const auto& [sign, match] : {std::pair{"= ", Match::exact}, std::pair{"^~ ", Match::prefix}, std::pair{"~* ", Match::pattern}, std::pair{"~ ", Match::pattern}}) {
      if (!fact.path.starts_with(sign)) continue;
      fact.match = match;
      fact.path.erase(0, std::string_view(sign).size());
      break;
    }
    if (fact.path.starts_with('@')) fact.match = Match::internal;
    if (!route.rule.value.empty()) {
      fact.match = Match::pattern;
      fact.rule = route.rule.value;
    }
    if (route.action.ends_with("_pass")) {
      add_hops(route, fact);
    } else if (route.action == "root" || route.action == "alias") {
      fact.outcome = fmt::format("files in {}{}", route.target.value, otherwise_text(route));
    } else if (route.action == "return") {
      fact.outcome = answer_text(route.target.value);
    } else if (route.action == "internal") {
      fact.outcome = "pages of Traefik itself";
    } else {
      fact.outcome = "files that nginx finds by itself" + otherwise_text(route);
    }
    return fact;
  }

  /// "try_files $uri @app": what a request gets for which there is no file.
  static std::string otherwise_text(const Route& route) {
    if (!route.otherwise || route.otherwise->value.find("$uri") != std::string::npos) return {};
    const std::string& text = route.otherwise->value;
    return text.starts_with('=') ? fmt::format(", else answers {}", text.substr(1)) : fmt::format(", else {}", text);
  }

  void add_hops(const Route& route, ProxyRoute& fact) const {
    const Spanned<std::string>& target = route.target;
    if (const Upstream* upstream = check::find_upstream(proxy_, target.value)) fact.upstream = upstream->name.value;
    for (const Spanned<std::string>& server : check::backends_of(proxy_, target)) {
      const bool no_port = is_traefik() && server.value.find(':') == std::string::npos && fact.upstream.empty();
      if (proxy_.service && !no_port) {
        fact.hops.push_back(find_hop(scene_, *proxy_.service, server, target.value.starts_with("https") ? 443 : 80));
      } else {  // of a proxy that runs elsewhere nobody knows which networks it shares
        const Service* service = scene_.environment.find_service(server.value.substr(0, server.value.find(':')));
        fact.hops.push_back({.address = server.value, .service = service, .networks = {}, .fault = {}, .remark = no_port ? "no port is named" : "", .span = server.span});
      }
    }
    const std::size_t scheme = target.value.find("://");
    const std::size_t uri = scheme == std::string::npos ? std::string::npos : target.value.find('/', scheme + 3);
    if (uri != std::string::npos && route.action == "proxy_pass" && target.value.substr(uri) != fact.path) fact.passed_as = target.value.substr(uri);
  }

  const RouteScene& scene_;
  const check::RunningProxy& proxy_;
};

}  // namespace

static void mask(ProxyRoute& route, const SourceMap& sources) {
  const auto hide = [&](std::string& text, const Span& span) {
    if (span.known() && sources.is_secret(span) && !text.empty()) text = sources.shown(span);
  };
  hide(route.path, route.span);
  hide(route.rule, route.span);
  hide(route.outcome, route.target);
  hide(route.passed_as, route.target);
  hide(route.upstream, route.target);
  for (RouteHop& hop : route.hops) hide(hop.address, hop.span);
  if (route.span.known() && sources.is_secret(route.span)) route.url.clear();
}

std::vector<ProxyFact> list_routes(const Stack& stack, const Environment& environment, const SourceMap& sources) {
  const RouteScene scene{stack, environment};
  std::vector<ProxyFact> facts;
  for (const check::RunningProxy& proxy : check::running_proxies(stack, environment)) {
    const ProxyReader reader(scene, proxy);
    ProxyFact fact{.proxy = proxy.service, .kind = std::string(proxy.kind), .configuration = proxy.configuration, .given = proxy.given, .blocks = {}};
    for (const ProxyServer& server : proxy.servers) {
      RouteBlock block = reader.read(server);
      if (!block.routes.empty()) fact.blocks.push_back(std::move(block));
    }
    if (!fact.blocks.empty()) facts.push_back(std::move(fact));
  }
  for (ProxyFact& fact : facts) {
    for (RouteBlock& block : fact.blocks) {
      for (ProxyRoute& route : block.routes) mask(route, sources);
    }
  }
  return facts;
}

std::string words_of(const ProxyRoute& route) {
  if (route.hops.empty()) return route.outcome.starts_with("files") ? fmt::format("answers with {}", route.outcome) : route.outcome;
  std::vector<std::string> addresses;
  for (const RouteHop& hop : route.hops) addresses.push_back(hop.address);
  return fmt::format("goes to {}", join_naturally(addresses));
}

}  // namespace portolan::render
