// Whether a value that a document writes is the value that a resolved compose model holds, in whatever spelling.
#pragma once

#include <string>
#include <string_view>

#include "base/source_map.h"
#include "model/environment.h"
#include "model/value.h"

namespace portolan::check {

enum class Likeness {
  same,
  different,
  unknown,  ///< one of them takes it from a variable that nobody sets here
};

/// Texts, numbers, truth values, durations ("90s", "1m30s"), sizes ("1g", "1073741824") and paths by value; a text with ${VARIABLES} is the same as the text in
/// the file with the same variables, or with the same default.
Likeness compare_values(const SourceMap& sources, std::string_view written, const Value& real);

/// `written` is "8080:80", "127.0.0.1:80:80/udp", "3000-3005:3000-3005" or "80".
bool same_port(std::string_view written, const PortMapping& real);

/// A mount in short form; options are compared as far as they say "read-only".
bool same_mount(const Environment& environment, std::string_view written, const Mount& real);

}  // namespace portolan::check
