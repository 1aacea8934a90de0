// The text of a diagram as rows of cells, as wide as they are shown, with drifting borders set right.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "load/markdown/drawing/glyphs.h"

namespace portolan::load {

struct GridCell {
  char32_t glyph = ' ';     ///< 0 for the right half of a wide character
  std::uint32_t begin = 0;  ///< bytes of the text; empty for cells that were put in to set a border right
  std::uint32_t end = 0;
};

/// Larger texts are no diagrams that anybody drew.
inline constexpr int most_grid_rows = 1000, most_grid_columns = 1000, most_grid_cells = 400'000;

class Grid {
 public:
  /// Tabs go to every eighth column. Nothing for a text that is larger than a grid may be.
  static std::optional<Grid> from(std::string_view text);

  int rows() const { return static_cast<int>(rows_.size()); }
  int columns() const { return columns_; }
  bool has(int row, int column) const { return row >= 0 && row < rows() && column >= 0 && column < width(row); }
  int width(int row) const { return static_cast<int>(rows_[static_cast<std::size_t>(row)].size()); }
  /// A blank outside of the text.
  char32_t at(int row, int column) const { return has(row, column) ? cell(row, column).glyph : U' '; }
  const GridCell& cell(int row, int column) const { return rows_[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)]; }
  /// Bytes of the columns [first, last] of a row.
  Span span(FileId file, int row, int first, int last) const;

  /// Moves borders that stand a few columns beside the border above them: blanks before them are dropped or added, lines made shorter or longer.
  void straighten();

 private:
  std::vector<std::vector<GridCell>> rows_;
  int columns_ = 0;
};

}  // namespace portolan::load
