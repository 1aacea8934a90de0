// Cells of lines and heads that belong together, and where they end.
#pragma once

#include <cstddef>
#include <vector>

#include "load/markdown/drawing/strokes.h"
#include "model/drawing.h"

namespace portolan::load {

struct WireEnd {
  std::size_t cell = 0;  ///< index into Wire::cells
  Side side = no_side;   ///< where it leads to
  bool head = false;
};

/// Text that a line runs through.
struct WireLabel {
  std::size_t left = 0, right = 0;  ///< the cells beside it, indices into Wire::cells
  std::size_t run = 0;              ///< index into Strokes::runs()
};

/// Lines that touch each other.
struct Wire {
  std::vector<DrawnPoint> cells{};
  std::vector<std::vector<std::size_t>> next{};  ///< neighbours of each cell, indices into `cells`
  std::vector<WireEnd> ends{};
  std::vector<WireLabel> labels{};
};

/// Each line and head belongs to exactly one wire. Top to bottom, left to right by their first cells.
std::vector<Wire> find_wires(const Grid& grid, const Strokes& strokes);

}  // namespace portolan::load
