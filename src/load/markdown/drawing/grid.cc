#include "load/markdown/drawing/grid.h"

#include <algorithm>

#include "base/utf8.h"

namespace portolan::load {

static constexpr int tab_width = 8;

std::optional<Grid> Grid::from(std::string_view text) {
  Grid grid;
  std::vector<GridCell> row;
  const auto finish = [&] {
    while (!row.empty() && is_blank(row.back().glyph)) row.pop_back();
    grid.columns_ = std::max(grid.columns_, static_cast<int>(row.size()));
    grid.rows_.push_back(std::move(row));
    row.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    const auto begin = static_cast<std::uint32_t>(at), end = static_cast<std::uint32_t>(at + point.length);
    at = end;
    if (point.value == '\n') {
      finish();
      if (grid.rows() > most_grid_rows) return std::nullopt;
      continue;
    }
    if (point.value == '\r') continue;
    if (row.size() > static_cast<std::size_t>(most_grid_columns)) return std::nullopt;
    if (point.value == '\t') {
      do row.push_back({U' ', begin, end});
      while (row.size() % tab_width != 0);
      continue;
    }
    const int width = width_of(point.value);
    if (width == 0) {  // an accent belongs to the character before it
      if (!row.empty()) row.back().end = end;
      continue;
    }
    row.push_back({point.value, begin, end});
    if (width == 2) row.push_back({0, end, end});
  }
  finish();
  while (!grid.rows_.empty() && grid.rows_.back().empty()) grid.rows_.pop_back();
  if (grid.rows() > most_grid_rows || grid.columns_ > most_grid_columns || grid.rows() * grid.columns_ > most_grid_cells) return std::nullopt;
  return grid;
}

Span Grid::span(FileId file, int row, int first, int last) const {
  Span span{file, cell(row, first).begin, cell(row, first).end};
  for (int column = first; column <= last; ++column) span.end = std::max(span.end, cell(row, column).end);
  return span;
}

namespace {

constexpr int most_drift = 4;   // columns
constexpr int most_missing = 2; // rows that may lack a border before it is forgotten

struct Expected {
  int column = 0;
  int missing = 0;
};

/// The border that a cell at `column` should stand under; nothing when it stands right, or when none is near.
std::optional<int> column_above(const std::vector<Expected>& expected, int column, int from) {
  std::optional<int> nearest;
  auto border = std::lower_bound(expected.begin(), expected.end(), std::max(from, column - most_drift), [](const Expected& one, int sought) { return one.column < sought; });
  for (; border != expected.end() && border->column <= column + most_drift; ++border) {
    if (!nearest || std::abs(border->column - column) < std::abs(*nearest - column)) nearest = border->column;
  }
  return nearest;
}

/// Builds one row anew, with its borders where those above stand.
class RowStraightener {
 public:
  RowStraightener(const std::vector<GridCell>& row, const std::vector<Expected>& expected) : row_(row), expected_(expected) {}

  std::vector<GridCell> build() {
    for (std::size_t i = 0; i < row_.size(); ++i) {
      if ((arms_of(row_[i].glyph) & north) != 0) place(i);
      out_.push_back(row_[i]);
    }
    return std::move(out_);
  }

 private:
  void place(std::size_t index) {
    const int column = static_cast<int>(out_.size());
    const std::optional<int> wanted = column_above(expected_, column, taken_ + 1);
    if (!wanted) return;
    if (*wanted != column) {
      // A cross of ASCII may as well be the upper corner of another box.
      if (row_[index].glyph == '+' && std::abs(*wanted - column) > 1) return;
      if (better_one_follows(index, *wanted, std::abs(*wanted - column))) return;
      move_to(*wanted);
    }
    taken_ = std::max(taken_, static_cast<int>(out_.size()));
  }

  /// A later border of the row stands nearer to the place.
  bool better_one_follows(std::size_t index, int wanted, int distance) const {
    const int shift = static_cast<int>(out_.size()) - static_cast<int>(index);
    const std::size_t last = std::min(row_.size(), index + 2 * most_drift + 2);
    for (std::size_t k = index + 1; k < last; ++k) {
      if ((arms_of(row_[k].glyph) & north) != 0 && std::abs(static_cast<int>(k) + shift - wanted) < distance) return true;
    }
    return false;
  }

  void move_to(int wanted) {
    while (static_cast<int>(out_.size()) < wanted) {
      const std::uint32_t at = out_.empty() ? 0 : out_.back().end;
      const char32_t before = out_.empty() ? U' ' : out_.back().glyph;
      out_.push_back({is_horizontal(before) ? before : U' ', at, at});
    }
    while (static_cast<int>(out_.size()) > wanted && out_.size() > 1) {
      const GridCell last = out_.back();
      const GridCell& before = out_[out_.size() - 2];
      const bool spare = is_blank(last.glyph) || (is_horizontal(last.glyph) && last.glyph == before.glyph);
      if (!spare) return;
      out_.pop_back();
    }
  }

  const std::vector<GridCell>& row_;
  const std::vector<Expected>& expected_;
  std::vector<GridCell> out_;
  int taken_ = -1;
};

}  // namespace

void Grid::straighten() {
  std::vector<Expected> expected;
  columns_ = 0;
  for (std::vector<GridCell>& row : rows_) {
    row = RowStraightener(row, expected).build();
    std::vector<Expected> next;
    auto above = expected.begin();
    for (std::size_t i = 0; i < row.size(); ++i) {
      for (; above != expected.end() && above->column < static_cast<int>(i); ++above) {
        if (above->missing < most_missing) next.push_back({above->column, above->missing + 1});
      }
      const std::uint8_t arms = arms_of(row[i].glyph);
      if (above != expected.end() && above->column == static_cast<int>(i)) {
        // A cross of ASCII may be a lower corner: nothing is expected below it.
        const bool ends = ((arms & north) != 0 && (arms & south) == 0) || row[i].glyph == '+';
        const bool headed = arms == no_side && points_to(row[i].glyph) != no_side;
        if (arms == no_side && !headed && above->missing < most_missing) next.push_back({above->column, above->missing + 1});
        if (!ends && (arms & south) != 0) next.push_back({static_cast<int>(i), 0});
        ++above;
      } else if ((arms & south) != 0) {
        next.push_back({static_cast<int>(i), 0});
      }
    }
    for (; above != expected.end(); ++above) {
      if (above->missing < most_missing) next.push_back({above->column, above->missing + 1});
    }
    expected = std::move(next);
    columns_ = std::max(columns_, static_cast<int>(row.size()));
  }
}

}  // namespace portolan::load
