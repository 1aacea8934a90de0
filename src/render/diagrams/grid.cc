#include "render/diagrams/grid.h"

#include <algorithm>
#include <cmath>

namespace portolan::render {

static constexpr double gap = 46, margin = 18, title = 30;

namespace {

/// Places boxes in rows of at most `columns`, below what stands already.
struct Rows {
  std::size_t columns;
  double left = 0, top = 0;
  double x = 0, row_height = 0, right = 0;
  std::size_t in_row = 0;

  Box place(double width, double height) {
    if (in_row == columns) end_row();
    if (in_row == 0) x = left;
    const Box box{x, top, width, height};
    x += width + gap;
    right = std::max(right, box.x + width);
    row_height = std::max(row_height, height);
    ++in_row;
    return box;
  }
  void end_row() {
    if (in_row == 0) return;
    top += row_height + gap;
    row_height = 0;
    in_row = 0;
  }
};

}  // namespace

static Point border_towards(const Box& box, const Point& target) {
  const Point centre{box.x + box.width / 2, box.y + box.height / 2};
  const double dx = target.x - centre.x, dy = target.y - centre.y;
  const double reach = std::max(std::abs(dx) / std::max(1.0, box.width / 2), std::abs(dy) / std::max(1.0, box.height / 2));
  if (reach == 0) return centre;
  return {centre.x + dx / reach, centre.y + dy / reach};
}

static EdgePath straight_line(const Box& from, const Box& to) {
  const Point begin{from.x + from.width / 2, from.y + from.height / 2}, end{to.x + to.width / 2, to.y + to.height / 2};
  const Point a = border_towards(from, end), b = border_towards(to, begin);
  return {.points = {a, b}, .straight = true, .label = {(a.x + b.x) / 2, (a.y + b.y) / 2}};
}

static void place_group(Layout& layout, const LayoutInput& input, Rows& rows, int cluster, bool last) {
  for (std::size_t i = 0; i < input.nodes.size(); ++i) {
    const LayoutNode& node = input.nodes[i];
    if (node.cluster == cluster && node.last_rank == last) layout.nodes[i] = rows.place(node.width, node.height);
  }
  rows.end_row();
}

Layout lay_grid(const LayoutInput& input) {
  const double shape = input.direction == Direction::left_right ? 1.6 : 0.4;
  const auto columns = static_cast<std::size_t>(std::max(1.0, std::sqrt(static_cast<double>(input.nodes.size()) * shape)));
  Layout layout;
  layout.grid = true;
  layout.splines = Splines::line;
  layout.nodes.resize(input.nodes.size());
  Rows rows{.columns = columns};
  place_group(layout, input, rows, -1, false);
  for (std::size_t c = 0; c < input.clusters.size(); ++c) {
    Rows inner{.columns = columns, .left = margin, .top = rows.top + title + margin, .right = margin + input.clusters[c].title_width};
    for (const bool last : {false, true}) place_group(layout, input, inner, static_cast<int>(c), last);
    const double bottom = std::max(inner.top - gap, rows.top + title) + margin;
    layout.clusters.push_back({0, rows.top, inner.right + margin, bottom - rows.top});
    rows.right = std::max(rows.right, inner.right + margin);
    rows.top = bottom + gap;
  }
  place_group(layout, input, rows, -1, true);
  layout.width = rows.right;
  layout.height = std::max(0.0, rows.top - gap);
  for (const LayoutEdge& edge : input.edges) {
    layout.edges.push_back(edge.from == edge.to ? EdgePath{} : straight_line(layout.nodes.at(static_cast<std::size_t>(edge.from)), layout.nodes.at(static_cast<std::size_t>(edge.to))));
  }
  return layout;
}

}  // namespace portolan::render
