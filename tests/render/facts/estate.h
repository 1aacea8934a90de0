// Small stacks built in memory, for tests of what pages tell about them.
#pragma once

#include <string>
#include <string_view>

#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"

namespace portolan::test {

inline Service make_service(std::string name, std::string image) {
  Service service;
  service.name.value = std::move(name);
  service.image = Spanned<std::string>{image, {}};
  if (const auto reference = parse_image(image)) service.image_reference = *reference;
  return service;
}

inline PortMapping make_port(std::uint16_t published, std::uint16_t target, std::string host_ip = {}) {
  PortMapping port;
  port.host_ip = std::move(host_ip);
  port.published = PortRange{published, published};
  port.target = {target, target};
  return port;
}

inline void join_network(Service& service, std::string network) { service.networks.emplace_back().network.value = std::move(network); }

inline void wait_for(Service& service, std::string other, DependencyCondition condition = DependencyCondition::started) {
  service.depends_on.push_back({.service = {std::move(other), {}}, .condition = condition, .span = {}});
}

inline Variable make_variable(std::string name, std::string value) {
  Variable variable;
  variable.name.value = std::move(name);
  variable.value = Spanned<std::string>{std::move(value), {}};
  return variable;
}

}  // namespace portolan::test
