// A stack of eight services that the tests of diagrams draw: a proxy, applications, data, two networks, four volumes.
#pragma once

#include "model/stack.h"

namespace portolan::test {

/// One environment, "production". Spans are unknown throughout.
Stack sample_stack();

Service make_service(std::string name, std::string image, const std::vector<std::string>& networks);
void depend(Service& service, std::string other, DependencyCondition condition);
void mount(Service& service, std::string source, std::string target, MountType type, bool read_only);
void publish(Service& service, std::uint16_t host, std::uint16_t container, std::string ip);
Network make_network(std::string name, bool internal);

}  // namespace portolan::test
