#include "render/facts/compare.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "render/facts/compare_aspects.h"
#include "render/facts/service_facts.h"

namespace portolan::render {

static std::vector<CompareGroup> group_services(const Stack& stack) {
  std::vector<CompareGroup> groups;
  std::set<std::string, std::less<>> seen;
  for (const Environment& environment : stack.environments) {
    for (const Service& service : environment.services) {
      if (!seen.insert(service.name.value).second) continue;
      CompareGroup& group = groups.emplace_back();
      group.name = service.name.value;
      for (const Environment& other : stack.environments) group.present.push_back(other.find_service(group.name));
      group.same = std::find(group.present.begin(), group.present.end(), nullptr) == group.present.end();
    }
  }
  return groups;
}

static std::vector<CompareRow> compare_networks(const Stack& stack) {
  std::vector<CompareRow> rows;
  const auto& all = stack.environments;
  const bool alone = std::all_of(all.begin(), all.end(), [](const Environment& e) { return e.networks.size() <= 1; });
  std::vector<std::string> names;
  for (const Environment& environment : all) {
    for (const Network& network : environment.networks) {
      const std::string name = alone ? std::string("the only network") : network.name.value;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  for (const std::string& name : names) {
    CompareRow row{.aspect = name, .form = CompareRow::Form::code, .verbatim = !alone, .cells = {}};
    for (const Environment& environment : all) {
      CompareCell& cell = row.cells.emplace_back();
      const Network* network = alone ? (environment.networks.empty() ? nullptr : &environment.networks.front()) : environment.find_network(name);
      if (!network) continue;
      cell.values.push_back(network->name.value);
      if (network->internal) cell.values.push_back("internal");
      if (network->external) cell.values.push_back("external");
      cell.span = network->span;
    }
    mark(row);
    rows.push_back(std::move(row));
  }
  return rows;
}

static std::vector<CompareRow> compare_volumes(const std::vector<CompareGroup>& groups, std::size_t environments) {
  std::vector<CompareRow> rows;
  for (const CompareGroup& group : groups) {
    const auto targets = names_in(group, [](const Service& service) {
      std::vector<std::string> names;
      for (const Mount& mount : service.mounts) {
        if (mount.type == MountType::volume) names.push_back(mount.target);
      }
      return names;
    });
    for (const std::string& target : targets) {
      CompareRow row{.aspect = fmt::format("{}: {}", group.name, target), .form = CompareRow::Form::code, .verbatim = true, .cells = {}};
      for (std::size_t i = 0; i < environments; ++i) {
        CompareCell& cell = row.cells.emplace_back();
        if (!group.present[i]) {
          cell.change = Change::absent;
          continue;
        }
        for (const Mount& mount : group.present[i]->mounts) {
          if (mount.type != MountType::volume || mount.target != target) continue;
          cell.values = {mount_source_text(mount)};
          cell.span = mount.span;
        }
      }
      mark(row);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

static std::size_t count_open_ports(const Environment& environment) {
  std::size_t count = 0;
  for (const Service& service : environment.services) count += service.ports.size();
  return count;
}

static CompareCounts count_changes(const Stack& stack, const std::vector<CompareGroup>& groups) {
  CompareCounts counts;
  if (stack.environments.empty()) return counts;
  counts.open_ports_first = count_open_ports(stack.environments.front());
  counts.open_ports_last = count_open_ports(stack.environments.back());
  for (const CompareGroup& group : groups) {
    const bool first = group.present.front(), last = group.present.back();
    if (first && last) {
      counts.changed += std::any_of(group.rows.begin(), group.rows.end(),
                                    [](const CompareRow& row) { return row.cells.front().values != row.cells.back().values; });
    } else {
      counts.added += last;
      counts.removed += first;
    }
  }
  return counts;
}

Comparison compare_environments(const Stack& stack, const SourceMap& sources) {
  std::vector<CompareColumn> columns;
  for (const Environment& environment : stack.environments) columns.push_back({&environment, find_secrets(environment, sources)});
  Comparison comparison;
  comparison.services = group_services(stack);
  for (CompareGroup& group : comparison.services) add_aspects(stack, group, columns);
  comparison.networks = compare_networks(stack);
  comparison.volumes = compare_volumes(comparison.services, stack.environments.size());
  comparison.counts = count_changes(stack, comparison.services);
  return comparison;
}

}  // namespace portolan::render
