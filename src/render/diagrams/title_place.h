// Where the title of a cluster stands: where no line crosses it, if there is such a place.
#pragma once

#include "render/diagrams/layout.h"
#include "render/diagrams/measure.h"

namespace portolan::render {

struct TitlePlace {
  Point corner;          ///< top left; `metrics::title_height` high
  bool compact = false;  ///< its pills show their signs only: lines leave no room for the words

  bool operator==(const TitlePlace&) const = default;
};

/// Of the title of cluster `index`. Where every place is crossed by a line, the usual one.
TitlePlace title_place(const Layout& layout, const SizedCluster& sized, std::size_t index);

}  // namespace portolan::render
