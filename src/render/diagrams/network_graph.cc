#include "render/diagrams/network_graph.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "check/knowledge/images.h"
#include "render/diagrams/network_making.h"

namespace portolan::render {

using check::ServiceRole;

static Icon icon_of(ServiceRole role) {
  switch (role) {
    case ServiceRole::application: return Icon::application;
    case ServiceRole::database: return Icon::database;
    case ServiceRole::cache: return Icon::cache;
    case ServiceRole::proxy: return Icon::proxy;
    case ServiceRole::tool: return Icon::tool;
    case ServiceRole::job: return Icon::job;
    case ServiceRole::unknown: break;
  }
  return Icon::unknown;
}

static int stage_of(ServiceRole role) {
  if (role == ServiceRole::proxy) return 0;
  return role == ServiceRole::database || role == ServiceRole::cache ? 2 : 1;
}

/// Dependencies on the shortest way from a published service; the number of services for those that no such way reaches.
static std::vector<std::size_t> distances_of(const Making& making) {
  const auto& services = making.environment.services;
  std::vector<std::size_t> distance(services.size(), services.size());
  std::vector<std::size_t> reached;
  for (std::size_t i = 0; i < services.size(); ++i) {
    if (services[i].ports.empty()) continue;
    distance[i] = 0;
    reached.push_back(i);
  }
  for (std::size_t next = 0; next < reached.size(); ++next) {
    for (const Dependency& dependency : services[reached[next]].depends_on) {
      const auto found = making.service_of.find(dependency.service.value);
      if (found == making.service_of.end()) continue;
      const auto other = static_cast<std::size_t>(found->second);
      if (distance[other] != services.size()) continue;
      distance[other] = distance[reached[next]] + 1;
      reached.push_back(other);
    }
  }
  return distance;
}

/// Entry, proxies, applications, data; among equals, what is nearer to the entry comes first.
static std::vector<std::size_t> reading_order(const Making& making) {
  const std::vector<std::size_t> distance = distances_of(making);
  std::vector<std::size_t> order(making.environment.services.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(making.stage[a], distance[a]) < std::pair(making.stage[b], distance[b]);
  });
  return order;
}

static void add_clusters(Making& making) {
  int colour = 0;
  for (const Network& network : making.environment.networks) {
    making.colour_of.emplace(network.name.value, colour++ % colours);
  }
  for (const Network& network : making.environment.networks) {
    const bool has_members = std::any_of(
        making.primary.begin(), making.primary.end(), [&](const Network* primary) { return primary == &network; });
    if (!has_members) continue;
    making.cluster_of.emplace(network.name.value, static_cast<int>(making.graph.clusters.size()));
    making.graph.clusters.push_back({.name = network.name.value,
                                     .colour = making.colour_of[network.name.value],
                                     .internal = network.internal,
                                     .external = network.external});
  }
}

/// The service whose network namespace this one borrows, "" for none.
static std::string_view borrowed_from(const Service& service) {
  const std::string_view mode = service.network_mode ? std::string_view(service.network_mode->value) : "";
  return mode.substr(0, 8) == "service:" ? mode.substr(8) : "";
}

static int home_of(const Making& making, std::size_t index) {
  if (const auto lender = making.service_of.find(borrowed_from(making.environment.services[index])); lender != making.service_of.end()) {
    index = static_cast<std::size_t>(lender->second);
  }
  const Network* const network = making.primary[index];
  return network ? making.cluster_of.at(network->name.value) : -1;
}

static std::vector<Pill> pills_of(const Making& making, const Service& service) {
  std::vector<Pill> pills;
  if (service.networks.size() > 1) {
    for (const NetworkAttachment& attachment : service.networks) {
      const auto colour = making.colour_of.find(attachment.network.value);
      pills.push_back({attachment.network.value, PillKind::network, colour == making.colour_of.end() ? no_colour : colour->second});
    }
  }
  if (const std::string_view lender = borrowed_from(service); !lender.empty()) {
    pills.push_back({fmt::format("network of {}", lender)});
  } else if (service.network_mode && service.networks.empty()) {
    pills.push_back({service.network_mode->value == "none" ? "no network" : fmt::format("{} network", service.network_mode->value)});
  }
  if (service.replicas && service.replicas->value != 1) pills.push_back({fmt::format("× {}", service.replicas->value)});
  if (!service.profiles.empty()) pills.push_back({fmt::format("profile {}", service.profiles.front().value)});
  return pills;
}

/// What a screen reader says beyond the words on the card.
static std::string more_about(const Making& making, const Service& service) {
  std::vector<std::string> parts;
  if (const auto* const facts = check::find_service_facts(making.stack, service)) parts.emplace_back(facts->title);
  std::vector<std::string> ports;
  for (const PortMapping& port : service.ports) ports.push_back(port_label(port));
  if (!ports.empty()) parts.push_back((ports.size() == 1 ? "port " : "ports ") + join_some(ports));
  return join(parts, ", ");
}

static void add_service_node(Making& making, std::size_t index) {
  const Service& service = making.environment.services[index];
  making.node_of[index] = static_cast<int>(making.graph.nodes.size());
  making.graph.nodes.push_back({.kind = NodeKind::service,
                                .icon = icon_of(check::role_of(making.stack, service)),
                                .name = service.name.value,
                                .detail = origin_of(making.stack, service),
                                .more = more_about(making, service),
                                .href = making.links.service ? making.links.service(service) : "",
                                .pills = pills_of(making, service),
                                .cluster = home_of(making, index)});
}

static bool publishes(const Service& service, NodeKind entry) {
  return std::any_of(service.ports.begin(), service.ports.end(),
                     [&](const PortMapping& port) { return port.loopback() == (entry == NodeKind::machine); });
}

/// "Internet" stands for every address but loopback: other machines can come in there.
static void add_entries(Making& making) {
  const auto& services = making.environment.services;
  const auto anyone = [&](NodeKind entry) {
    return std::any_of(services.begin(), services.end(), [&](const Service& service) { return publishes(service, entry); });
  };
  if (anyone(NodeKind::internet)) {
    making.graph.nodes.push_back({.kind = NodeKind::internet, .name = "Internet", .detail = "any address",
                                  .more = "ports published on every address of the host", .href = making.links.ports});
  }
  if (anyone(NodeKind::machine)) {
    making.graph.nodes.push_back({.kind = NodeKind::machine, .name = "This machine", .detail = "loopback only",
                                  .more = "ports published for the host itself", .href = making.links.ports});
  }
}

/// Lines to nearly every card say less than the ports on the cards.
static bool ports_on_cards(const Environment& environment) {
  const auto published = std::count_if(environment.services.begin(), environment.services.end(), [](const Service& service) { return !service.ports.empty(); });
  return published > most_published;
}

static void add_port_pills(Making& making) {
  for (std::size_t i = 0; i < making.environment.services.size(); ++i) {
    std::vector<Pill>& pills = making.graph.nodes[static_cast<std::size_t>(making.node_of[i])].pills;
    for (const PortMapping& port : making.environment.services[i].ports) {
      pills.push_back({(port.loopback() ? "127.0.0.1:" : ":") + port_label(port), port.loopback() ? PillKind::local_port : PillKind::port});
    }
  }
}

static void add_ingress(Making& making) {
  for (std::size_t entry = 0; entry < making.graph.nodes.size(); ++entry) {
    const NodeKind kind = making.graph.nodes[entry].kind;
    if (kind != NodeKind::internet && kind != NodeKind::machine) continue;
    for (std::size_t i = 0; i < making.environment.services.size(); ++i) {
      const Service& service = making.environment.services[i];
      if (!publishes(service, kind)) continue;
      GraphEdge edge{.from = static_cast<int>(entry), .to = making.node_of[i], .kind = EdgeKind::publish, .loopback = kind == NodeKind::machine, .weight = 8};
      for (const PortMapping& port : service.ports) {
        if (port.loopback() == (kind == NodeKind::machine)) edge.labels.push_back(port_label(port));
      }
      edge.title = fmt::format("{} publishes {}{}", service.name.value, join_some(edge.labels),
                               kind == NodeKind::machine ? " on loopback" : "");
      making.graph.edges.push_back(std::move(edge));
    }
  }
}

static GraphEdge dependency_edge(const Making& making, std::size_t from, std::size_t to, const Dependency& dependency) {
  const auto& services = making.environment.services;
  GraphEdge edge{.from = making.node_of[from], .to = making.node_of[to], .kind = EdgeKind::depends, .weight = 3};
  edge.with_flow = making.stage[from] <= making.stage[to];
  const char* verb = "starts after";
  switch (dependency.condition) {
    case DependencyCondition::started: edge.stroke = Stroke::dashed; break;
    case DependencyCondition::healthy: edge.stroke = Stroke::solid; verb = "waits until healthy:"; break;
    case DependencyCondition::completed: edge.stroke = Stroke::dotted; verb = "waits until completed:"; break;
  }
  edge.title = fmt::format("{} {} {}{}", services[from].name.value, verb, services[to].name.value, dependency.required ? "" : " (optional)");
  return edge;
}

static void add_dependencies(Making& making) {
  const auto& services = making.environment.services;
  for (std::size_t i = 0; i < services.size(); ++i) {
    std::vector<int> seen;
    for (const Dependency& dependency : services[i].depends_on) {
      const auto other = making.service_of.find(dependency.service.value);
      if (other == making.service_of.end() || static_cast<std::size_t>(other->second) == i) continue;
      if (std::find(seen.begin(), seen.end(), other->second) != seen.end()) continue;
      seen.push_back(other->second);
      making.graph.edges.push_back(dependency_edge(making, i, static_cast<std::size_t>(other->second), dependency));
    }
  }
}

static std::string description_of(const Environment& environment) {
  std::vector<std::string> networks, published;
  for (const Network& network : environment.networks) networks.push_back(network.name.value + (network.internal ? " (internal)" : ""));
  for (const Service& service : environment.services) {
    for (const PortMapping& port : service.ports) published.push_back(fmt::format("{} at {}", service.name.value, port_label(port)));
  }
  std::string text = count_of(environment.services.size(), "service");
  if (!networks.empty()) text += fmt::format(" in {}: {}", count_of(networks.size(), "network"), join_some(networks));
  if (!environment.volumes.empty()) text += fmt::format("; {}", count_of(environment.volumes.size(), "volume"));
  return text + (published.empty() ? "; nothing is published" : "; published: " + join_some(published));
}

static Making start(const Stack& stack, const Environment& environment, const DiagramLinks& links) {
  Making making{.stack = stack, .environment = environment, .links = links};
  making.graph.title = fmt::format("{}, {}: services and networks", stack.title, environment.title);
  making.graph.description = description_of(environment);
  making.node_of.resize(environment.services.size());
  for (std::size_t i = 0; i < environment.services.size(); ++i) {
    making.service_of.emplace(environment.services[i].name.value, static_cast<int>(i));
    making.primary.push_back(primary_network(environment, environment.services[i]));
    making.stage.push_back(stage_of(check::role_of(stack, environment.services[i])));
  }
  return making;
}

Graph network_graph(const Stack& stack, const Environment& environment, const DiagramLinks& links) {
  Making making = start(stack, environment, links);
  add_clusters(making);
  const bool on_cards = ports_on_cards(environment);
  if (!on_cards) add_entries(making);
  for (const std::size_t index : reading_order(making)) add_service_node(making, index);
  on_cards ? add_port_pills(making) : add_ingress(making);
  add_dependencies(making);
  add_stores(making);
  return std::move(making.graph);
}

}  // namespace portolan::render
