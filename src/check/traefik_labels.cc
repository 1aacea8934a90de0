#include "check/traefik_labels.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"
#include "check/proxy_use.h"
#include "check/traefik_doors.h"
#include "model/traefik_rule.h"

namespace portolan::check {

namespace {

struct Router {
  const Service* service = nullptr;
  std::string name;
  Spanned<std::string> rule;
  std::vector<std::string> entry_points;
  std::vector<std::string> middlewares;
  std::string backend;  ///< of `service`, "" for the only one; "api@internal", "x@file"
  bool tls = false;
};

/// "traefik.http.routers.NAME.KEY": the two, when the label is of this kind. Labels know no difference between capitals and small letters.
struct LabelKey {
  std::string name, key;
};

std::optional<LabelKey> cut_key(std::string_view label, std::string_view prefix) {
  if (!to_lower(label.substr(0, prefix.size())).starts_with(prefix)) return std::nullopt;
  label.remove_prefix(prefix.size());
  const std::size_t dot = label.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return LabelKey{std::string(label.substr(0, dot)), to_lower(label.substr(dot + 1))};
}

std::vector<std::string> words_between_commas(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : split(text, ',')) {
    if (!trim(word).empty()) words.emplace_back(trim(word));
  }
  return words;
}

/// "strip@docker" → "strip".
std::string without_provider(std::string_view name) { return std::string(name.substr(0, name.find('@'))); }

std::vector<Router> routers_of(const Service& service) {
  std::vector<Router> routers;
  for (const Label& label : service.labels) {
    const auto key = cut_key(label.key.value, "traefik.http.routers.");
    if (!key) continue;
    auto router = std::find_if(routers.begin(), routers.end(), [&](const Router& each) { return each.name == key->name; });
    if (router == routers.end()) router = routers.insert(routers.end(), {.service = &service, .name = key->name, .rule = {}, .entry_points = {}, .middlewares = {}, .backend = {}, .tls = false});
    if (key->key == "rule") router->rule = label.value;
    if (key->key == "service") router->backend = label.value.value;
    if (key->key == "tls" || key->key.starts_with("tls.")) router->tls = router->tls || label.value.value != "false";
    if (key->key == "entrypoints") router->entry_points = words_between_commas(label.value.value);
    if (key->key == "middlewares") router->middlewares = words_between_commas(label.value.value);
  }
  std::erase_if(routers, [](const Router& router) { return router.rule.value.empty(); });
  return routers;
}

class LabelReader {
 public:
  LabelReader(const Stack& stack, const Environment& environment, const TraefikDoors& doors) : stack_(stack), environment_(environment), doors_(doors) {
    for (const Service& service : environment.services) {
      for (const Label& label : service.labels) read_middleware(label);
    }
  }

  RunningProxy read() const {
    RunningProxy proxy{.service = doors_.service(), .kind = "Traefik", .configuration = {}, .given = {}, .servers = {}, .upstreams = {}};
    for (const Service& service : environment_.services) {
      if (!doors_.lets_through(service)) continue;
      for (const Router& router : routers_of(service)) {
        if (!proxy.configuration.known()) proxy.configuration = router.rule.span;
        for (ProxyServer& server : servers_behind(router.rule, door_of(router), route_of(router))) proxy.servers.push_back(std::move(server));
      }
    }
    return proxy;
  }

 private:
  void read_middleware(const Label& label) {
    const auto key = cut_key(label.key.value, "traefik.http.middlewares.");
    if (!key) return;
    TraefikMiddleware& middleware = middlewares_[key->name];
    if (key->key.starts_with("stripprefix")) middleware.strips = true;
    if (key->key == "redirectscheme.scheme") middleware.scheme = label.value.value;
    if (key->key == "redirectregex.replacement") middleware.replacement = label.value.value;
    if (key->key.ends_with(".permanent")) middleware.permanent = label.value.value == "true";
  }

  const TraefikMiddleware* find_middleware(const std::string& name) const {
    const auto found = middlewares_.find(without_provider(name));
    return found == middlewares_.end() ? nullptr : &found->second;
  }

  ProxyServer door_of(const Router& router) const {
    ProxyServer door;
    door.span = router.rule.span;
    door.tls = router.tls;
    for (const std::string& point : router.entry_points) door.open_listens.push_back({point, door.span});
    doors_.open(door);
    return door;
  }

  Route route_of(const Router& router) const {
    Route route{.path = {}, .action = "proxy_pass", .target = {target_of(router), router.rule.span}};
    if (router.backend == "api@internal" || router.backend == "dashboard@internal") route.action = "internal";
    for (const std::string& name : router.middlewares) {
      const TraefikMiddleware* middleware = find_middleware(name);
      if (middleware && !go_through(*middleware, route)) break;
    }
    return route;
  }

  /// The service and its port: as labels say, else the lowest that the files name; without a port when nothing tells it.
  std::string target_of(const Router& router) const {
    if (router.backend.ends_with("@file")) return "http://" + without_provider(router.backend);
    const std::string backend = without_provider(router.backend);
    std::optional<int> port;
    for (const Label& label : router.service->labels) {
      const auto key = cut_key(label.key.value, "traefik.http.services.");
      if (key && key->key == "loadbalancer.server.port" && (backend.empty() || backend == key->name)) port = parse_digits(label.value.value);
    }
    const auto known = port ? std::vector<std::uint16_t>() : listening_ports(stack_, *router.service);
    if (!known.empty()) port = known.front();
    return port ? fmt::format("http://{}:{}", router.service->name.value, *port) : fmt::format("http://{}", router.service->name.value);
  }

  const Stack& stack_;
  const Environment& environment_;
  const TraefikDoors& doors_;
  std::map<std::string, TraefikMiddleware, std::less<>> middlewares_;
};

}  // namespace

std::vector<RunningProxy> read_traefik(const Stack& stack, const Environment& environment) {
  const TraefikDoors doors(stack, environment);
  std::vector<RunningProxy> proxies;
  std::vector<Upstream> upstreams;
  for (const GivenConfig& given : doors.files()) {
    upstreams.insert(upstreams.end(), given.config->upstreams.begin(), given.config->upstreams.end());
  }
  for (const GivenConfig& given : doors.files()) {
    RunningProxy proxy{.service = doors.service(), .kind = "Traefik", .configuration = {given.config->file, 0, 0}, .given = given.span, .servers = given.config->servers, .upstreams = upstreams};
    for (ProxyServer& server : proxy.servers) doors.open(server);
    if (!proxy.servers.empty()) proxies.push_back(std::move(proxy));
  }
  RunningProxy labels = LabelReader(stack, environment, doors).read();
  labels.upstreams = std::move(upstreams);
  if (!labels.servers.empty()) proxies.push_back(std::move(labels));
  std::vector<ProxyServer> redirections = doors.redirections();
  if (!redirections.empty() && !proxies.empty()) {
    std::vector<ProxyServer>& servers = proxies.front().servers;
    servers.insert(servers.begin(), std::make_move_iterator(redirections.begin()), std::make_move_iterator(redirections.end()));
  }
  return proxies;
}

}  // namespace portolan::check
