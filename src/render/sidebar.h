// The navigation beside every page.
#pragma once

#include "render/page.h"

namespace portolan::render {

/// Adds what templates/parts/sidebar.html names. On pages of a stack it shows that stack, elsewhere all stacks.
void add_sidebar(const PageContext& page, Data& data);

}  // namespace portolan::render
