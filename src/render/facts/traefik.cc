#include "render/facts/traefik.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"

namespace portolan::render {

/// What stands in quotes up to the closing bracket: the arguments of one matcher.
static std::vector<std::string> quoted_arguments(std::string_view text) {
  std::vector<std::string> arguments;
  for (std::size_t at = 0; at < text.size() && text[at] != ')'; ++at) {
    if (text[at] != '`' && text[at] != '"') continue;
    const std::size_t end = text.find(text[at], at + 1);
    if (end == std::string_view::npos) break;
    arguments.emplace_back(text.substr(at + 1, end - at - 1));
    at = end;
  }
  return arguments;
}

TraefikRule read_traefik_rule(std::string_view text) {
  TraefikRule rule;
  rule.plain = text.find('!') == std::string_view::npos;
  for (std::size_t open = text.find('('); open != std::string_view::npos; open = text.find('(', open + 1)) {
    std::size_t begin = open;
    while (begin > 0 && ((text[begin - 1] >= 'a' && text[begin - 1] <= 'z') || (text[begin - 1] >= 'A' && text[begin - 1] <= 'Z'))) --begin;
    const std::string matcher = to_lower(text.substr(begin, open - begin));
    if (matcher.empty()) continue;  // a bracket that groups
    const std::vector<std::string> arguments = quoted_arguments(text.substr(open + 1));
    if (matcher == "host") {
      rule.names.insert(rule.names.end(), arguments.begin(), arguments.end());
    } else if (matcher == "pathprefix" || matcher == "path") {
      for (const std::string& path : arguments) rule.paths.push_back({path, matcher == "path"});
    } else {
      rule.plain = false;
    }
  }
  return rule;
}

namespace {

struct Router {
  const Service* service = nullptr;
  std::string name;
  Spanned<std::string> rule;
  std::vector<std::string> entry_points;
  std::string backend;  ///< of `service`, "" for the only one
  bool tls = false;
};

/// "traefik.http.routers.NAME.KEY": the two, when the label is of this kind. Labels know no difference between capitals and small letters.
struct LabelKey {
  std::string name, key;
};

std::optional<LabelKey> cut_key(std::string_view label, std::string_view prefix) {
  if (!to_lower(label).starts_with(prefix)) return std::nullopt;
  label.remove_prefix(prefix.size());
  const std::size_t dot = label.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return LabelKey{std::string(label.substr(0, dot)), to_lower(label.substr(dot + 1))};
}

std::vector<Router> routers_of(const Service& service) {
  std::vector<Router> routers;
  for (const Label& label : service.labels) {
    const auto key = cut_key(label.key.value, "traefik.http.routers.");
    if (!key) continue;
    auto router = std::find_if(routers.begin(), routers.end(), [&](const Router& each) { return each.name == key->name; });
    if (router == routers.end()) router = routers.insert(routers.end(), {.service = &service, .name = key->name, .rule = {}, .entry_points = {}, .backend = {}, .tls = false});
    if (key->key == "rule") router->rule = label.value;
    if (key->key == "service") router->backend = label.value.value;
    if (key->key == "tls" || key->key.starts_with("tls.")) router->tls = router->tls || label.value.value != "false";
    if (key->key != "entrypoints") continue;
    for (const std::string_view point : split(label.value.value, ',')) router->entry_points.emplace_back(trim(point));
  }
  std::erase_if(routers, [](const Router& router) { return router.rule.value.empty(); });
  return routers;
}

/// The port inside its container that requests of this router are sent to: as labels say, else the lowest that the files name.
std::optional<int> port_of(const Stack& stack, const Router& router) {
  for (const Label& label : router.service->labels) {
    const auto key = cut_key(label.key.value, "traefik.http.services.");
    if (key && key->key == "loadbalancer.server.port" && (router.backend.empty() || router.backend == key->name)) return parse_digits(label.value.value);
  }
  const auto known = check::listening_ports(stack, *router.service);
  return known.empty() ? std::nullopt : std::optional<int>(known.front());
}

const Service* find_traefik(const Environment& environment) {
  for (const Service& service : environment.services) {
    if (!service.image_reference) continue;
    const std::string& name = service.image_reference->repository;
    if (name == "traefik" || name.ends_with("/traefik")) return &service;
  }
  return nullptr;
}

/// "--entrypoints.web.address=:80" → web: 80.
std::map<std::string, int> entry_ports(const Stack& stack, const Service* traefik) {
  std::map<std::string, int> ports;
  if (!traefik) return ports;
  for (const check::ProcessWord& word : check::process_of(stack, *traefik).words) {
    const std::string text = to_lower(word.text);
    constexpr std::string_view begin = "--entrypoints.", middle = ".address=";
    const std::size_t at = text.find(middle);
    if (!text.starts_with(begin) || at == std::string::npos) continue;
    const std::size_t colon = text.rfind(':');
    const std::string_view digits = colon == std::string::npos ? std::string_view{} : std::string_view(text).substr(colon + 1);
    if (const auto port = parse_digits(digits.substr(0, digits.find('/')))) ports[text.substr(begin.size(), at - begin.size())] = *port;
  }
  return ports;
}

class TraefikReader {
 public:
  explicit TraefikReader(const RouteScene& scene)
      : scene_(scene), traefik_(find_traefik(scene.environment)), ports_(entry_ports(scene.stack, traefik_)) {}

  const Service* traefik() const { return traefik_; }

  RouteBlock read(const Router& router) const {
    const TraefikRule rule = read_traefik_rule(router.rule.value);
    RouteBlock block{.listens = {}, .names = rule.names, .ways = {}, .routes = {}, .span = router.rule.span};
    std::vector<std::string> points;
    std::vector<HostWay> ways;
    for (const auto& [point, port] : points_of(router)) {
      points.push_back(port ? fmt::to_string(*port) : point);
      if (!port || !traefik_) continue;
      for (HostWay& way : host_ways(*traefik_, *port, router.tls)) ways.push_back(std::move(way));
    }
    block.listens = points.empty() ? "default" : join(points, ", ");
    if (router.tls) block.listens += " (TLS)";
    for (const HostWay& way : ways) block.ways.push_back(way.text);
    for (const TraefikRule::Path& path : rule.paths) block.routes.push_back(make_route(router, rule, path));
    if (rule.paths.empty()) block.routes.push_back(make_route(router, rule, {"/", false}));
    for (ProxyRoute& route : block.routes) route.url = address_of(scene_, ways, block.names, route);
    return block;
  }

 private:
  /// A router without entry points listens on all that are known.
  std::vector<std::pair<std::string, std::optional<int>>> points_of(const Router& router) const {
    std::vector<std::pair<std::string, std::optional<int>>> points;
    for (const std::string& name : router.entry_points) {
      const auto port = ports_.find(to_lower(name));
      points.emplace_back(name, port == ports_.end() ? std::nullopt : std::optional<int>(port->second));
    }
    if (!router.entry_points.empty()) return points;
    for (const auto& [name, port] : ports_) points.emplace_back(name, port);
    return points;
  }

  ProxyRoute make_route(const Router& router, const TraefikRule& rule, const TraefikRule::Path& path) const {
    ProxyRoute route;
    route.match = !rule.plain ? ProxyRoute::Match::pattern : path.exact ? ProxyRoute::Match::exact : ProxyRoute::Match::prefix;
    route.path = path.path;
    route.rule = rule.plain ? "" : router.rule.value;
    route.span = route.target = router.rule.span;
    const auto port = port_of(scene_.stack, router);
    const std::string address = port ? fmt::format("{}:{}", router.service->name.value, *port) : router.service->name.value;
    if (traefik_ && port) {
      route.hops.push_back(find_hop(scene_, *traefik_, {address, router.rule.span}, *port));
    } else {
      route.hops.push_back({.address = address, .service = router.service, .networks = {}, .fault = {}, .remark = port ? "" : "no port is named", .span = router.rule.span});
    }
    return route;
  }

  const RouteScene& scene_;
  const Service* traefik_;
  std::map<std::string, int> ports_;
};

}  // namespace

std::vector<ProxyFact> list_traefik_routes(const RouteScene& scene) {
  const TraefikReader reader(scene);
  ProxyFact fact{.proxy = reader.traefik(), .kind = "Traefik", .configuration = {}, .given = {}, .blocks = {}};
  for (const Service& service : scene.environment.services) {
    for (const Router& router : routers_of(service)) {
      if (!fact.configuration.known()) fact.configuration = router.rule.span;
      fact.blocks.push_back(reader.read(router));
    }
  }
  if (fact.blocks.empty()) return {};
  return {std::move(fact)};
}

}  // namespace portolan::render
