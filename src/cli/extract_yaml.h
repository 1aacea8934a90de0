// A compose document as somebody would write it, with the line of the plan behind each key.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "base/source_map.h"
#include "model/value.h"

namespace portolan::cli {

struct ExtractStyle {
  bool origins = true;
  std::set<std::string> unfinished = {};  ///< services without image and build: they follow as comments
};

/// Name of the origin of what the plan does not say and a missing file asks for.
inline constexpr std::string_view absent_file = "absent file";

/// `services` first, else source order. What holds only a place (load's placeholder tag) stands as a comment where it would be.
std::string print_document(const Value& document, const SourceMap& sources, const ExtractStyle& style);

}  // namespace portolan::cli
