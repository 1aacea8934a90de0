// What other stacks may know of one: enough for the home page, estate pages and estate rules, and for shards of a large handbook.
#pragma once

#include <string>
#include <vector>

#include "base/span.h"
#include "model/finding.h"

namespace portolan {

struct PortSummary {
  std::string environment;
  std::string service;
  std::string host_ip;
  PortRange published;
  PortRange target;
  std::string protocol;
  Location place;
};

struct ImageSummary {
  std::string environment;
  std::string service;
  std::string image;
  Location place;
};

struct EnvironmentSummary {
  std::string name;
  std::string title;
  EnvironmentKind kind = EnvironmentKind::other;
  std::vector<std::string> services;
  std::vector<std::string> networks;
};

struct FindingSummary {
  std::string rule;
  Severity severity = Severity::error;
  std::string message;
  std::string fingerprint;
  std::vector<std::string> environments;
  Location place;
};

/// Places are resolved, so a summary stands alone, without the SourceMap it came from.
struct StackSummary {
  std::string name;
  std::string title;
  std::string lead;  ///< one sentence of the plan, "" when there is none
  std::vector<EnvironmentSummary> environments;
  std::vector<PortSummary> ports;
  std::vector<ImageSummary> images;
  std::vector<FindingSummary> findings;
  std::size_t errors = 0, warnings = 0, notes = 0;
  std::size_t verified = 0, contradicted = 0, unverifiable = 0, planned = 0, not_judged = 0;
};

class SourceMap;

StackSummary summarise(const Stack& stack, const StackReport& report, const SourceMap& sources);

}  // namespace portolan
