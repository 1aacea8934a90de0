#include "load/markdown/drawing/arrows.h"

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

#include "load/markdown/drawing/wires.h"

namespace portolan::load {

namespace {

constexpr std::size_t most_arrows = 400;
constexpr std::size_t most_path_steps = 1'000'000;
constexpr std::size_t longest_node_text = 100;

bool is_sideways(Side side) { return side == east || side == west; }

struct Terminal {
  WireEnd end{};
  Place place{};
  DrawnPoint touch{};  ///< the cell of the place that it meets
};

class ArrowFinder {
 public:
  ArrowFinder(const Grid& grid, const BoxMap& map, const std::vector<FoundBox>& boxes, const Strokes& strokes) : grid_(grid), map_(map), boxes_(boxes), strokes_(strokes) {}

  FoundArrows find() {
    const std::vector<Wire> wires = find_wires(grid_, strokes_);
    for (const Wire& wire : wires) {
      for (const WireLabel& label : wire.labels) taken_.insert(label.run);
    }
    for (const Wire& wire : wires) read(wire);
    for (FoundArrow& arrow : found_.arrows) {
      for (const Place* place : {&arrow.from, &arrow.to}) {
        if (!place->box) taken_.insert(place->index);
      }
    }
    for (FoundArrow& arrow : found_.arrows) {
      if (!arrow.label) arrow.label = label_beside(arrow);
    }
    std::stable_sort(found_.arrows.begin(), found_.arrows.end(), [](const FoundArrow& a, const FoundArrow& b) { return std::tie(a.head.row, a.head.column) < std::tie(b.head.row, b.head.column); });
    return std::move(found_);
  }

 private:
  static bool contains(const CellArea& area, int row, int column) { return row > area.top && row < area.bottom && column > area.left && column < area.right; }

  bool is_edge(const DrawnPoint& point) const {
    const int owner = map_.owner(point.row, point.column);
    return owner >= 0 && !contains(boxes_[static_cast<std::size_t>(owner)].area, point.row, point.column);
  }

  bool may_be_node(std::size_t run) const {
    const std::string& words = strokes_.runs()[run].words.value;
    const bool word = std::any_of(words.begin(), words.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) >= 0x80); });
    return word && words.size() <= longest_node_text && !taken_.contains(run);
  }

  /// What an end leads to.
  std::optional<Terminal> resolve(const Wire& wire, const WireEnd& end) const {
    const DrawnPoint from = wire.cells[end.cell];
    if (map_.owner(from.row, from.column) >= 0 && end.head) {  // a head that stands in the border itself
      const auto box = static_cast<std::size_t>(map_.owner(from.row, from.column));
      const CellArea& area = boxes_[box].area;
      if (!contains(area, from.row, from.column) && contains(area, from.row + row_step(end.side), from.column + column_step(end.side))) return Terminal{end, {true, box}, from};
    }
    // A head in a border without a line: words before it are a title that hides the line.
    const bool behind_title = wire.cells.size() == 1 && !end.head && is_edge(from);
    const int reach = is_sideways(end.side) ? (end.head ? 5 : 4) : 2;
    for (int step = 1; step <= reach; ++step) {
      const int row = from.row + step * row_step(end.side), column = from.column + step * column_step(end.side);
      if (row < 0 || row >= grid_.rows() || column < 0) return std::nullopt;
      const Stroke stroke = strokes_.at(row, column);
      if (stroke == Stroke::border) {
        const bool passage = arms_of(grid_.at(row, column)) == (north | east | south | west) && is_box_drawing(grid_.at(row, column));
        if (passage && strokes_.at(row + row_step(end.side), column + column_step(end.side)) == Stroke::border) continue;  // into a box inside
        const auto box = static_cast<std::size_t>(map_.owner(row, column));
        const bool within = contains(boxes_[box].area, from.row, from.column);
        if (within && (step > 1 || (arms_of(grid_.at(row, column)) & opposite(end.side)) == 0)) return std::nullopt;
        return Terminal{end, {true, box}, {column, row}};
      }
      if (const auto run = strokes_.run_at(row, column)) {  // also between two of its words
        if (behind_title || !may_be_node(*run)) return std::nullopt;
        return Terminal{end, {false, *run}, {column, row}};
      }
      if (stroke != Stroke::blank) return std::nullopt;
      for (const int near : {column - 1, column + 1}) {  // one column beside the word's end
        const auto run = is_sideways(end.side) || step > 1 || behind_title ? std::nullopt : strokes_.run_at(row, near);
        if (run && may_be_node(*run)) return Terminal{end, {false, *run}, {near, row}};
      }
    }
    return is_sideways(end.side) || behind_title ? std::nullopt : text_of_row(wire, end);
  }

  /// An arrow on a line of its own points to the line below, wherever that one begins.
  std::optional<Terminal> text_of_row(const Wire& wire, const WireEnd& end) const {
    const DrawnPoint from = wire.cells[end.cell];
    const int owner = map_.owner(from.row, from.column);
    for (int step = 1; step <= 2; ++step) {
      const int row = from.row + step * row_step(end.side);
      const auto [first, last] = strokes_.runs_of(row);
      if (first == last) continue;
      const auto run = strokes_.only_run_of(row, owner);
      if (!run || !may_be_node(*run) || strokes_.runs_of(from.row).first != strokes_.runs_of(from.row).second) return std::nullopt;
      const TextRun& text = strokes_.runs()[*run];
      // It must not be the text of a neighbour.
      if (from.column < text.first - 8 || from.column > text.last + 8) return std::nullopt;
      return Terminal{end, {false, *run}, {std::clamp(from.column, text.first, text.last), row}};
    }
    return std::nullopt;
  }

  /// "client" above "──80──▶": the line begins below its words.
  std::optional<Terminal> words_at_tail(const Wire& wire, const WireEnd& end) const {
    if (!is_sideways(end.side)) return std::nullopt;
    const DrawnPoint tail = wire.cells[end.cell];
    for (const int row : {tail.row - 1, tail.row + 1}) {
      for (const int column : {tail.column, tail.column - column_step(end.side), tail.column - 2 * column_step(end.side)}) {
        const auto run = strokes_.at(row, column) == Stroke::text ? strokes_.run_at(row, column) : std::nullopt;
        if (run && may_be_node(*run) && strokes_.runs()[*run].owner == map_.owner(tail.row, tail.column)) return Terminal{end, {false, *run}, {column, row}};
      }
    }
    return std::nullopt;
  }

  void read(const Wire& wire) {
    std::vector<Terminal> tails, heads;
    std::size_t head_ends = 0;
    for (const WireEnd& end : wire.ends) {
      head_ends += end.head ? 1 : 0;
      if (auto terminal = resolve(wire, end)) (end.head ? heads : tails).push_back(*terminal);
    }
    if (tails.empty() && head_ends == 1) {
      for (const WireEnd& end : wire.ends) {
        if (end.head || !tails.empty()) continue;
        if (auto terminal = words_at_tail(wire, end)) tails.push_back(*terminal);
      }
    }
    const std::size_t before = found_.arrows.size();
    if (heads.size() > 1 && tails.size() > 1) {
      ++found_.unclear;
    } else if (!heads.empty() && !tails.empty()) {
      for (const Terminal& tail : tails) {
        for (const Terminal& head : heads) add(wire, tail, head);
      }
    } else if (heads.size() == 2 && tails.empty()) {
      add(wire, heads[0], heads[1]);
    } else if (head_ends == 0 && tails.size() == 2 && tails[0].place.box && tails[1].place.box) {
      add(wire, tails[0], tails[1]);
    }
    name_arrows(wire, before);
    if (found_.arrows.size() > before && is_drawn(wire)) found_.drawn = true;
  }

  /// More than a sign that words may have between them: "→", "->", "-->".
  bool is_drawn(const Wire& wire) const {
    const bool upright = !is_sideways(wire.ends.front().side) || wire.cells.front().row != wire.cells.back().row;
    return upright || std::any_of(wire.cells.begin(), wire.cells.end(), [&](const DrawnPoint& cell) { return is_box_drawing(grid_.at(cell.row, cell.column)); });
  }

  void add(const Wire& wire, const Terminal& tail, const Terminal& head) {
    if (tail.place == head.place || found_.exhausted) return;
    if (found_.arrows.size() >= most_arrows) {
      found_.exhausted = true;
      return;
    }
    const std::vector<std::size_t> way = shortest(wire, tail.end.cell, head.end.cell);
    if (way.empty()) return;
    FoundArrow arrow{.from = tail.place, .to = head.place, .both_ways = tail.end.head, .headed = head.end.head, .label = {}, .head = wire.cells[head.end.cell], .path = {}};
    arrow.path.push_back(tail.touch);
    for (const std::size_t cell : way) add_point(arrow.path, wire.cells[cell]);
    add_point(arrow.path, head.touch);
    ways_.push_back(way);
    found_.arrows.push_back(std::move(arrow));
  }

  static void add_point(std::vector<DrawnPoint>& path, const DrawnPoint& point) {
    if (path.size() > 1) {
      const DrawnPoint &a = path[path.size() - 2], &b = path.back();
      const bool straight = (a.row == b.row && b.row == point.row) || (a.column == b.column && b.column == point.column);
      if (straight) path.pop_back();
    }
    path.push_back(point);
  }

  std::vector<std::size_t> shortest(const Wire& wire, std::size_t from, std::size_t to) {
    constexpr auto none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> before(wire.cells.size(), none);
    std::deque<std::size_t> open{from};
    before[from] = from;
    while (!open.empty() && before[to] == none) {
      const std::size_t at = open.front();
      open.pop_front();
      if (++path_steps_ > most_path_steps) {
        found_.exhausted = true;
        return {};
      }
      for (const std::size_t next : wire.next[at]) {
        if (before[next] != none) continue;
        before[next] = at;
        open.push_back(next);
      }
    }
    if (before[to] == none) return {};
    std::vector<std::size_t> way{to};
    while (way.back() != from) way.push_back(before[way.back()]);
    std::reverse(way.begin(), way.end());
    return way;
  }

  /// A text in a line names the arrows that run through it, if they all have one target: what stands at a fork is meant for nobody knows which branch.
  void name_arrows(const Wire& wire, std::size_t first) {
    for (const WireLabel& label : wire.labels) {
      std::vector<std::size_t> named;
      for (std::size_t i = first; i < found_.arrows.size(); ++i) {
        const auto& way = ways_[i];
        if (std::find(way.begin(), way.end(), label.left) != way.end() && std::find(way.begin(), way.end(), label.right) != way.end()) named.push_back(i);
      }
      const bool one_target = std::all_of(named.begin(), named.end(), [&](std::size_t i) { return found_.arrows[i].to == found_.arrows[named.front()].to; });
      for (const std::size_t i : one_target ? named : std::vector<std::size_t>{}) found_.arrows[i].label = label.run;
    }
  }

  /// Words above a line, or at the right side of one that goes down.
  std::optional<std::size_t> label_beside(const FoundArrow& arrow) {
    for (std::size_t i = 0; i + 1 < arrow.path.size(); ++i) {
      const DrawnPoint &a = arrow.path[i], &b = arrow.path[i + 1];
      const int left = std::min(a.column, b.column), right = std::max(a.column, b.column);
      if (a.row == b.row) {
        const int owner = map_.owner(a.row, (left + right) / 2);
        const auto [first, last] = strokes_.runs_of(a.row - 1);
        for (std::size_t k = first; k < last; ++k) {
          const TextRun& run = strokes_.runs()[k];
          if (run.owner == owner && run.first >= left - 1 && run.last <= right + 1 && taken_.insert(k).second) return k;
        }
        continue;
      }
      for (int row = std::min(a.row, b.row); row <= std::max(a.row, b.row); ++row) {
        if (strokes_.at(row, a.column) == Stroke::text || strokes_.at(row, a.column) == Stroke::border) continue;
        for (const int column : {a.column + 1, a.column + 2}) {
          const auto run = strokes_.at(row, column) == Stroke::text ? strokes_.run_at(row, column) : std::nullopt;
          if (run && strokes_.runs()[*run].first == column && strokes_.runs()[*run].owner == map_.owner(row, a.column) && taken_.insert(*run).second) return run;
        }
      }
    }
    return std::nullopt;
  }

  const Grid& grid_;
  const BoxMap& map_;
  const std::vector<FoundBox>& boxes_;
  const Strokes& strokes_;
  FoundArrows found_;
  std::set<std::size_t> taken_;                // runs that are nodes or names of arrows
  std::vector<std::vector<std::size_t>> ways_; // cells of each arrow in its wire
  std::size_t path_steps_ = 0;
};

}  // namespace

FoundArrows find_arrows(const Grid& grid, const BoxMap& map, const std::vector<FoundBox>& boxes, const Strokes& strokes) {
  return ArrowFinder(grid, map, boxes, strokes).find();
}

}  // namespace portolan::load
