// .env files: NAME=value lines with quotes, escapes and expansion.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/source_map.h"

namespace portolan::load {

struct DotenvEntry {
  Spanned<std::string> name;
  std::optional<Spanned<std::string>> value;  ///< none: a bare NAME, inherited from the lookup
};

using Lookup = std::function<std::optional<std::string>(std::string_view name)>;

/// Reads the text of `file`. `lookup` answers names that the file itself has not set before. Entries in file order, duplicates kept (the last wins).
/// Source: Compose Specification, interpolation and env_file: quotes, escapes, `export`, multi-line, expansion.
std::vector<DotenvEntry> read_dotenv(const SourceMap& sources, FileId file, const Lookup& lookup, Diagnostics& problems);

}  // namespace portolan::load
