#include "render/facts/route_parts.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/knowledge/images.h"
#include "check/reachability.h"
#include "render/facts/resolved.h"

namespace portolan::render {

static bool lies_below(std::string_view path, std::string_view folder) {
  return path == folder || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

static std::optional<Span> find_mount(const Stack& stack, const Environment& environment, const Service& service, const ProxyConfig& config) {
  const std::string base = environment.compose_paths.empty() ? stack.folder : join_path(stack.folder, folder_of(environment.compose_paths.front()));
  for (const Mount& mount : service.mounts) {
    if (mount.type != MountType::bind || mount.source.starts_with('/') || mount.source.starts_with('~')) continue;
    const std::string source = normal_path(join_path(base, mount.source));
    if (!source.empty() && lies_below(config.path, source) && mount.target.find("nginx") != std::string::npos) return mount.span;
  }
  for (const GrantReference& grant : service.configs) {
    const auto found = std::find_if(environment.configs.begin(), environment.configs.end(), [&](const Secret& each) { return each.name.value == grant.source.value; });
    if (found != environment.configs.end() && normal_path(found->resolved_file) == config.path && !config.path.empty()) return grant.source.span;
  }
  return std::nullopt;
}

/// A configuration in the folder of a build gets into the image, if what is built is a server at all: not the stage that a developer runs.
static std::optional<Span> find_build(const Stack& stack, const Service& service, const ProxyConfig& config) {
  if (!service.build || service.build->resolved_dockerfile.empty()) return std::nullopt;
  const std::string folder = folder_of(service.build->resolved_dockerfile);
  const check::ImageFacts* facts = check::find_service_facts(stack, service);
  if (facts && facts->role != check::ServiceRole::proxy) return std::nullopt;
  if (folder.empty() || folder == stack.folder || !lies_below(config.path, folder)) return std::nullopt;
  return service.build->span;
}

std::vector<GivenConfig> configs_of(const Stack& stack, const Environment& environment, const Service& service) {
  std::vector<GivenConfig> given;
  for (const ProxyConfig& config : stack.proxies) {
    std::optional<Span> span = find_mount(stack, environment, service, config);
    if (!span) span = find_build(stack, service, config);
    if (span) given.push_back({&config, *span});
  }
  return given;
}

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

std::string_view authority_of(std::string_view target) {
  const std::size_t scheme = target.find("://");
  if (scheme != std::string_view::npos) target.remove_prefix(scheme + 3);
  return target.substr(0, target.find_first_of("/?"));
}

std::string fill_in(const Service& proxy, std::string_view text) {
  const auto is_name = [](char c) { return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool braced = text.substr(at).starts_with("${");
    const std::size_t begin = at + (braced ? 2 : 1);
    std::size_t end = begin;
    while (text[at] == '$' && end < text.size() && is_name(text[end])) ++end;
    const Variable* variable = end > begin ? proxy.find_variable(text.substr(begin, end - begin)) : nullptr;
    const bool closed = !braced || (end < text.size() && text[end] == '}');
    if (text[at] == '$' && closed && variable && variable->value && !variable->secret) {
      out += variable->value->value;
      at = end + (braced ? 1 : 0);
    } else {
      out += text[at++];
    }
  }
  return out;
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
