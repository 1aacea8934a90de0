// The ports of an environment: what is open on the host, for whom, and what the plan says of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/claims.h"
#include "render/facts/masking.h"

namespace portolan::render {

enum class Audience {
  everyone,      ///< all interfaces of the host: other machines too
  this_machine,  ///< loopback only
  its_networks,  ///< services on the same networks
  nobody,        ///< has no network at all
};

/// "all interfaces", "this machine", "its networks", "nobody".
std::string_view words_of(Audience audience);

/// One row of the ports table.
struct PortFact {
  const Service* service = nullptr;
  std::optional<PortRange> host;  ///< none: not published, or a free port that Docker picks (then `picked`)
  bool picked = false;
  std::string host_ip;            ///< "" for all addresses
  PortRange container;
  std::string protocol;           ///< "tcp", "udp"
  std::string speaks;             ///< "HTTP", "PostgreSQL"; "" when unknown
  Audience audience = Audience::its_networks;
  std::string purpose;            ///< the plan's words, "" when it has none
  std::optional<ClaimView> claim; ///< the plan's statement about this port; a contradicted one before others
  Span span;                      ///< the entry that says so; the service's name for the default port of an image

  bool open() const { return host || picked; }
};

/// ":8000", "127.0.0.1:8080", "any free port"; "" when it is not published.
std::string host_text(const PortFact& port);
/// "8000", "53/udp".
std::string container_text(const PortFact& port);

/// Services in source order; published ports of a service first, then those that only its networks reach.
std::vector<PortFact> list_ports(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking);

/// What became of the claims about ports of this environment.
Verdicts judge_ports(const Stack& stack, const StackReport& report, std::size_t environment);

}  // namespace portolan::render
