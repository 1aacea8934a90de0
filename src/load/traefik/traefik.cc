#include "load/traefik/traefik.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "load/yaml/yaml.h"
#include "model/traefik_rule.h"

namespace portolan::load {

namespace {

/// Keys know no difference between capitals and small letters.
const Value* find(const Value* map, std::string_view key) {
  if (!map || !map->is_map()) return nullptr;
  const auto found = std::find_if(map->entries.begin(), map->entries.end(), [&](const Entry& entry) { return equals_ignoring_case(entry.key.value, key); });
  return found == map->entries.end() ? nullptr : &found->value;
}

const Value* find(const Value* map, std::initializer_list<std::string_view> path) {
  for (const std::string_view key : path) map = find(map, key);
  return map;
}

const std::vector<Entry>& entries_of(const Value* map) {
  static const std::vector<Entry> none;
  return map && map->is_map() ? map->entries : none;
}

std::string text_of(const Value* value) { return value && value->is_scalar() ? value->text : std::string(); }

std::string without_provider(std::string_view name) { return std::string(name.substr(0, name.find('@'))); }

/// ":443", "0.0.0.0:80/tcp"
std::optional<PortRange> port_of(std::string_view address) {
  address = address.substr(0, address.find('/'));
  const std::size_t colon = address.rfind(':');
  const auto port = colon == std::string_view::npos ? std::nullopt : parse_digits(address.substr(colon + 1));
  if (!port || *port < 1 || *port > 65535) return std::nullopt;
  return PortRange{static_cast<std::uint16_t>(*port), static_cast<std::uint16_t>(*port)};
}

class Reader {
 public:
  Reader(const Value& document, ProxyConfig& config) : document_(document), config_(config) {}

  void read() {
    for (const Entry& entry : entries_of(find(&document_, "entryPoints"))) read_entry_point(entry);
    for (const Entry& entry : entries_of(find(&document_, {"http", "middlewares"}))) read_middleware(entry);
    for (const Entry& entry : entries_of(find(&document_, {"http", "services"}))) read_service(entry);
    for (const Entry& entry : entries_of(find(&document_, {"http", "routers"}))) read_router(entry);
  }

 private:
  void read_entry_point(const Entry& entry) {
    const Value* address = find(&entry.value, "address");
    const auto port = port_of(text_of(address));
    if (!port) return;
    EntryPoint point{.name = {to_lower(entry.key.value), entry.key.span}, .port = {*port, address->span}};
    if (const Value* to = find(&entry.value, {"http", "redirections", "entryPoint", "to"})) point.redirects_to = {to_lower(text_of(to)), to->span};
    point.tls = find(&entry.value, {"http", "tls"}) != nullptr;
    config_.entry_points.push_back(std::move(point));
  }

  void read_middleware(const Entry& entry) {
    TraefikMiddleware& middleware = middlewares_[entry.key.value];
    middleware.strips = find(&entry.value, "stripPrefix") || find(&entry.value, "stripPrefixRegex");
    middleware.scheme = text_of(find(&entry.value, {"redirectScheme", "scheme"}));
    middleware.replacement = text_of(find(&entry.value, {"redirectRegex", "replacement"}));
    middleware.permanent = text_of(find(&entry.value, {"redirectScheme", "permanent"})) == "true" || text_of(find(&entry.value, {"redirectRegex", "permanent"})) == "true";
  }

  void read_service(const Entry& entry) {
    Upstream upstream{.name = entry.key, .servers = {}};
    const Value* servers = find(&entry.value, {"loadBalancer", "servers"});
    for (const Value& server : servers ? servers->items : std::vector<Value>{}) {
      const Value* url = find(&server, "url");
      std::string text = text_of(url);
      if (text.empty()) continue;
      if (const std::size_t scheme = text.find("://"); scheme != std::string::npos) text.erase(0, scheme + 3);
      upstream.servers.push_back({text.substr(0, text.find('/')), url->span});
    }
    if (!upstream.servers.empty()) config_.upstreams.push_back(std::move(upstream));
  }

  void read_router(const Entry& entry) {
    const Value* rule = find(&entry.value, "rule");
    if (!rule || !rule->is_scalar()) return;
    ProxyServer door;
    door.span = rule->span;
    const Value* points = find(&entry.value, "entryPoints");
    for (const Value& point : points ? points->items : std::vector<Value>{}) door.open_listens.push_back({point.text, point.span});
    const Value* tls = find(&entry.value, "tls");
    door.tls = tls && text_of(tls) != "false";
    const Value* service = find(&entry.value, "service");
    Route route{.path = {}, .action = "proxy_pass", .target = {"http://" + without_provider(text_of(service)), service ? service->span : rule->span}};
    if (text_of(service).ends_with("@internal")) route.action = "internal";
    const Value* middlewares = find(&entry.value, "middlewares");
    for (const Value& name : middlewares ? middlewares->items : std::vector<Value>{}) {
      const auto middleware = middlewares_.find(without_provider(name.text));
      if (middleware != middlewares_.end() && !go_through(middleware->second, route)) break;
    }
    for (ProxyServer& server : servers_behind({rule->text, rule->span}, door, route)) config_.servers.push_back(std::move(server));
  }

  const Value& document_;
  ProxyConfig& config_;
  std::map<std::string, TraefikMiddleware, std::less<>> middlewares_;
};

}  // namespace

ProxyConfig read_traefik_file(const SourceMap& sources, FileId file, Diagnostics& problems) {
  ProxyConfig config;
  config.file = file;
  config.path = sources.path(file);
  config.dialect = ProxyDialect::traefik;
  YamlFile yaml = read_yaml(sources, file);
  const bool is_template = sources.text(file).find("{{") != std::string_view::npos;
  if (!is_template) problems.insert(problems.end(), std::make_move_iterator(yaml.problems.begin()), std::make_move_iterator(yaml.problems.end()));
  if (!yaml.documents.empty() && (yaml.readable || !is_template)) Reader(yaml.documents.front(), config).read();
  return config;
}

}  // namespace portolan::load
