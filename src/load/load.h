// bytes → model: everything below ROOT, read, discovered and bound.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_reader.h"
#include "base/source_map.h"
#include "load/discover.h"
#include "model/stack.h"

namespace portolan::load {

struct LoadOptions {
  unsigned jobs = 1;
  std::string title;  ///< of the handbook; "" for one made from ROOT's name
};

/// What was found. `found_anything` is false for a folder without compose files and without Markdown.
struct Loaded {
  Handbook handbook;
  std::vector<LeftOut> left_out{};  ///< what was not read, and compose files that no environment uses
  bool found_anything = false;
  std::string looked_for;  ///< one sentence, for the message about an empty folder
};

/// Reads ROOT (the reader's root). Never throws for what the files contain: every problem is a diagnostic of its stack or of the handbook.
/// The process environment is not consulted, so the same files give the same handbook everywhere.
Loaded load_handbook(FileReader& reader, SourceMap& sources, const LoadOptions& options);

/// One document with its statements, read for itself; nothing when it can't be read, with the reason in `problems`.
std::optional<Plan> load_document(FileReader& reader, SourceMap& sources, const std::string& path, Diagnostics& problems);

}  // namespace portolan::load
