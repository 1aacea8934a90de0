// The diagrams of a document's text, drawn, to stand below the fences that they were read from.
#pragma once

#include <string>

#include "render/page.h"

namespace portolan::render {

/// HTML for the diagrams whose text stands in `range` of the document; "" for none.
std::string drawings_in(const PageContext& page, const Plan& plan, const Span& range);

}  // namespace portolan::render
