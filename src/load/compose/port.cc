#include "load/compose/port.h"

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::load {

static Expected<std::uint16_t> parse_port_number(std::string_view text) {
  const auto number = parse_digits(text);
  if (!number || *number > 65535) return unexpected(fmt::format("expected a port from 1 to 65535, found \"{}\"", text));
  return static_cast<std::uint16_t>(*number);
}

Expected<PortRange> parse_port_range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = parse_port_number(text.substr(0, dash));
  if (!first) return unexpected(first.error());
  if (dash == std::string_view::npos) return PortRange{*first, *first};
  const auto last = parse_port_number(text.substr(dash + 1));
  if (!last) return unexpected(last.error());
  if (*last < *first) return unexpected(fmt::format("range {}-{} runs backwards", *first, *last));
  return PortRange{*first, *last};
}

static bool is_address(std::string_view text) {
  if (text.find(':') != std::string_view::npos) {
    return text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
  }
  const auto parts = split(text, '.');
  if (parts.size() != 4) return false;
  for (const std::string_view part : parts) {
    const auto number = parse_digits(part);
    if (!number || *number > 255 || part.size() > 3) return false;
  }
  return true;
}

/// The address and the two ports of IP:PUBLISHED:TARGET, as texts.
struct PortParts {
  std::string_view address, published, target;
};

static Expected<PortParts> split_parts(std::string_view text) {
  const std::size_t last = text.rfind(':');
  if (last == std::string_view::npos) return PortParts{{}, {}, text};
  PortParts parts{{}, {}, text.substr(last + 1)};
  const std::string_view host = text.substr(0, last);
  const std::size_t before = host.starts_with('[') && host.ends_with(']') ? std::string_view::npos : host.rfind(':');
  if (before == std::string_view::npos) {
    parts.published = host;
  } else {
    parts.address = host.substr(0, before);
    parts.published = host.substr(before + 1);
  }
  if (parts.address.starts_with('[') && parts.address.ends_with(']')) {
    parts.address = parts.address.substr(1, parts.address.size() - 2);
  } else if (parts.address.find(':') != std::string_view::npos) {
    return unexpected(fmt::format("an IPv6 address stands in brackets: [{}]", parts.address));
  }
  if (!parts.address.empty() && !is_address(parts.address)) return unexpected(fmt::format("\"{}\" is no IP address", parts.address));
  return parts;
}

Expected<std::vector<ShortPort>> parse_port(std::string_view text) {
  ShortPort port;
  const std::size_t slash = text.find('/');
  std::string_view rest = text.substr(0, slash);
  if (slash != std::string_view::npos) port.protocol = to_lower(text.substr(slash + 1));
  if (port.protocol.empty()) port.protocol = "tcp";
  if (port.protocol != "tcp" && port.protocol != "udp" && port.protocol != "sctp") {
    return unexpected(fmt::format("\"{}\" is no protocol; it is tcp, udp or sctp", port.protocol));
  }
  const auto parts = split_parts(rest);
  if (!parts) return unexpected(parts.error());
  if (parts->target.empty()) return unexpected("the port of the container is missing");
  const auto target = parse_port_range(parts->target);
  if (!target) return unexpected(target.error());
  port.host_ip = parts->address;

  std::vector<ShortPort> ports;
  if (parts->published.empty()) {
    for (int number = target->first; number <= target->last; ++number) {
      port.target = number;
      ports.push_back(port);
    }
    return ports;
  }
  const auto published = parse_port_range(parts->published);
  if (!published) return unexpected(published.error());
  const int width = target->last - target->first;
  if (published->last - published->first != width) {
    if (!target->single()) {
      return unexpected(fmt::format("ranges {} and {} differ in length", to_string(*published), to_string(*target)));
    }
    port.target = target->first;
    port.published = to_string(*published);
    return std::vector{port};
  }
  for (int i = 0; i <= width; ++i) {
    port.target = target->first + i;
    port.published = std::to_string(published->first + i);
    ports.push_back(port);
  }
  return ports;
}

}  // namespace portolan::load
