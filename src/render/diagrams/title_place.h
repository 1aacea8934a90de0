// Where the title of a cluster stands: where no line crosses it, if there is such a place.
#pragma once

#include "render/diagrams/layout.h"
#include "render/diagrams/measure.h"

namespace portolan::render {

/// The top left corner of the title of cluster `index`; it is `metrics::title_height` high and `sized.title_width` wide.
Point title_place(const Layout& layout, const SizedCluster& sized, std::size_t index);

}  // namespace portolan::render
