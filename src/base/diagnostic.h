// The one way to speak about the user's files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace portolan {

enum class Severity { error, warning, info };

std::string_view name_of(Severity severity);

/// Another place that belongs to the message, with its own words: "published here".
struct Related {
  Span span{};
  std::string message{};
};

struct Edit {
  Span span{};
  std::string replacement;
};

/// A correction that is certain. It applies only while the file still has `file_hash`.
struct Fix {
  std::string description;
  FileId file = FileId::none;
  std::uint64_t file_hash = 0;
  std::vector<Edit> edits;
};

/// All fields have defaults, so that a rule names only what it sets. Messages: lower case, no full stop, names quoted.
struct Diagnostic {
  std::string rule{};
  Severity severity = Severity::error;
  Span span{};
  std::string message{};
  std::vector<Related> related{};
  std::string help{};
  std::optional<Fix> fix{};
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace portolan
