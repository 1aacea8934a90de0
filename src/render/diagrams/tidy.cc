#include "render/diagrams/tidy.h"

#include <algorithm>
#include <cmath>

namespace portolan::render {

static constexpr double nothing = 0.01, border_zone = 6, clearance = 9;

static double Point::*across(Direction direction) { return direction == Direction::left_right ? &Point::y : &Point::x; }

static bool runs_with(const Point& a, const Point& b, Direction direction) {
  double Point::*const cross = across(direction);
  return std::abs(a.*cross - b.*cross) < nothing;
}

static void drop_points_in_line(std::vector<Point>& points) {
  std::vector<Point> kept;
  for (const Point& point : points) {
    const std::size_t n = kept.size();
    if (n > 0 && std::abs(kept[n - 1].x - point.x) < nothing && std::abs(kept[n - 1].y - point.y) < nothing) continue;
    const bool in_line = n >= 2 && (std::max({kept[n - 2].x, kept[n - 1].x, point.x}) - std::min({kept[n - 2].x, kept[n - 1].x, point.x}) < nothing ||
                                    std::max({kept[n - 2].y, kept[n - 1].y, point.y}) - std::min({kept[n - 2].y, kept[n - 1].y, point.y}) < nothing);
    if (in_line) kept.pop_back();
    kept.push_back(point);
  }
  points = std::move(kept);
}

/// Both legs come along the flow: they meet at the height of the second, by a step before the label where the source is not that wide.
static void meet_straight(std::vector<Point>& first, double height, const Box& source, Direction direction) {
  double Point::*const cross = across(direction);
  double Point::*const flow = direction == Direction::left_right ? &Point::x : &Point::y;
  const std::size_t n = first.size();
  const bool sideways = direction == Direction::left_right;
  const double low = (sideways ? source.y : source.x) + 5, high = (sideways ? source.y + source.height : source.x + source.width) - 5;
  if (n == 2 && (height < low || high < height)) {
    Point before = first[0], after = first[1];
    before.*flow = after.*flow = (first[0].*flow + first[1].*flow) / 2;
    after.*cross = height;
    first.insert(first.begin() + 1, {before, after});
  } else {
    first[n - 2].*cross = height;
  }
  first.back().*cross = height;
}

EdgePath join_legs(std::vector<Point> first, std::vector<Point> second, const Box& source, const Point& label, Direction direction) {
  EdgePath path{.straight = true, .label = label};
  if (first.size() >= 2 && second.size() >= 2) {
    double Point::*const cross = across(direction);
    const bool comes_along = runs_with(first[first.size() - 2], first.back(), direction), leaves_along = runs_with(second[0], second[1], direction);
    if (comes_along && leaves_along) meet_straight(first, second[0].*cross, source, direction);
    const double height = leaves_along ? second[0].*cross : comes_along ? first.back().*cross : label.*cross;
    first.back().*cross = second[0].*cross = path.label.*cross = height;
  }
  path.points = std::move(first);
  path.points.insert(path.points.end(), second.begin(), second.end());
  drop_points_in_line(path.points);
  return path;
}

bool touches(const Box& box, const Point& a, const Point& b) {
  double enter = 0, leave = 1;
  const auto clip = [&](double start, double delta, double low, double high) {
    if (delta == 0) return low <= start && start <= high;
    const double t0 = (low - start) / delta, t1 = (high - start) / delta;
    enter = std::max(enter, std::min(t0, t1));
    leave = std::min(leave, std::max(t0, t1));
    return enter <= leave;
  };
  return clip(a.x, b.x - a.x, box.x, box.x + box.width) && clip(a.y, b.y - a.y, box.y, box.y + box.height);
}

std::vector<Point> polyline_of(const EdgePath& path) {
  if (path.straight || path.points.size() < 4) return path.points;
  constexpr int steps = 8;
  std::vector<Point> points{path.points.front()};
  for (std::size_t i = 0; i + 3 < path.points.size(); i += 3) {
    const Point &a = path.points[i], &b = path.points[i + 1], &c = path.points[i + 2], &d = path.points[i + 3];
    for (int step = 1; step <= steps; ++step) {
      const double t = static_cast<double>(step) / steps, u = 1 - t;
      const double wa = u * u * u, wb = 3 * u * u * t, wc = 3 * u * t * t, wd = t * t * t;
      points.push_back({wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y});
    }
  }
  return points;
}

namespace {

/// A stretch between two corners of one edge, with the coordinate that all its points share.
struct Stretch {
  std::size_t edge;
  Point from, to;
};

}  // namespace

static bool free_of_others(const Layout& layout, const Stretch& moved) {
  for (const Box& node : layout.nodes) {
    if (touches({node.x - 3, node.y - 3, node.width + 6, node.height + 6}, moved.from, moved.to)) return false;
  }
  for (std::size_t i = 0; i < layout.edges.size(); ++i) {
    if (i == moved.edge) continue;
    const std::vector<Point>& points = layout.edges[i].points;
    for (std::size_t k = 1; k < points.size(); ++k) {
      const bool along_x = std::abs(moved.from.y - moved.to.y) < nothing && std::abs(points[k].y - points[k - 1].y) < nothing;
      const bool along_y = std::abs(moved.from.x - moved.to.x) < nothing && std::abs(points[k].x - points[k - 1].x) < nothing;
      if (!along_x && !along_y) continue;  // crossing is no harm
      const Box zone{std::min(moved.from.x, moved.to.x) - (along_y ? 4 : 0), std::min(moved.from.y, moved.to.y) - (along_x ? 4 : 0),
                     std::abs(moved.from.x - moved.to.x) + (along_y ? 8 : 0), std::abs(moved.from.y - moved.to.y) + (along_x ? 8 : 0)};
      if (touches(zone, points[k - 1], points[k])) return false;
    }
  }
  return true;
}

/// Where the coordinate of a stretch should be to keep clear of the borders `low` and `high`; itself when it does.
static double cleared(double at, double low, double high) {
  if (std::abs(at - low) < border_zone) return low - clearance;
  if (std::abs(at - high) < border_zone) return high + clearance;
  return at;
}

static void clear_stretch(Layout& layout, std::size_t edge, std::size_t corner, const Box& box) {
  std::vector<Point>& points = layout.edges[edge].points;
  Point a = points[corner], b = points[corner + 1];
  const bool upright = std::abs(a.x - b.x) < nothing;
  if (!upright && std::abs(a.y - b.y) >= nothing) return;
  const double shared = upright ? std::min(std::max(a.y, b.y), box.y + box.height) - std::max(std::min(a.y, b.y), box.y)
                                : std::min(std::max(a.x, b.x), box.x + box.width) - std::max(std::min(a.x, b.x), box.x);
  if (shared < 16) return;
  const double to = upright ? cleared(a.x, box.x, box.x + box.width) : cleared(a.y, box.y, box.y + box.height);
  (upright ? a.x : a.y) = to;
  (upright ? b.x : b.y) = to;
  if (!free_of_others(layout, {edge, a, b})) return;
  Point& label = layout.edges[edge].label;
  if (touches({label.x - 1, label.y - 1, 2, 2}, points[corner], points[corner + 1])) (upright ? label.x : label.y) = to;
  points[corner] = a;
  points[corner + 1] = b;
}

void clear_borders(Layout& layout) {
  for (std::size_t edge = 0; edge < layout.edges.size(); ++edge) {
    if (!layout.edges[edge].straight) continue;
    // The first and the last stretch are tied to their nodes.
    for (std::size_t corner = 1; corner + 2 < layout.edges[edge].points.size(); ++corner) {
      for (const Box& box : layout.clusters) clear_stretch(layout, edge, corner, box);
    }
  }
  for (const EdgePath& edge : layout.edges) {
    for (const Point& point : edge.points) {
      layout.width = std::max(layout.width, point.x);
      layout.height = std::max(layout.height, point.y);
    }
  }
}

}  // namespace portolan::render
