// Who can open a connection to whom: computed from networks, namespaces and published ports, never guessed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/environment.h"

namespace portolan::check {

enum class Reach { none, direct, itself };

/// Index i is environment.services[i].
struct Reachability {
  std::vector<std::vector<Reach>> between;      ///< between[from][to]: share a network, or a namespace
  std::vector<std::vector<std::string>> shared; ///< flattened [from * n + to]: names of the networks they share
  std::vector<bool> from_host;                  ///< publishes a port on any address of this machine (or network_mode host)
  std::vector<bool> from_outside;               ///< publishes a port on an address other than loopback
  std::vector<bool> to_internet;                ///< has a network that is not internal

  const std::vector<std::string>& shared_networks(std::size_t from, std::size_t to) const { return shared[from * between.size() + to]; }
};

Reachability compute_reachability(const Environment& environment);

/// The same for one pair, where the whole table would be far larger than what is asked.
struct Way {
  Reach reach = Reach::none;
  std::vector<std::string> networks;  ///< that the two share
};

/// Both are services of `environment`.
Way find_way(const Environment& environment, const Service& from, const Service& to);

}  // namespace portolan::check
