// Texts inside a document that are documents of their own: fences; and the cells of a table's row.
#pragma once

#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "load/markdown/locate.h"

namespace portolan::load {

/// Adds the content of a code block, whose first line of content is line `first` of the document, as a derived text whose spans lead back.
FileId add_fence_text(SourceMap& sources, const Locator& document, std::string_view content, int first);

/// The cells of one row of a table without the blanks around them. A bar after a backslash does not divide.
std::vector<Span> cells_of(std::string_view bytes, const Span& row);

}  // namespace portolan::load
