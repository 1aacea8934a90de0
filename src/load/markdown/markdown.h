// Markdown text → Plan: sections, blocks, inlines with spans. The only user of cmark-gfm.
#pragma once

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

/// Reads the text of `file`. cmark-gfm is not safe in threads: calls are serialised inside. Bounded: documents over 2 MiB, lines and tables beyond their
/// limits become one unread block with a diagnostic. Statements are not filled in: see statements.h.
Plan read_markdown(SourceMap& sources, FileId file, Diagnostics& problems);

}  // namespace portolan::load
