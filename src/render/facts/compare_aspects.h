// The aspects in which one service can differ between environments.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "model/stack.h"
#include "render/facts/compare.h"
#include "render/facts/masking.h"

namespace portolan::render {

/// An environment with what must not be shown of it.
struct CompareColumn {
  const Environment* environment = nullptr;
  Masking masking;
};

/// Marks each cell against the first environment that has the service; a row is the same when nothing is marked.
void mark(CompareRow& row);

/// Fills the rows of a service: image, commands, ports, mounts, networks, order, checks, limits, variables. Aspects that no environment
/// speaks of have no row.
void add_aspects(const Stack& stack, CompareGroup& group, const std::vector<CompareColumn>& columns);

/// All names that `list` gives for the service in any environment, in order of first appearance.
template <class List>
std::vector<std::string> names_in(const CompareGroup& group, List list) {
  std::vector<std::string> names;
  std::set<std::string, std::less<>> seen;
  for (const Service* service : group.present) {
    if (!service) continue;
    for (const std::string& name : list(*service)) {
      if (seen.insert(name).second) names.push_back(name);
    }
  }
  return names;
}

}  // namespace portolan::render
