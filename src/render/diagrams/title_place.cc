#include "render/diagrams/title_place.h"

#include <vector>

#include "render/diagrams/tidy.h"

namespace portolan::render {

static bool is_free(const Layout& layout, const Box& title) {
  for (const Box& node : layout.nodes) {
    if (node.x < title.x + title.width && title.x < node.x + node.width && node.y < title.y + title.height && title.y < node.y + node.height) return false;
  }
  for (const EdgePath& edge : layout.edges) {
    const std::vector<Point> points = polyline_of(edge);
    for (std::size_t i = 1; i < points.size(); ++i) {
      if (touches(title, points[i - 1], points[i])) return false;
    }
  }
  return true;
}

TitlePlace title_place(const Layout& layout, const SizedCluster& sized, std::size_t index) {
  constexpr double step = 12;
  const Box& box = layout.clusters[index];
  const double left = box.x + 14;
  for (const bool compact : {false, true}) {
    const double width = compact ? sized.compact_width : sized.title_width;
    for (const double y : {box.y + 9, box.y + 22, box.y + 4}) {
      for (double x = left; x == left || x + width <= box.x + box.width - 12; x += step) {
        if (is_free(layout, {x - 2, y, width + 4, metrics::title_height})) return {{x, y}, compact};
      }
    }
  }
  return {{left, box.y + 9}};
}

}  // namespace portolan::render
