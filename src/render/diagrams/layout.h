// Sizes in, positions out: what Graphviz is asked and what it answers. No user text ever reaches it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/expected.h"

namespace portolan::render {

struct Point {
  double x = 0, y = 0;
  bool operator==(const Point&) const = default;
};

struct Box {
  double x = 0, y = 0, width = 0, height = 0;  ///< x, y: top left corner
  bool operator==(const Box&) const = default;
};

/// Units: CSS pixels throughout.
struct LayoutNode {
  double width = 0, height = 0;
  int cluster = -1;         ///< index into clusters, -1 for none
  bool last_rank = false;   ///< volumes stand at the end
};

struct LayoutEdge {
  int from = 0, to = 0;
  int weight = 1;
  bool constraint = true;   ///< false for edges against the flow
  double label_width = 0, label_height = 0;  ///< room to keep for a label, 0 for none
};

struct LayoutCluster {
  int parent = -1;
  double title_width = 90;
};

enum class Direction { left_right, top_down };
enum class Splines { ortho, spline, polyline, line };

struct LayoutInput {
  std::vector<LayoutNode> nodes;
  std::vector<LayoutEdge> edges;
  std::vector<LayoutCluster> clusters;
  Direction direction = Direction::left_right;
};

struct EdgePath {
  std::vector<Point> points{};  ///< Bézier: start, then three points a segment; `straight`: corners
  bool straight = false;
  Point label{};              ///< centre of the label's room
};

struct Layout {
  double width = 0, height = 0;
  std::vector<Box> nodes;
  std::vector<EdgePath> edges;
  std::vector<Box> clusters;
  Splines splines = Splines::ortho;  ///< what the fallback chain ended with
  bool grid = false;                 ///< Graphviz gave nothing: our own plain grid
};

/// Never fails: when all of Graphviz fails, the answer is a plain grid.
using LayoutFunction = std::function<Layout(const LayoutInput&)>;

}  // namespace portolan::render
