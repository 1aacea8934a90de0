// Small corrections of routes, after Graphviz and before paint: pure geometry.
#pragma once

#include <vector>

#include "render/diagrams/layout.h"

namespace portolan::render {

/// Joins the corners of the two legs of an edge with a label into one path of upright and level stretches. Where both run with the flow,
/// they meet at the height of the second; the label moves onto the line.
EdgePath join_legs(std::vector<Point> first, std::vector<Point> second, const Box& source, const Point& label, Direction direction);

/// Moves stretches of lines that run along the border of a cluster a few pixels outside of it, where there is room.
void clear_borders(Layout& layout);

/// The corners of a path: of a curve, points close enough together to stand for it.
std::vector<Point> polyline_of(const EdgePath& path);
/// Whether the line from `a` to `b` touches the box.
bool touches(const Box& box, const Point& a, const Point& b);

}  // namespace portolan::render
