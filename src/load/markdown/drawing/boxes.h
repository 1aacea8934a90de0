// Closed boxes in a grid of characters.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "load/markdown/drawing/grid.h"
#include "model/drawing.h"

namespace portolan::load {

struct FoundBox {
  CellArea area{};                     ///< borders included
  std::optional<std::size_t> parent{}; ///< the smallest box around it
  std::vector<int> dividers{};         ///< rows with a line from border to border inside it
};

struct FoundBoxes {
  std::vector<FoundBox> boxes{};  ///< top to bottom, left to right, outer before inner
  int open_corners = 0;           ///< `┌` that no box came of
  bool table = false;             ///< cells in rows and columns: a table, no diagram
  bool exhausted = false;         ///< the text asks for more work than any diagram
};

/// Top and bottom may hold a title. A side may lack a few of its characters, as where a text runs over it or an arrow's head stands in it.
/// Boxes above each other that share a border are one with a divider, unless there are three or more of one line each.
FoundBoxes find_boxes(const Grid& grid);

/// Which box each cell belongs to, and where borders are.
class BoxMap {
 public:
  BoxMap(const Grid& grid, const std::vector<FoundBox>& boxes);
  /// The innermost box around a cell, its border included; -1 for none.
  int owner(int row, int column) const { return inside(row, column) ? owners_[index(row, column)] : -1; }
  bool is_border(int row, int column) const { return inside(row, column) && borders_[index(row, column)]; }

 private:
  bool inside(int row, int column) const { return row >= 0 && row < rows_ && column >= 0 && column < columns_; }
  std::size_t index(int row, int column) const { return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column); }

  int rows_, columns_;
  std::vector<int> owners_;
  std::vector<bool> borders_;
};

}  // namespace portolan::load
