#include "render/diagrams/title_place.h"

#include <algorithm>
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

Point title_place(const Layout& layout, const SizedCluster& sized, std::size_t index) {
  const Box& box = layout.clusters[index];
  const double left = box.x + 14, right = std::max(left, box.x + box.width - 14 - sized.title_width), centre = (left + right) / 2;
  for (const double x : {left, right, centre}) {
    for (const double y : {box.y + 9, box.y + 22, box.y + 4, box.y + box.height - metrics::title_height - 4}) {
      if (is_free(layout, {x - 2, y, sized.title_width + 4, metrics::title_height})) return {x, y};
    }
  }
  return {left, box.y + 9};
}

}  // namespace portolan::render
