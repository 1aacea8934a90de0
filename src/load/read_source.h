// One file of the user, read once.
#pragma once

#include <optional>
#include <string>

#include "base/diagnostic.h"
#include "base/file_reader.h"
#include "base/source_map.h"

namespace portolan::load {

/// The source of `path`, as it was read before or as it is read now. Nothing for a file that can't be read, which is one of the `problems`.
std::optional<FileId> read_source(FileReader& reader, SourceMap& sources, const std::string& path, Diagnostics& problems);

/// Several environments share files, and a file's fault is one fault.
void add_once(Diagnostics& all, Diagnostics more);

}  // namespace portolan::load
