#include "render/diagrams/network_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "render/diagrams/network_graph.h"

namespace portolan::render {

static constexpr std::size_t most_sentences = 400;

static std::string places_of(const Service& service) {
  std::vector<std::string> names;
  for (const NetworkAttachment& attachment : service.networks) names.push_back(attachment.network.value);
  if (!names.empty()) return fmt::format(" in {} {}", names.size() == 1 ? "network" : "networks", join_some(names));
  if (!service.network_mode) return " in no network";
  const std::string_view mode = service.network_mode->value;
  if (mode.substr(0, 8) == "service:") return fmt::format(" in the network of service {}", mode.substr(8));
  return mode == "none" ? " in no network" : fmt::format(" in network mode {}", mode);
}

static void add_ports(std::vector<std::string>& parts, const Service& service) {
  std::vector<std::string> open, local;
  for (const PortMapping& port : service.ports) (port.loopback() ? local : open).push_back(port_label(port));
  if (!open.empty()) parts.push_back(fmt::format("publishes {} on every address", join_some(open)));
  if (!local.empty()) parts.push_back(fmt::format("publishes {} for this machine only", join_some(local)));
}

static void add_dependencies(std::vector<std::string>& parts, const Service& service) {
  std::vector<std::string> started, healthy, completed;
  for (const Dependency& dependency : service.depends_on) {
    switch (dependency.condition) {
      case DependencyCondition::started: started.push_back(dependency.service.value); break;
      case DependencyCondition::healthy: healthy.push_back(dependency.service.value); break;
      case DependencyCondition::completed: completed.push_back(dependency.service.value); break;
    }
  }
  if (!healthy.empty()) parts.push_back(fmt::format("waits until {} {} healthy", join_some(healthy), healthy.size() == 1 ? "is" : "are"));
  if (!completed.empty()) parts.push_back(fmt::format("waits until {} {} completed", join_some(completed), completed.size() == 1 ? "has" : "have"));
  if (!started.empty()) parts.push_back(fmt::format("starts after {}", join_some(started)));
}

static void add_mounts(std::vector<std::string>& parts, const Service& service) {
  std::vector<std::string> stores;
  for (const Mount& mount : service.mounts) {
    if (mount.source.empty() || (mount.type != MountType::volume && mount.type != MountType::bind)) continue;
    stores.push_back(fmt::format("{} at {}{}", mount.source, mount.target, mount.read_only ? " (read only)" : ""));
  }
  if (!stores.empty()) parts.push_back(fmt::format("mounts {}", join_some(stores)));
}

static std::string sentence_on(const Stack& stack, const Service& service) {
  const std::string origin = origin_of(stack, service);
  std::vector<std::string> parts;
  add_ports(parts, service);
  add_dependencies(parts, service);
  add_mounts(parts, service);
  return fmt::format("{}{}{}{}{}", service.name.value, origin.empty() ? "" : fmt::format(" ({})", origin), places_of(service),
                     parts.empty() ? "" : "; ", join(parts, "; "));
}

static std::vector<std::string> members_of(const Environment& environment, std::string_view network) {
  std::vector<std::string> members;
  for (const Service& service : environment.services) {
    if (service.joins(network)) members.push_back(service.name.value);
  }
  return members;
}

std::vector<std::string> network_sentences(const Stack& stack, const Environment& environment) {
  std::vector<std::string> sentences;
  for (const Service& service : environment.services) {
    if (sentences.size() == most_sentences) {
      sentences.push_back(fmt::format("and {} more", count_of(environment.services.size() - most_sentences, "service")));
      return sentences;
    }
    sentences.push_back(sentence_on(stack, service));
  }
  for (const Network& network : environment.networks) {
    const std::vector<std::string> members = members_of(environment, network.name.value);
    sentences.push_back(fmt::format("network {}{} {}", network.name.value, network.internal ? ", internal: no way out to the Internet," : network.external ? ", made outside of this stack," : "",
                                    members.empty() ? "has no service" : "joins " + join_some(members)));
  }
  return sentences;
}

}  // namespace portolan::render
