#include "check/running_proxies.h"

#include <algorithm>
#include <utility>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/knowledge/process.h"
#include "check/proxy_use.h"
#include "check/traefik_labels.h"

namespace portolan::check {

namespace {

/// Files that include each other end here, and so do those that many servers include.
constexpr int deepest = 8;
constexpr std::size_t most_routes = 5'000;

/// "http://web:8000/x" → "web:8000".
std::string_view authority_of(std::string_view target) {
  if (const std::size_t scheme = target.find("://"); scheme != std::string_view::npos) target.remove_prefix(scheme + 3);
  return target.substr(0, target.find_first_of("/?"));
}

const Variable* find_value(const Stack& stack, const Service& service, std::string_view name) {
  if (const Variable* variable = service.find_variable(name)) return variable;
  for (const BuildStage* stage : stages_of(stack, service)) {
    const auto found = std::find_if(stage->variables.rbegin(), stage->variables.rend(), [&](const Variable& variable) { return variable.name.value == name; });
    if (found != stage->variables.rend()) return &*found;
  }
  return nullptr;
}

/// One nginx or Caddy in one service.
class Assembly {
 public:
  Assembly(const Stack& stack, const Service& service, const std::vector<GivenConfig>& configs) : stack_(stack), service_(service), configs_(configs) {}

  RunningProxy assemble(const GivenConfig& given) {
    RunningProxy proxy{.service = &service_, .kind = given.config->dialect == ProxyDialect::caddy ? "Caddy" : "nginx", .configuration = {given.config->file, 0, 0}, .given = given.span, .servers = {}, .upstreams = {}};
    for (const ProxyServer& server : given.config->servers) {
      proxy.servers.push_back(complete(server, given));
      fill(proxy.servers.back());
    }
    for (const GivenConfig& other : configs_) {
      for (Upstream upstream : other.config->upstreams) {
        for (Spanned<std::string>& server : upstream.servers) server.value = fill_in(stack_, service_, server.value);
        proxy.upstreams.push_back(std::move(upstream));
      }
    }
    return proxy;
  }

 private:
  ProxyServer complete(const ProxyServer& written, const GivenConfig& from) {
    ProxyServer server = written;
    for (const Spanned<std::string>& include : written.includes) add_parts(server, include, from, 0);
    std::vector<Route> nested;
    for (Route& route : server.routes) add_to_route(route, from, nested);
    server.routes.insert(server.routes.end(), std::make_move_iterator(nested.begin()), std::make_move_iterator(nested.end()));
    if (server.direct && server.routes.empty()) server.routes.push_back(*server.direct);
    return server;
  }

  void add_parts(ProxyServer& server, const Spanned<std::string>& include, const GivenConfig& from, int depth) {
    for (const GivenConfig* other : included(configs_, from, include.value)) {
      if (depth >= deepest || routes_ > most_routes) return;
      if (const auto& part = other->config->part) merge(server, *part);
      for (const Spanned<std::string>& deeper : other->config->includes) add_parts(server, deeper, *other, depth + 1);
    }
  }

  void merge(ProxyServer& server, const ProxyServer& part) {
    server.listens.insert(server.listens.end(), part.listens.begin(), part.listens.end());
    server.open_listens.insert(server.open_listens.end(), part.open_listens.begin(), part.open_listens.end());
    server.names.insert(server.names.end(), part.names.begin(), part.names.end());
    server.tls = server.tls || part.tls;
    if (!server.answer) server.answer = part.answer;
    if (!server.root) server.root = part.root;
    for (Route route : part.routes) {
      if (route.action.empty() && server.root) {
        route.action = "root";
        route.target = *server.root;
      }
      server.routes.push_back(std::move(route));
      ++routes_;
    }
  }

  /// What a location includes: most often headers, sometimes what it does.
  void add_to_route(Route& route, const GivenConfig& from, std::vector<Route>& nested) {
    for (const Spanned<std::string>& include : route.includes) {
      for (const GivenConfig* other : included(configs_, from, include.value)) {
        const auto& part = other->config->part;
        if (!part || ++routes_ > most_routes) continue;
        nested.insert(nested.end(), part->routes.begin(), part->routes.end());
        if (!part->direct) continue;
        const bool decides = !part->direct->action.empty() && (route.action.empty() || route.action == "root");
        if (decides) {
          route.action = part->direct->action;
          route.target = part->direct->target;
        }
        if (!route.otherwise) route.otherwise = part->direct->otherwise;
        if (!route.upgrade && route.action == "proxy_pass") route.upgrade = part->direct->upgrade;
      }
    }
  }

  void fill(ProxyServer& server) const {
    for (const Spanned<std::string>& listen : std::exchange(server.open_listens, {})) {
      const std::string text = fill_in(stack_, service_, listen.value);
      const std::size_t colon = text.rfind(':');
      const auto port = text.starts_with("unix:") ? std::nullopt : parse_digits(std::string_view(text).substr(colon == std::string::npos ? 0 : colon + 1));
      if (port && *port >= 1 && *port <= 65535) {
        server.listens.push_back({{static_cast<std::uint16_t>(*port), static_cast<std::uint16_t>(*port)}, listen.span});
      } else {
        server.open_listens.push_back({text, listen.span});
      }
    }
    for (Spanned<std::string>& name : server.names) name.value = fill_in(stack_, service_, name.value);
    for (Route& route : server.routes) route.target.value = fill_in(stack_, service_, route.target.value);
  }

  const Stack& stack_;
  const Service& service_;
  const std::vector<GivenConfig>& configs_;
  std::size_t routes_ = 0;
};

}  // namespace

std::vector<RunningProxy> running_proxies(const Stack& stack, const Environment& environment) {
  std::vector<RunningProxy> proxies;
  for (const Service& service : environment.services) {
    const std::vector<GivenConfig> configs = configs_of(stack, environment, service);
    Assembly assembly(stack, service, configs);
    for (const GivenConfig& given : configs) {
      if (given.config->dialect == ProxyDialect::traefik) continue;
      RunningProxy proxy = assembly.assemble(given);
      if (!proxy.servers.empty()) proxies.push_back(std::move(proxy));
    }
  }
  for (RunningProxy& proxy : read_traefik(stack, environment)) proxies.push_back(std::move(proxy));
  return proxies;
}

const Upstream* find_upstream(const RunningProxy& proxy, std::string_view target) {
  const std::string_view name = authority_of(target);
  const auto found = std::find_if(proxy.upstreams.begin(), proxy.upstreams.end(), [&](const Upstream& upstream) { return upstream.name.value == name; });
  return found == proxy.upstreams.end() ? nullptr : &*found;
}

std::vector<Spanned<std::string>> backends_of(const RunningProxy& proxy, const Spanned<std::string>& target) {
  if (const Upstream* upstream = find_upstream(proxy, target.value)) return upstream->servers;
  return {{std::string(authority_of(target.value)), target.span}};
}

std::string fill_in(const Stack& stack, const Service& service, std::string_view text) {
  const auto is_name = [](char c) { return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool braced = text.substr(at).starts_with("${") || text.substr(at).starts_with("{$");
    const std::size_t begin = at + (braced ? 2 : 1);
    std::size_t end = begin;
    while ((braced || text[at] == '$') && end < text.size() && is_name(text[end])) ++end;
    const Variable* variable = end > begin ? find_value(stack, service, text.substr(begin, end - begin)) : nullptr;
    const bool closed = !braced || (end < text.size() && text[end] == '}');
    // "<DOMAIN>" stands for what nobody has set yet
    if (closed && variable && variable->value && !variable->secret && variable->value->value.find('<') == std::string::npos) {
      out += variable->value->value;
      at = end + (braced ? 1 : 0);
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace portolan::check
