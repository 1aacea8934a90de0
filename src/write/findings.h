// Findings → text and JSON, as the command line promises.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"

namespace portolan::write {

/// What a report format gets to see.
struct FindingsInput {
  const Handbook& handbook;
  const std::vector<StackReport>& reports;  ///< parallel to handbook.stacks
  const std::vector<Finding>& problems;     ///< about files of no stack
  const SourceMap& sources;
};

enum class Excerpts { none, plain, coloured };

struct FindingsFormat {
  std::string_view name;  ///< "text", "json"
  std::string (*write)(const FindingsInput& input, Excerpts excerpts);
};

/// Alphabetical.
const std::vector<FindingsFormat>& findings_formats();

/// One finding as `FILE:LINE:COLUMN: severity: message [rule]`, then excerpt, related places and help when asked for. Ends with a line break.
std::string format_finding(const Diagnostic& diagnostic, const SourceMap& sources, Excerpts excerpts);

/// All findings of all stacks and of the handbook, sorted by (file, line, column, rule, message).
std::vector<const Finding*> sorted_findings(const FindingsInput& input);

}  // namespace portolan::write
