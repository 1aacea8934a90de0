#include "load/markdown/drawing/boxes.h"

#include <algorithm>
#include <tuple>

namespace portolan::load {

namespace {

constexpr std::size_t most_boxes = 300;
constexpr long most_steps = 3'000'000;
constexpr int longest_title = 80;

bool leads(char32_t glyph, std::uint8_t sides) { return (arms_of(glyph) & sides) == sides; }

class BoxFinder {
 public:
  explicit BoxFinder(const Grid& grid) : grid_(grid) {}

  FoundBoxes find() {
    for (int row = 0; row + 2 < grid_.rows() && !found_.exhausted; ++row) {
      for (int column = 0; column < grid_.width(row) && !found_.exhausted; ++column) {
        if (!is_corner(row, column)) continue;
        const auto area = close(row, column);
        if (area && found_.boxes.size() < most_boxes) found_.boxes.push_back({.area = *area});
        const bool plain = is_box_drawing(grid_.at(row, column)) && arms_of(grid_.at(row, column)) == (east | south);
        if (!area && plain) ++found_.open_corners;
        if (found_.boxes.size() == most_boxes) found_.exhausted = true;
      }
    }
    return std::move(found_);
  }

 private:
  bool is_corner(int row, int column) const {
    const char32_t glyph = grid_.at(row, column);
    if (!leads(glyph, east | south) || !leads(grid_.at(row + 1, column), north)) return false;
    return leads(grid_.at(row, column + 1), west) || (is_box_drawing(glyph) && arms_of(glyph) == (east | south));
  }

  bool spend(long steps = 1) {
    steps_ += steps;
    if (steps_ > most_steps) found_.exhausted = true;
    return !found_.exhausted;
  }

  /// Behind a title that stands in a border at `column`: where the line goes on. -1: it does not.
  int behind_title(int row, int column) {
    bool words = false;
    for (int at = column; at < std::min(column + longest_title, grid_.width(row)) && spend(); ++at) {
      const char32_t glyph = grid_.at(row, at);
      const bool line = is_horizontal(glyph) || leads(glyph, west);
      if (line && glyph != '-' && words) return at;
      if (line && glyph == '-' && words && leads(grid_.at(row, at + 1), west)) return at;
      if (arms_of(glyph) != no_side && glyph != '-' && glyph != '=') return -1;
      words = words || !is_blank(glyph);
    }
    return -1;
  }

  /// The smallest box whose top left corner stands here.
  std::optional<CellArea> close(int row, int column) {
    int lines = 0;
    for (int right = column + 1; right < grid_.width(row) && spend();) {
      const char32_t glyph = grid_.at(row, right);
      if (!leads(glyph, west)) {
        right = behind_title(row, right);
        if (right < 0) return std::nullopt;
        continue;
      }
      ++lines;
      if (leads(glyph, west | south) && right - column >= 2 && lines >= 2) {
        if (const auto bottom = find_bottom(row, column, right)) return CellArea{column, row, right, *bottom};
      }
      if (!leads(glyph, east)) {
        // `┐┌`: a corner that leads nowhere ends the line.
        return std::nullopt;
      }
      ++right;
    }
    return std::nullopt;
  }

  static bool may_stand_in_side(char32_t glyph) { return leads(glyph, north | south) || (points_to(glyph) & (east | west)) != 0; }

  std::optional<int> find_bottom(int top, int left, int right) {
    int missing = 0, in_a_row = 0;
    for (int row = top + 1; row < grid_.rows() && spend(); ++row) {
      const char32_t a = grid_.at(row, left), b = grid_.at(row, right);
      if (row > top + 1 && leads(a, north | east) && leads(b, north | west) && is_line(row, left, right)) return row;
      const bool whole_left = may_stand_in_side(a), whole_right = may_stand_in_side(b);
      if (!whole_left && !whole_right) return std::nullopt;
      if (whole_left && whole_right) {
        in_a_row = 0;
        continue;
      }
      ++missing;
      if (++in_a_row > 4 || missing > 3 + (row - top) / 3) return std::nullopt;
    }
    return std::nullopt;
  }

  /// Whether a border runs from `left` to `right`, with or without a title.
  bool is_line(int row, int left, int right) {
    int lines = 0;
    for (int at = left + 1; at < right && spend();) {
      const char32_t glyph = grid_.at(row, at);
      if (leads(glyph, west)) {
        ++lines;
        if (!leads(glyph, east)) return false;
        ++at;
      } else {
        at = behind_title(row, at);
        if (at < 0 || at > right) return false;
      }
    }
    return lines > 0 && (right - left < 4 || lines > 1);
  }

  const Grid& grid_;
  FoundBoxes found_;
  long steps_ = 0;
};

bool same_sides(const CellArea& a, const CellArea& b) { return a.left == b.left && a.right == b.right; }

bool is_inside(const CellArea& inner, const CellArea& outer) {
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom &&
         (inner.left > outer.left || inner.right < outer.right || inner.top > outer.top || inner.bottom < outer.bottom);
}

/// Four cells of a table meet.
bool is_table(const std::vector<FoundBox>& boxes) {
  for (const FoundBox& box : boxes) {
    const CellArea& a = box.area;
    const bool right = std::any_of(boxes.begin(), boxes.end(), [&](const FoundBox& other) { return other.area.left == a.right && other.area.top == a.top; });
    const bool below = std::any_of(boxes.begin(), boxes.end(), [&](const FoundBox& other) { return other.area.left == a.left && other.area.top == a.bottom; });
    const bool across = std::any_of(boxes.begin(), boxes.end(), [&](const FoundBox& other) { return other.area.left == a.right && other.area.top == a.bottom; });
    if (right && below && across) return true;
  }
  return false;
}

/// Boxes stacked on each other become one with dividers.
void join_stacks(std::vector<FoundBox>& boxes) {
  std::vector<bool> gone(boxes.size(), false), seen(boxes.size(), false);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (seen[i]) continue;
    std::vector<std::size_t> stack{i};
    for (std::size_t k = i + 1; k < boxes.size(); ++k) {
      if (!seen[k] && same_sides(boxes[stack.back()].area, boxes[k].area) && boxes[k].area.top == boxes[stack.back()].area.bottom) stack.push_back(k);
    }
    for (const std::size_t k : stack) seen[k] = true;
    if (stack.size() < 2) continue;
    const bool one_line_each = stack.size() > 2 && std::all_of(stack.begin(), stack.end(), [&](std::size_t k) { return boxes[k].area.bottom - boxes[k].area.top == 2; });
    if (one_line_each) continue;
    for (std::size_t k = 1; k < stack.size(); ++k) {
      boxes[i].dividers.push_back(boxes[stack[k]].area.top);
      boxes[i].area.bottom = boxes[stack[k]].area.bottom;
      gone[stack[k]] = true;
    }
  }
  std::vector<FoundBox> kept;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (!gone[i]) kept.push_back(std::move(boxes[i]));
  }
  boxes = std::move(kept);
}

}  // namespace

FoundBoxes find_boxes(const Grid& grid) {
  FoundBoxes found = BoxFinder(grid).find();
  found.table = is_table(found.boxes);
  join_stacks(found.boxes);
  std::sort(found.boxes.begin(), found.boxes.end(), [](const FoundBox& a, const FoundBox& b) {
    return std::tie(a.area.top, a.area.left, b.area.right, b.area.bottom) < std::tie(b.area.top, b.area.left, a.area.right, a.area.bottom);
  });
  for (std::size_t i = 0; i < found.boxes.size(); ++i) {
    for (std::size_t k = 0; k < found.boxes.size(); ++k) {
      if (k == i || !is_inside(found.boxes[i].area, found.boxes[k].area)) continue;
      if (!found.boxes[i].parent || is_inside(found.boxes[k].area, found.boxes[*found.boxes[i].parent].area)) found.boxes[i].parent = k;
    }
  }
  return found;
}

BoxMap::BoxMap(const Grid& grid, const std::vector<FoundBox>& boxes)
    : rows_(grid.rows()), columns_(std::max(1, grid.columns())),
      owners_(static_cast<std::size_t>(rows_) * static_cast<std::size_t>(columns_), -1), borders_(owners_.size(), false) {
  for (std::size_t i = 0; i < boxes.size(); ++i) {  // outer before inner
    const CellArea& area = boxes[i].area;
    for (int row = area.top; row <= area.bottom; ++row) {
      for (int column = area.left; column <= std::min(area.right, columns_ - 1); ++column) {
        const bool divider = std::find(boxes[i].dividers.begin(), boxes[i].dividers.end(), row) != boxes[i].dividers.end();
        const bool edge = row == area.top || row == area.bottom || column == area.left || column == area.right || divider;
        owners_[index(row, column)] = static_cast<int>(i);
        // A title in the border is text.
        const bool drawn = arms_of(grid.at(row, column)) != no_side && (column == area.left || column == area.right || grid.at(row, column) != '-' ||
                                                                       !is_word(grid.at(row, column - 1)) || !is_word(grid.at(row, column + 1)));
        if (edge) borders_[index(row, column)] = drawn || (points_to(grid.at(row, column)) == no_side && (column == area.left || column == area.right) && is_blank(grid.at(row, column)));
      }
    }
  }
}

}  // namespace portolan::load
