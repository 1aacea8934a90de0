#include "load/markdown/drawing/wires.h"

#include <algorithm>
#include <array>

namespace portolan::load {

namespace {

constexpr std::array<Side, 4> all_sides{north, east, south, west};

class WireFinder {
 public:
  WireFinder(const Grid& grid, const Strokes& strokes) : grid_(grid), strokes_(strokes), columns_(static_cast<std::size_t>(std::max(1, grid.columns()))) {
    numbers_.assign(static_cast<std::size_t>(grid.rows()) * columns_, none);
    for (int row = 0; row < grid.rows(); ++row) find_bridges(row);
  }

  std::vector<Wire> find() {
    for (int row = 0; row < grid_.rows(); ++row) {
      for (int column = 0; column < grid_.width(row); ++column) {
        if (is_wire({column, row}) && number_of({column, row}) == none) follow({column, row});
      }
    }
    return std::move(wires_);
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  struct Bridge {
    DrawnPoint left, right;
    std::size_t label;
  };

  std::size_t& number_of(const DrawnPoint& point) { return numbers_[static_cast<std::size_t>(point.row) * columns_ + static_cast<std::size_t>(point.column)]; }
  Stroke stroke(const DrawnPoint& point) const { return strokes_.at(point.row, point.column); }
  char32_t glyph(const DrawnPoint& point) const { return grid_.at(point.row, point.column); }
  bool is_wire(const DrawnPoint& point) const { return stroke(point) == Stroke::line || stroke(point) == Stroke::head; }
  static DrawnPoint beside(const DrawnPoint& point, Side side) { return {point.column + column_step(side), point.row + row_step(side)}; }

  bool line_leads(const DrawnPoint& point, Side side) const { return stroke(point) == Stroke::line && (arms_of(glyph(point)) & side) != 0; }

  /// The side from which a line comes into a head.
  std::uint8_t shaft_of(const DrawnPoint& head) const {
    std::uint8_t shaft = no_side;
    for (const Side side : all_sides) {
      if ((points_to(glyph(head)) & side) != 0) shaft = static_cast<std::uint8_t>(shaft | opposite(side));
    }
    return shaft;
  }

  /// Whether a stroke can go on to this side at all.
  bool offers(const DrawnPoint& point, Side side) const {
    if (stroke(point) == Stroke::line) return (arms_of(glyph(point)) & side) != 0;
    return stroke(point) == Stroke::head && ((shaft_of(point) | points_to(glyph(point))) & side) != 0;
  }

  /// `┼` in a border: a line goes through it.
  bool is_passage(const DrawnPoint& point) const {
    return stroke(point) == Stroke::border && is_box_drawing(glyph(point)) && arms_of(glyph(point)) == (north | east | south | west);
  }

  /// A line that goes up and down, and another one that goes on behind it.
  bool is_crossed(const DrawnPoint& point) const {
    return arms_of(glyph(point)) == (north | south) && line_leads(beside(point, west), east) && line_leads(beside(point, east), west);
  }

  /// The cell that `point` is joined to on this side.
  std::optional<DrawnPoint> joined(const DrawnPoint& point, Side side) const {
    const DrawnPoint other = beside(point, side);
    const Side back = opposite(side);
    if (is_passage(other) && offers(point, side)) {
      const DrawnPoint beyond = beside(other, side);
      return is_wire(beyond) && offers(beyond, back) ? std::optional(beyond) : std::nullopt;
    }
    if (!is_wire(other)) return std::nullopt;
    if (!offers(point, side)) {
      // A line runs against the side of another: `│` and `┘` in front of `─`.
      const bool sideways = (side == east || side == west) && stroke(point) == Stroke::line && line_leads(other, back);
      return sideways && !is_crossed(point) ? std::optional(other) : std::nullopt;
    }
    if (stroke(point) == Stroke::head && (points_to(glyph(point)) & side) != 0 && (shaft_of(point) & side) == 0) {
      return line_leads(other, back) ? std::optional(other) : std::nullopt;  // the line goes on behind the head
    }
    if (offers(other, back)) {
      // "→→" are two arrows, "←→" is one.
      if (stroke(other) == Stroke::head && stroke(point) == Stroke::head && (shaft_of(other) & back) == 0) return std::nullopt;
      return other;
    }
    const bool sideways = side == east || side == west;
    if (!sideways || stroke(other) != Stroke::line || (arms_of(glyph(other)) & (north | south)) == 0) return std::nullopt;
    if (is_crossed(other)) return beside(other, side);
    return line_leads(point, side) ? std::optional(other) : std::nullopt;
  }

  /// Text that stands in a line: "──8000──▶", "-- HTTP -->".
  void find_bridges(int row) {
    const auto [first, last] = strokes_.runs_of(row);
    for (std::size_t i = first; i < last; ++i) {
      const TextRun& run = strokes_.runs()[i];
      const auto near = [&](int column, int step) {
        const int gap = strokes_.at(row, column + step) == Stroke::blank ? 2 : 1;
        return DrawnPoint{column + gap * step, row};
      };
      const DrawnPoint left = near(run.first, -1), right = near(run.last, 1);
      const bool glued = left.column == run.first - 1 && right.column == run.last + 1;
      if (!line_leads(left, east) && !(glued && stroke(left) == Stroke::head && points_to(glyph(left)) == west)) continue;
      if (!line_leads(right, west) && !(glued && stroke(right) == Stroke::head && points_to(glyph(right)) == east)) continue;
      if (stroke(left) == Stroke::head && stroke(right) == Stroke::head) continue;
      if (!glued && !ends_in_head(left, west) && !ends_in_head(right, east)) continue;
      bridges_.push_back({left, right, i});
    }
  }

  bool ends_in_head(DrawnPoint point, Side side) const {
    while (line_leads(point, side)) point = beside(point, side);
    return stroke(point) == Stroke::head && (points_to(glyph(point)) & side) != 0;
  }

  void join(Wire& wire, std::size_t a, std::size_t b) {
    const auto add = [&](std::size_t from, std::size_t to) {
      if (std::find(wire.next[from].begin(), wire.next[from].end(), to) == wire.next[from].end()) wire.next[from].push_back(to);
    };
    add(a, b);
    add(b, a);
  }

  std::size_t add(Wire& wire, const DrawnPoint& point) {
    std::size_t& number = number_of(point);
    if (number == none) {
      number = wire.cells.size();
      wire.cells.push_back(point);
      wire.next.emplace_back();
    }
    return number;
  }

  const Bridge* bridge_at(const DrawnPoint& point, Side side) const {
    auto bridge = std::partition_point(bridges_.begin(), bridges_.end(), [&](const Bridge& one) { return one.left.row < point.row; });
    for (; bridge != bridges_.end() && bridge->left.row == point.row; ++bridge) {
      const DrawnPoint& end = side == east ? bridge->left : bridge->right;
      if (end.column == point.column) return &*bridge;
    }
    return nullptr;
  }

  void follow(const DrawnPoint& start) {
    Wire wire;
    add(wire, start);
    for (std::size_t at = 0; at < wire.cells.size(); ++at) {
      for (const Side side : all_sides) {
        const DrawnPoint point = wire.cells[at];
        if (const auto other = joined(point, side)) {
          join(wire, at, add(wire, *other));
        } else if (const Bridge* bridge = side == east || side == west ? bridge_at(point, side) : nullptr) {
          const std::size_t across = add(wire, side == east ? bridge->right : bridge->left);
          join(wire, at, across);
          if (side == east) wire.labels.push_back({at, across, bridge->label});
        } else {
          add_end(wire, at, side);
        }
      }
    }
    wires_.push_back(std::move(wire));
  }

  void add_end(Wire& wire, std::size_t at, Side side) {
    const DrawnPoint& point = wire.cells[at];
    if (!offers(point, side)) return;
    const bool head = stroke(point) == Stroke::head && (points_to(glyph(point)) & side) != 0;
    if (!head && glyph(point) == '+') return;  // leads to all sides, and means those that go on
    wire.ends.push_back({at, side, head});
  }

  const Grid& grid_;
  const Strokes& strokes_;
  std::size_t columns_;
  std::vector<std::size_t> numbers_;  // of each cell in its wire
  std::vector<Bridge> bridges_;       // by row
  std::vector<Wire> wires_;
};

}  // namespace

std::vector<Wire> find_wires(const Grid& grid, const Strokes& strokes) { return WireFinder(grid, strokes).find(); }

}  // namespace portolan::load
