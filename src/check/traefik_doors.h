// Traefik's entry points in one environment: which ports they are, where they redirect to, and which services Traefik looks at.
#pragma once

#include <vector>

#include "check/proxy_use.h"
#include "model/stack.h"

namespace portolan::check {

/// Read from the command, the environment and the files of the service that runs Traefik; nothing is known when it runs elsewhere.
/// Source: https://doc.traefik.io/traefik/reference/static-configuration/cli/
class TraefikDoors {
 public:
  TraefikDoors(const Stack& stack, const Environment& environment);

  /// nullptr when Traefik runs outside of this environment.
  const Service* service() const { return service_; }
  /// Configuration that it is given.
  const std::vector<GivenConfig>& files() const { return files_; }
  /// Gives a server the ports of its entry points. One without any listens on all; one that redirects elsewhere is left out while another one is left.
  void open(ProxyServer& server) const;
  /// A server for each entry point that sends its requests on to another.
  std::vector<ProxyServer> redirections() const;
  /// By the label "traefik.enable" and by what Traefik does without it.
  bool lets_through(const Service& service) const;

 private:
  void take_setting(std::string_view key, const Spanned<std::string>& value);
  EntryPoint& point(std::string_view name, const Span& span);
  const EntryPoint* find(std::string_view name) const;

  const Service* service_ = nullptr;
  std::vector<GivenConfig> files_;
  std::vector<EntryPoint> points_;
  bool exposed_by_default_ = true;
};

}  // namespace portolan::check
