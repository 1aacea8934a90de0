#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "render/diagrams/network_graph.h"
#include "render/diagrams/network_making.h"

namespace portolan::render {

static constexpr std::size_t most_sharers = 6;

namespace {

/// A volume, or a path of the host that several services mount.
struct Store {
  NodeKind kind;
  std::string name;
  struct User {
    std::size_t service;
    bool read_only;
    std::string target;
  };
  std::vector<User> users;  ///< each service once
};

}  // namespace

static std::vector<Store> stores_of(const Environment& environment) {
  std::vector<Store> stores;
  std::map<std::pair<NodeKind, std::string>, std::size_t> known;
  for (std::size_t i = 0; i < environment.services.size(); ++i) {
    for (const Mount& mount : environment.services[i].mounts) {
      const bool is_volume = mount.type == MountType::volume || mount.type == MountType::cluster;
      if ((!is_volume && mount.type != MountType::bind) || mount.source.empty()) continue;
      const NodeKind kind = is_volume ? NodeKind::volume : NodeKind::folder;
      const auto [place, added] = known.emplace(std::pair(kind, mount.source), stores.size());
      if (added) stores.push_back({kind, mount.source, {}});
      std::vector<Store::User>& users = stores[place->second].users;
      if (!users.empty() && users.back().service == i) {
        users.back().read_only = users.back().read_only && mount.read_only;
      } else {
        users.push_back({i, mount.read_only, mount.target});
      }
    }
  }
  return stores;
}

static void add_store(Making& making, const Store& store) {
  const int node = static_cast<int>(making.graph.nodes.size());
  making.graph.nodes.push_back({.kind = store.kind, .name = store.name, .more = store.kind == NodeKind::volume ? "volume" : "path of the host",
                                .href = store.kind == NodeKind::volume ? making.links.volumes : ""});
  for (const Store::User& user : store.users) {
    making.graph.edges.push_back({.from = making.node_of[user.service], .to = node, .kind = EdgeKind::mount, .read_only = user.read_only,
                                  .weight = store.users.size() == 1 ? 4 : 1,
                                  .title = fmt::format("{} mounts {} at {}{}", making.environment.services[user.service].name.value,
                                                       store.name, user.target, user.read_only ? " (read only)" : "")});
  }
}

/// Clocks, devices and the like: what every container may share without sharing data.
static bool belongs_to_system(std::string_view path) {
  for (const std::string_view folder : {"/etc/", "/dev/", "/proc", "/sys", "/usr/share/zoneinfo", "/lib/modules"}) {
    if (path.substr(0, folder.size()) == folder) return true;
  }
  return false;
}

static bool stands_alone(const Store& store) {
  return store.kind == NodeKind::volume || (store.users.size() > 1 && store.users.size() <= most_sharers && !belongs_to_system(store.name));
}

/// Volumes stand at the end; what only one service binds is counted on its card, and so are all volumes of a large picture.
void add_stores(Making& making) {
  const bool fold_volumes = making.environment.services.size() > most_services_with_volumes;
  std::vector<std::size_t> binds(making.environment.services.size(), 0);
  for (const Store& store : stores_of(making.environment)) {
    if (store.kind == NodeKind::folder && (fold_volumes || !stands_alone(store))) {
      for (const Store::User& user : store.users) ++binds[user.service];
    } else if (fold_volumes) {
      for (const Store::User& user : store.users) {
        making.graph.nodes[static_cast<std::size_t>(making.node_of[user.service])].pills.push_back({store.name, PillKind::volume});
      }
    } else {
      add_store(making, store);
    }
  }
  for (std::size_t i = 0; i < binds.size(); ++i) {
    if (binds[i] == 0) continue;
    making.graph.nodes[static_cast<std::size_t>(making.node_of[i])].pills.push_back({count_of(binds[i], "bind mount")});
  }
}

}  // namespace portolan::render
