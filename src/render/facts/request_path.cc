#include "render/facts/request_path.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"

namespace portolan::render {

static bool lies_below(std::string_view path, std::string_view folder) {
  return path == folder || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

/// Whether the service gets this configuration: through a bind mount of the file or its folder, or from its build context.
static bool uses(const Stack& stack, const Environment& environment, const Service& service, const ProxyConfig& proxy) {
  const std::string base = environment.compose_paths.empty() ? stack.folder : join_path(stack.folder, folder_of(environment.compose_paths.front()));
  for (const Mount& mount : service.mounts) {
    if (mount.type != MountType::bind || mount.source.starts_with('/') || mount.source.starts_with('~')) continue;
    const std::string source = normal_path(join_path(base, mount.source));
    if (!source.empty() && lies_below(proxy.path, source) && mount.target.find("nginx") != std::string::npos) return true;
  }
  if (!service.build || service.build->resolved_dockerfile.empty()) return false;
  const std::string folder = folder_of(service.build->resolved_dockerfile);
  return !folder.empty() && folder != stack.folder && lies_below(proxy.path, folder);
}

static std::string_view host_of(std::string_view target) {
  const std::size_t scheme = target.find("://");
  if (scheme != std::string_view::npos) target.remove_prefix(scheme + 3);
  return target.substr(0, target.find_first_of("/?$"));
}

static const Service* find_by_address(const Environment& environment, std::string_view address) {
  const std::string_view name = address.substr(0, address.find(':'));
  for (const Service& service : environment.services) {
    if (service.name.value == name || (service.container_name && service.container_name->value == name)) return &service;
    for (const NetworkAttachment& attachment : service.networks) {
      if (std::find(attachment.aliases.begin(), attachment.aliases.end(), name) != attachment.aliases.end()) return &service;
    }
  }
  return nullptr;
}

/// The servers behind a proxy_pass: those of the upstream that it names, in this or another file of the stack, else the host itself.
static std::vector<std::string> servers_of(const Stack& stack, std::string_view target) {
  const std::string host(host_of(target));
  std::vector<std::string> servers;
  for (const ProxyConfig& proxy : stack.proxies) {
    for (const Upstream& upstream : proxy.upstreams) {
      if (upstream.name.value != host) continue;
      for (const auto& server : upstream.servers) servers.push_back(server.value);
    }
  }
  if (servers.empty()) servers.push_back(host);
  return servers;
}

static RouteFact describe(const Stack& stack, const Environment& environment, const Route& route) {
  RouteFact fact{.listens = {}, .path = route.path.value, .outcome = {}, .service = nullptr, .span = route.path.span};
  if (route.action == "root" || route.action == "alias") {
    fact.outcome = fmt::format("answers with files in {}", route.target.value);
  } else if (route.action == "return") {
    fact.outcome = fmt::format("answers {}", route.target.value);
  } else if (route.action.ends_with("_pass")) {
    const auto servers = servers_of(stack, route.target.value);
    fact.outcome = fmt::format("goes to {}", join_naturally(servers));
    for (const std::string& server : servers) {
      if (!fact.service) fact.service = find_by_address(environment, server);
    }
  } else {
    fact.outcome = std::string(trim(fmt::format("{} {}", route.action, route.target.value)));
  }
  return fact;
}

static std::string listens_of(const ProxyServer& server) {
  std::vector<std::string> ports;
  for (const auto& port : server.listens) {
    const std::string number = to_string(port.value);
    if (std::find(ports.begin(), ports.end(), number) == ports.end()) ports.push_back(number);
  }
  const std::string text = join(ports, ", ");
  return server.tls && !text.empty() ? text + " (TLS)" : text;
}

static void add_once(std::vector<const Service*>& list, const Service* service) {
  if (service && std::find(list.begin(), list.end(), service) == list.end()) list.push_back(service);
}

std::vector<RequestPath> find_request_paths(const Stack& stack, const Environment& environment) {
  std::vector<RequestPath> paths;
  for (const Service& service : environment.services) {
    RequestPath path{.proxy = &service, .routes = {}, .targets = {}, .behind = {}};
    for (const ProxyConfig& proxy : stack.proxies) {
      if (!uses(stack, environment, service, proxy)) continue;
      for (const ProxyServer& server : proxy.servers) {
        for (const Route& route : server.routes) {
          RouteFact fact = describe(stack, environment, route);
          fact.listens = listens_of(server);
          add_once(path.targets, fact.service);
          path.routes.push_back(std::move(fact));
        }
      }
    }
    if (path.routes.empty()) continue;
    for (const Service* target : path.targets) {
      for (const Dependency& dependency : target->depends_on) add_once(path.behind, environment.find_service(dependency.service.value));
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace portolan::render
