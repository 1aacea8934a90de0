#include "render/facts/reach.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "check/knowledge/images.h"

namespace portolan::render {

/// Services with the same key share networks and namespaces, so they reach the same others.
static std::string key_of(const Service& service) {
  std::vector<std::string> names;
  for (const NetworkAttachment& attachment : service.networks) names.push_back(attachment.network.value);
  std::sort(names.begin(), names.end());
  std::string key = join(names, "\n");
  if (service.network_mode) key += "\n\n" + service.network_mode->value;
  return key;
}

static std::string name_of_group(const std::vector<const Service*>& services) {
  if (services.size() == 1) return services.front()->name.value;
  std::vector<std::string> names;
  for (const NetworkAttachment& attachment : services.front()->networks) names.push_back(attachment.network.value);
  if (const auto& mode = services.front()->network_mode) names.push_back(fmt::format("network_mode {}", mode->value));
  if (names.empty()) return fmt::format("{} services without a network", services.size());
  return fmt::format("{} services on {}", services.size(), join_naturally(names));
}

static std::vector<ReachGroup> group_services(const Environment& environment) {
  std::vector<ReachGroup> groups;
  const bool one_each = environment.services.size() <= most_rows_of_matrix;
  std::map<std::string, std::size_t> places;
  for (const Service& service : environment.services) {
    const auto [place, is_new] = places.try_emplace(one_each ? service.name.value : key_of(service), groups.size());
    if (is_new) groups.emplace_back();
    groups[place->second].services.push_back(&service);
  }
  for (ReachGroup& group : groups) group.name = name_of_group(group.services);
  return groups;
}

static std::string address_of(const Stack& stack, const ReachGroup& group) {
  if (group.services.size() > 1) return {};
  const Service& service = *group.services.front();
  const auto ports = check::listening_ports(stack, service);
  std::vector<std::string> addresses;
  for (std::size_t i = 0; i < ports.size() && i < 3; ++i) addresses.push_back(fmt::format("{}:{}", service.name.value, ports[i]));
  if (ports.size() > 3) addresses.push_back("…");
  return join(addresses, " ");
}

static ReachCell make_way(const std::string& address, std::size_t services, std::vector<std::string> networks) {
  ReachCell cell{.kind = ReachCell::Kind::reaches, .address = address, .networks = std::move(networks)};
  if (services == 1 && address.empty()) cell.kind = ReachCell::Kind::no_port;
  return cell;
}

/// Host ports of the group: all, or only those that other machines reach.
template <class Wanted>
static ReachCell host_ports(const ReachGroup& group, Wanted wanted) {
  std::vector<std::string> ports;
  for (const Service* service : group.services) {
    for (const PortMapping& mapping : service->ports) {
      if (wanted(mapping)) ports.push_back(mapping.published ? ":" + to_string(*mapping.published) : "any free port");
    }
    if (service->network_mode && service->network_mode->value == "host") ports.push_back("its own ports");
  }
  if (ports.empty()) return {};
  if (ports.size() > 4) ports = {ports[0], ports[1], ports[2], fmt::format("and {} more", ports.size() - 3)};
  return {.kind = ReachCell::Kind::reaches, .address = join(ports, " "), .networks = {}};
}

static void fill_between(const Environment& environment, const Stack& stack, const check::Reachability& reach, ReachMatrix& matrix) {
  const auto index_of = [&](const Service* service) { return static_cast<std::size_t>(service - environment.services.data()); };
  std::vector<std::string> addresses;
  for (const ReachGroup& group : matrix.groups) addresses.push_back(address_of(stack, group));
  for (const ReachGroup& from : matrix.groups) {
    auto& row = matrix.between.emplace_back();
    for (std::size_t to = 0; to < matrix.groups.size(); ++to) {
      const auto& receivers = matrix.groups[to].services;
      const bool same = &from == &matrix.groups[to];
      if (same && receivers.size() == 1) {
        row.push_back({.kind = ReachCell::Kind::itself, .address = {}, .networks = {}});
        continue;
      }
      const std::size_t a = index_of(from.services.front()), b = index_of(receivers[same ? 1 : 0]);
      row.push_back(reach.between[a][b] == check::Reach::none ? ReachCell{} : make_way(addresses[to], receivers.size(), reach.shared_networks(a, b)));
    }
    const bool leaves = reach.to_internet[index_of(from.services.front())];
    matrix.out.push_back(leaves ? ReachCell{.kind = ReachCell::Kind::reaches, .address = "out", .networks = {}} : ReachCell{});
  }
}

ReachMatrix build_matrix(const Stack& stack, const Environment& environment) {
  ReachMatrix matrix;
  matrix.groups = group_services(environment);
  matrix.collapsed = matrix.groups.size() < environment.services.size() || environment.services.size() > most_rows_of_matrix;
  matrix.too_large = matrix.groups.size() > most_rows_of_matrix;
  if (matrix.too_large) return matrix;
  fill_between(environment, stack, check::compute_reachability(environment), matrix);
  for (const ReachGroup& group : matrix.groups) {
    matrix.from_host.push_back(host_ports(group, [](const PortMapping&) { return true; }));
    matrix.from_outside.push_back(host_ports(group, [](const PortMapping& mapping) { return !mapping.loopback(); }));
  }
  return matrix;
}

bool is_flat(const Environment& environment, const check::Reachability& reach) {
  if (environment.services.size() < 3) return false;
  return std::all_of(reach.between.begin(), reach.between.end(), [](const std::vector<check::Reach>& row) {
    return std::none_of(row.begin(), row.end(), [](check::Reach way) { return way == check::Reach::none; });
  });
}

std::vector<OpenStore> find_open_stores(const Stack& stack, const Environment& environment, const check::Reachability& reach) {
  std::vector<OpenStore> found;
  for (std::size_t to = 0; to < environment.services.size(); ++to) {
    const Service& store = environment.services[to];
    const check::ServiceRole role = check::role_of(stack, store);
    if (role != check::ServiceRole::database && role != check::ServiceRole::cache) continue;
    OpenStore open{.store = &store, .needed_by = {}, .others = {}};
    for (std::size_t from = 0; from < environment.services.size(); ++from) {
      if (from == to || reach.between[from][to] == check::Reach::none) continue;
      const auto& waits = environment.services[from].depends_on;
      const bool needs = std::any_of(waits.begin(), waits.end(), [&](const Dependency& d) { return d.service.value == store.name.value; });
      (needs ? open.needed_by : open.others).push_back(&environment.services[from]);
    }
    if (!open.needed_by.empty() && !open.others.empty()) found.push_back(std::move(open));
  }
  return found;
}

}  // namespace portolan::render
