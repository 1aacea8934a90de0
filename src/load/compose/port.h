// The short syntax of `ports:`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/expected.h"
#include "model/service.h"

namespace portolan::load {

/// One mapping as Compose writes it out. `published` is "" for a free port, "N", or "N-M" when Docker may choose.
struct ShortPort {
  std::string host_ip;
  std::string published;
  int target = 0;
  std::string protocol = "tcp";

  bool operator==(const ShortPort&) const = default;
};

/// Reads one entry of the short `ports:` syntax; a range becomes one entry for each port.
/// Shape:  [[IP:][PUBLISHED]:]TARGET[/PROTOCOL]; a port is `N` or `N-M`; IPv6 addresses stand in brackets; tcp, udp or sctp.
/// Units:  port numbers 1..65535 (0 published means any); ranges include both ends.
/// Errors: a reason to print after `port "8080:x": `. Never throws.
/// Source: Compose Specification, services, ports, short syntax.
Expected<std::vector<ShortPort>> parse_port(std::string_view text);

/// Shape:  `N` or `N-M`.
Expected<PortRange> parse_port_range(std::string_view text);

}  // namespace portolan::load
