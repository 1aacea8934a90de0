// The panel "How this plan was read": what was understood, by which words, and what was not.
#pragma once

#include <cstddef>

#include "render/page.h"
#include "render/template.h"

namespace portolan::render {

Html plan_reading(const PageContext& page, std::size_t plan);

}  // namespace portolan::render
