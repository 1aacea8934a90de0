#include "check/reachability.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace portolan::check {
namespace {

constexpr std::string_view host_network = "host";
constexpr std::string_view bridge_network = "bridge";

/// The network namespaces of an environment: a service that runs in another one's namespace has the networks and the ports of that one.
class Namespaces {
 public:
  explicit Namespaces(const Environment& environment) : environment_(environment), owners_(environment.services.size()) {
    std::iota(owners_.begin(), owners_.end(), std::size_t{0});
    for (std::size_t i = 0; i < owners_.size(); ++i) owners_[i] = find_owner(i);
  }

  const Service& owner(std::size_t index) const { return environment_.services[owners_[index]]; }
  bool same(std::size_t a, std::size_t b) const { return owners_[a] == owners_[b]; }

 private:
  /// Follows `network_mode: service:NAME` and `container:NAME`; stops where a chain bites its own tail, which Docker refuses.
  std::size_t find_owner(std::size_t start) const {
    std::size_t at = start;
    for (std::size_t steps = 0; steps < owners_.size(); ++steps) {
      const std::optional<std::size_t> next = lender(environment_.services[at]);
      if (!next) return at;
      at = *next;
    }
    return start;
  }

  std::optional<std::size_t> lender(const Service& service) const {
    if (!service.network_mode) return std::nullopt;
    const std::string_view mode = service.network_mode->value;
    for (std::size_t i = 0; i < environment_.services.size(); ++i) {
      const Service& other = environment_.services[i];
      if (mode.starts_with("service:") && mode.substr(8) == other.name.value) return i;
      if (mode.starts_with("container:") && other.container_name && mode.substr(10) == other.container_name->value) return i;
    }
    return std::nullopt;
  }

  const Environment& environment_;
  std::vector<std::size_t> owners_;
};

/// Names of the networks that the owner of a namespace is on; `host` and `bridge` are Docker's own.
std::vector<std::string> networks_of(const Service& service) {
  if (service.network_mode) {
    const std::string& mode = service.network_mode->value;
    if (mode == host_network || mode == bridge_network) return {mode};
    return {};  // none, or the namespace of a container that no file defines
  }
  std::vector<std::string> names;
  for (const NetworkAttachment& attachment : service.networks) names.push_back(attachment.network.value);
  if (names.empty()) names.emplace_back("default");
  return names;
}

std::vector<std::string> common_names(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> names;
  for (const std::string& name : a) {
    if (std::find(b.begin(), b.end(), name) != b.end()) names.push_back(name);
  }
  return names;
}

bool on_host(const Service& service) { return service.network_mode && service.network_mode->value == host_network; }

bool leads_to_internet(const Environment& environment, const std::vector<std::string>& networks) {
  return std::any_of(networks.begin(), networks.end(), [&](const std::string& name) {
    const Network* network = environment.find_network(name);
    return !network || !network->internal;
  });
}

struct Ends {
  std::size_t from, to;
};

/// A service on the host's own network opens connections as the host does: to every published port.
Reach judge(const Namespaces& namespaces, const Ends& ends, const std::vector<std::string>& shared) {
  if (ends.from == ends.to) return Reach::itself;
  const Service& target = namespaces.owner(ends.to);
  const bool through_host = on_host(namespaces.owner(ends.from)) && (on_host(target) || !target.ports.empty());
  return !shared.empty() || namespaces.same(ends.from, ends.to) || through_host ? Reach::direct : Reach::none;
}

}  // namespace

Way find_way(const Environment& environment, const Service& from, const Service& to) {
  const Namespaces namespaces(environment);
  const Ends ends{static_cast<std::size_t>(&from - environment.services.data()), static_cast<std::size_t>(&to - environment.services.data())};
  Way way{.reach = Reach::none, .networks = common_names(networks_of(namespaces.owner(ends.from)), networks_of(namespaces.owner(ends.to)))};
  way.reach = judge(namespaces, ends, way.networks);
  return way;
}

Reachability compute_reachability(const Environment& environment) {
  const std::size_t count = environment.services.size();
  const Namespaces namespaces(environment);
  Reachability result{.between = std::vector<std::vector<Reach>>(count, std::vector<Reach>(count, Reach::none)),
                      .shared = std::vector<std::vector<std::string>>(count * count),
                      .from_host = std::vector<bool>(count),
                      .from_outside = std::vector<bool>(count),
                      .to_internet = std::vector<bool>(count)};
  std::vector<std::vector<std::string>> networks(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Service& owner = namespaces.owner(i);
    networks[i] = networks_of(owner);
    result.from_host[i] = on_host(owner) || !owner.ports.empty();
    result.from_outside[i] = on_host(owner) || std::any_of(owner.ports.begin(), owner.ports.end(),
                                                           [](const PortMapping& port) { return !port.loopback(); });
    result.to_internet[i] = leads_to_internet(environment, networks[i]);
  }
  for (std::size_t from = 0; from < count; ++from) {
    for (std::size_t to = 0; to < count; ++to) {
      std::vector<std::string>& shared = result.shared[from * count + to];
      shared = common_names(networks[from], networks[to]);
      result.between[from][to] = judge(namespaces, {from, to}, shared);
    }
  }
  return result;
}

}  // namespace portolan::check
