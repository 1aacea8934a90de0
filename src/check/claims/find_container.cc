#include "check/claims/find_container.h"

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::check {

std::string container_name_of(const Environment& environment, const Service& service) {
  if (service.container_name) return service.container_name->value;
  return fmt::format("{}-{}-1", environment.project_name, service.name.value);
}

/// PROJECT of "PROJECT-SERVICE-3" or "PROJECT_SERVICE_3"; "" when the name is not made so.
static std::string_view project_in(std::string_view container, std::string_view service) {
  for (const char mark : {'-', '_'}) {
    const std::size_t last = container.rfind(mark);
    if (last == std::string_view::npos || !parse_digits(container.substr(last + 1))) continue;
    const std::string_view head = container.substr(0, last);
    if (!head.ends_with(service) || head.size() < service.size() + 2 || head[head.size() - service.size() - 1] != mark) continue;
    return head.substr(0, head.size() - service.size() - 1);
  }
  return {};
}

const Service* find_by_container(const Environment& environment, std::string_view container) {
  for (const Service& service : environment.services) {
    if (service.container_name && service.container_name->value == container) return &service;
  }
  for (const Service& service : environment.services) {
    if (!service.container_name && !environment.project_name.empty() && project_in(container, service.name.value) == environment.project_name) return &service;
  }
  return nullptr;
}

const Service* find_by_other_project(const Environment& environment, std::string_view container) {
  for (const Service& service : environment.services) {
    if (!service.container_name && !project_in(container, service.name.value).empty()) return &service;
  }
  return nullptr;
}

}  // namespace portolan::check
