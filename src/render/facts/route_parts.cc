#include "render/facts/route_parts.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "check/knowledge/images.h"
#include "check/reachability.h"
#include "render/facts/resolved.h"

namespace portolan::render {

std::vector<HostWay> host_ways(const Service& proxy, int container_port, bool tls) {
  std::vector<HostWay> ways;
  if (proxy.network_mode && proxy.network_mode->value == "host") ways.push_back({fmt::format(":{}", container_port), "", container_port, tls});
  for (const PortMapping& mapping : proxy.ports) {
    if (!mapping.published || !mapping.target.contains(container_port) || mapping.protocol == "udp") continue;
    const int port = mapping.published->single() ? mapping.published->first : mapping.published->first + (container_port - mapping.target.first);
    const bool all = mapping.host_ip.empty() || mapping.host_ip == "0.0.0.0" || mapping.host_ip == "::";
    const std::string ip = all ? std::string() : mapping.host_ip.find(':') != std::string::npos ? fmt::format("[{}]", mapping.host_ip) : mapping.host_ip;
    ways.push_back({fmt::format("{}:{}", ip, port), ip, port, tls});
  }
  return ways;
}

/// A name that can be typed: no pattern, no variable, no catch-all.
static std::string plain_name(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const bool plain = name.find_first_of("*~$^ ") == std::string::npos && name.find('.') != std::string::npos && !name.starts_with('.');
    if (plain) return name;
  }
  return {};
}

std::string address_of(const RouteScene& scene, const std::vector<HostWay>& ways, const std::vector<std::string>& names, const ProxyRoute& route) {
  const bool one_address = route.match == ProxyRoute::Match::prefix || route.match == ProxyRoute::Match::exact || route.match == ProxyRoute::Match::everything;
  if (ways.empty() || !one_address || !route.path.starts_with('/')) return {};
  const auto secure = std::find_if(ways.begin(), ways.end(), [](const HostWay& way) { return way.tls; });
  const HostWay& way = secure == ways.end() ? ways.front() : *secure;
  const bool local = scene.environment.kind == EnvironmentKind::development || scene.environment.kind == EnvironmentKind::testing;
  const std::string name = local ? std::string() : plain_name(names);
  const std::string host = !name.empty() ? name : way.host_ip.empty() ? "localhost" : way.host_ip;
  const bool usual = way.port == (way.tls ? 443 : 80);
  return fmt::format("{}://{}{}{}", way.tls ? "https" : "http", host, usual ? "" : fmt::format(":{}", way.port), route.path);
}

/// The names that Docker answers to for a service: its own, that of its container, aliases, and what `links` of the proxy call it.
static const Service* find_by_name(const RouteScene& scene, const Service& proxy, std::string_view name) {
  for (const Service& service : scene.environment.services) {
    if (service.name.value == name || (service.container_name && service.container_name->value == name)) return &service;
    for (const NetworkAttachment& attachment : service.networks) {
      if (std::find(attachment.aliases.begin(), attachment.aliases.end(), name) != attachment.aliases.end()) return &service;
    }
  }
  const Value* links = find_resolved(scene.environment, {"services", proxy.name.value, "links"});
  for (const Value& item : links ? links->items : std::vector<Value>{}) {
    const std::size_t colon = item.text.find(':');
    if (colon != std::string::npos && std::string_view(item.text).substr(colon + 1) == name) return scene.environment.find_service(item.text.substr(0, colon));
  }
  return nullptr;
}

/// What an address without a service means; a fault only when the whole environment is known.
static void explain_stranger(const RouteScene& scene, std::string_view name, RouteHop& hop) {
  if (name.find('$') != std::string_view::npos) {
    hop.remark = "decided when a request comes";
  } else if (name == "localhost" || name == "127.0.0.1" || name.starts_with("unix") || name.starts_with('[')) {
    hop.remark = "within the proxy's own container";
  } else if (name == "host.docker.internal") {
    hop.remark = "the machine that runs Docker";
  } else if (name.find('.') != std::string_view::npos) {
    hop.remark = "another host";
  } else if (scene.environment.broken) {
    hop.remark = "not among the services that could be read";
  } else {
    hop.fault = fmt::format("no service is called \"{}\"", name);
  }
}

static void compare_port(const RouteScene& scene, int port, RouteHop& hop) {
  const auto known = check::listening_ports(scene.stack, *hop.service);
  if (known.empty() || std::find(known.begin(), known.end(), port) != known.end()) return;
  std::vector<std::string> ports;
  for (const std::uint16_t each : known) ports.push_back(fmt::to_string(each));
  hop.remark = fmt::format("the files name only port {} there", join_naturally(ports));
}

RouteHop find_hop(const RouteScene& scene, const Service& proxy, const Spanned<std::string>& address, int fallback_port) {
  RouteHop hop{.address = address.value, .service = nullptr, .networks = {}, .fault = {}, .remark = {}, .span = address.span};
  const std::string_view name = std::string_view(address.value).substr(0, address.value.find(':'));
  hop.service = find_by_name(scene, proxy, name);
  if (!hop.service) {
    explain_stranger(scene, name, hop);
    return hop;
  }
  if (hop.service != &proxy) {
    check::Way way = check::find_way(scene.environment, proxy, *hop.service);
    hop.networks = std::move(way.networks);
    if (way.reach == check::Reach::none) hop.fault = fmt::format("\"{}\" and \"{}\" share no network", proxy.name.value, hop.service->name.value);
  }
  const std::size_t colon = address.value.rfind(':');
  const auto port = colon == std::string::npos ? std::optional<int>(fallback_port) : parse_digits(std::string_view(address.value).substr(colon + 1));
  if (port && hop.fault.empty()) compare_port(scene, *port, hop);
  return hop;
}

}  // namespace portolan::render
