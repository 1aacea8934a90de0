// cmark-gfm's tree → our sections, blocks and inlines, with spans found again.
#pragma once

#include <string_view>

#include "base/diagnostic.h"
#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

/// Parses `text`, which stands in `file` line by line (the lines of the front matter are blank in `text`), and fills plan.sections.
void read_document(Plan& plan, SourceMap& sources, FileId file, std::string_view text, Diagnostics& problems);

}  // namespace portolan::load
