#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "render/diagrams/network_graph.h"

namespace portolan::render {

static constexpr std::size_t most_groups = 120;

namespace {

/// The services of one network: each service belongs to the first that it joins.
struct Group {
  std::string name{};
  int colour = no_colour;
  std::size_t services = 0, external_ports = 0, loopback_ports = 0;
  std::map<std::size_t, std::size_t> needs{};  ///< other group → number of dependencies
};

struct Groups {
  std::vector<Group> list;
  std::map<std::string, std::size_t, std::less<>> by_name;
  std::map<std::string, std::size_t, std::less<>> of_service;

  std::size_t find_or_add(const std::string& name) {
    if (const auto known = by_name.find(name); known != by_name.end()) return known->second;
    const std::size_t index = list.size() < most_groups ? list.size() : most_groups;
    if (list.size() <= most_groups) list.push_back({.name = index == most_groups ? "other networks" : name, .colour = static_cast<int>(index) % colours});
    by_name.emplace(name, index);
    return index;
  }
};

}  // namespace

static Groups group_services(const Environment& environment) {
  Groups groups;
  for (const Service& service : environment.services) {
    const std::string name = service.networks.empty() ? "no network" : service.networks.front().network.value;
    const std::size_t index = groups.find_or_add(name);
    groups.of_service.emplace(service.name.value, index);
    Group& group = groups.list[index];
    ++group.services;
    for (const PortMapping& port : service.ports) ++(port.loopback() ? group.loopback_ports : group.external_ports);
  }
  for (const Service& service : environment.services) {
    const std::size_t from = groups.of_service.at(service.name.value);
    for (const Dependency& dependency : service.depends_on) {
      const auto to = groups.of_service.find(dependency.service.value);
      if (to != groups.of_service.end() && to->second != from) ++groups.list[from].needs[to->second];
    }
  }
  return groups;
}

static void add_entry(Graph& graph, const Groups& groups, NodeKind kind, const DiagramLinks& links) {
  const auto ports_of = [&](const Group& group) { return kind == NodeKind::internet ? group.external_ports : group.loopback_ports; };
  if (std::none_of(groups.list.begin(), groups.list.end(), [&](const Group& group) { return ports_of(group) > 0; })) return;
  const int entry = static_cast<int>(graph.nodes.size());
  const bool internet = kind == NodeKind::internet;
  graph.nodes.push_back({.kind = kind, .name = internet ? "Internet" : "This machine", .detail = internet ? "any address" : "loopback only", .href = links.ports});
  for (std::size_t i = 0; i < groups.list.size(); ++i) {
    const std::size_t ports = ports_of(groups.list[i]);
    if (ports == 0) continue;
    graph.edges.push_back({.from = entry, .to = static_cast<int>(i), .kind = EdgeKind::publish, .loopback = !internet, .weight = 8,
                           .title = fmt::format("{} publishes {}", groups.list[i].name, count_of(ports, "port")),
                           .labels = {count_of(ports, "port")}});
  }
}

Graph overview_graph(const Stack& stack, const Environment& environment, const DiagramLinks& links) {
  const Groups groups = group_services(environment);
  Graph graph;
  graph.title = fmt::format("{}, {}: networks", stack.title, environment.title);
  graph.description = fmt::format("{} are too many for one picture: each card stands for the services of one network", count_of(environment.services.size(), "service"));
  for (const Group& group : groups.list) {
    graph.nodes.push_back({.kind = NodeKind::group, .icon = Icon::group, .name = group.name, .detail = count_of(group.services, "service")});
  }
  add_entry(graph, groups, NodeKind::internet, links);
  add_entry(graph, groups, NodeKind::machine, links);
  for (std::size_t from = 0; from < groups.list.size(); ++from) {
    for (const auto& [to, number] : groups.list[from].needs) {
      graph.edges.push_back({.from = static_cast<int>(from), .to = static_cast<int>(to), .stroke = Stroke::dashed,
                             .title = fmt::format("{} → {}: {}", groups.list[from].name, groups.list[to].name, count_of(number, "dependency", "dependencies"))});
    }
  }
  return graph;
}

}  // namespace portolan::render
