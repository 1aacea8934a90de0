// Secrets in files that were not read to their end: nobody bound their values, so each line is judged by its own words.
#pragma once

#include "base/diagnostic.h"
#include "base/source_map.h"

namespace portolan::load {

/// Marks what stands behind the ':' or '=' of a name that is secret by its words, up to the end of the line, and the deeper lines of a block
/// scalar that starts there; passwords in URLs as well. Marks rather too much: it is for files that have errors.
void mark_secret_lines(SourceMap& sources, FileId file);

/// The same for every file in which one of `problems` is an error.
void mark_secret_lines(SourceMap& sources, const Diagnostics& problems);

}  // namespace portolan::load
