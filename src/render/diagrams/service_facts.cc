#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "render/diagrams/network_graph.h"

namespace portolan::render {

bool too_large_for_one_picture(const Environment& environment) {
  std::size_t edges = 0;
  for (const Service& service : environment.services) edges += service.depends_on.size();
  return environment.services.size() > most_services || edges > most_edges;
}

static bool depends_on(const Service& service, std::string_view other) {
  return std::any_of(service.depends_on.begin(), service.depends_on.end(),
                     [&](const Dependency& dependency) { return dependency.service.value == other; });
}

/// Callers count most; then an open network for what is published; then those whom it calls.
static int nearness(const Environment& environment, const Service& service, const Network& network) {
  int score = !service.ports.empty() && !network.internal ? 3 : 0;
  for (const Service& other : environment.services) {
    if (&other == &service || !other.joins(network.name.value)) continue;
    if (depends_on(other, service.name.value)) score += other.networks.size() == 1 ? 16 : 8;
    if (depends_on(service, other.name.value)) score += 1;
  }
  return score;
}

const Network* primary_network(const Environment& environment, const Service& service) {
  const Network* best = nullptr;
  int best_score = -1;
  for (const NetworkAttachment& attachment : service.networks) {
    const Network* const network = environment.find_network(attachment.network.value);
    if (!network) continue;
    const int score = service.networks.size() == 1 ? 0 : nearness(environment, service, *network);
    if (score <= best_score) continue;
    best = network;
    best_score = score;
  }
  return best;
}

std::string port_label(const PortMapping& port) {
  std::string label = port.published ? to_string(*port.published) : "any";
  if (!port.published || *port.published != port.target) label += " → " + to_string(port.target);
  if (port.protocol != "tcp" && !port.protocol.empty()) label += "/" + port.protocol;
  return label;
}

std::string join_some(std::vector<std::string> names) {
  constexpr std::size_t most = 12;
  if (names.size() > most) {
    const std::size_t rest = names.size() - most + 1;
    names.resize(most - 1);
    names.push_back(fmt::format("{} more", rest));
  }
  return join_naturally(names);
}

/// The image that the last stage, or the target, is made from; "" when the Dockerfile does not say.
static std::string base_image(const Stack& stack, const BuildDefinition& build) {
  const Dockerfile* const dockerfile = stack.find_dockerfile(build.resolved_dockerfile);
  if (!dockerfile || dockerfile->stages.empty()) return "";
  const auto find_stage = [&](std::string_view name, std::size_t before) -> std::size_t {
    for (std::size_t i = before; i-- > 0;) {
      if (dockerfile->stages[i].name == name) return i;
    }
    return before;
  };
  std::size_t stage = dockerfile->stages.size() - 1;
  if (build.target) stage = std::min(stage, find_stage(build.target->value, dockerfile->stages.size()));
  for (;;) {
    const std::string& base = dockerfile->stages[stage].base.value;
    const std::size_t earlier = find_stage(base, stage);
    if (earlier == stage) return base;
    stage = earlier;
  }
}

/// A drawing shows where a build comes from, never with whose account: "https://me:secret@host/x" → "https://host/x".
static std::string without_account(std::string address) {
  const std::size_t scheme = address.find("://");
  const std::size_t at = scheme == std::string::npos ? scheme : address.substr(0, address.find('/', scheme + 3)).rfind('@');
  if (at != std::string::npos && at > scheme) address.erase(scheme + 3, at - scheme - 2);
  return address;
}

std::string origin_of(const Stack& stack, const Service& service) {
  if (!service.build) return service.image ? service.image->value : "";
  const std::string base = base_image(stack, *service.build);
  const std::string build = "build: " + (service.build->context.value.empty() ? "." : without_account(service.build->context.value));
  return base.empty() ? build : build + " → " + base;
}

}  // namespace portolan::render
