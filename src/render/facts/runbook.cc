#include "render/facts/runbook.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "render/facts/commands.h"

namespace portolan::render {

/// An option stays as it is, unless a shell would take it apart.
static std::string quote_argument(const std::string& word) {
  const std::size_t dashes = std::min(word.find_first_not_of('-'), word.size());
  return dashes > 0 && dashes < word.size() ? word.substr(0, dashes) + quote_for_shell(word.substr(dashes)) : quote_for_shell(word);
}

std::string probe_command(const Environment& environment, const Service& service) {
  if (!service.has_health_check() || service.health_check->command().empty()) return {};
  const HealthCheck& check = *service.health_check;
  std::string line = compose_line(environment, "exec", service.name.value);
  if (check.test.front() != "CMD") return fmt::format("{} sh -c {}", line, quote_for_shell(check.command()));
  for (std::size_t i = 1; i < check.test.size(); ++i) line += " " + quote_argument(check.test[i]);
  return line;
}

std::vector<std::string> port_holder_commands(const Environment& environment) {
  constexpr std::size_t most = 30;
  std::vector<std::string> tcp, udp;
  for (const Service& service : environment.services) {
    for (const PortMapping& mapping : service.ports) {
      if (!mapping.published) continue;
      auto& list = mapping.protocol == "udp" ? udp : tcp;
      const std::string number = to_string(*mapping.published);
      if (std::find(list.begin(), list.end(), number) == list.end() && list.size() < most) list.push_back(number);
    }
  }
  std::vector<std::string> lines;
  if (!tcp.empty()) lines.push_back(fmt::format("lsof -nP -iTCP:{} -sTCP:LISTEN", join(tcp, ",")));
  if (!udp.empty()) lines.push_back(fmt::format("lsof -nP -iUDP:{}", join(udp, ",")));
  return lines;
}

std::vector<const Service*> find_needs(const Environment& environment, const Service& service) {
  std::vector<const Service*> needs{&service};
  for (std::size_t i = 0; i < needs.size(); ++i) {
    for (const Dependency& dependency : needs[i]->depends_on) {
      const Service* need = environment.find_service(dependency.service.value);
      if (need && std::find(needs.begin(), needs.end(), need) == needs.end()) needs.push_back(need);
    }
  }
  needs.erase(needs.begin());
  return needs;
}

}  // namespace portolan::render
