#include "load/markdown/drawing/drawing.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "load/markdown/drawing/arrows.h"
#include "load/markdown/drawing/boxes.h"
#include "load/markdown/drawing/grid.h"
#include "load/markdown/drawing/strokes.h"
#include "load/markdown/drawing/tree_text.h"

namespace portolan::load {

namespace {

constexpr int most_open_corners = 2;

/// Puts together what was found: boxes with their words, words alone, arrows.
class Assembler {
 public:
  Assembler(const FoundBoxes& boxes, const Strokes& strokes, const FoundArrows& arrows) : boxes_(boxes), strokes_(strokes), arrows_(arrows) {}

  Drawing build(FileId content, const Grid& grid) {
    for (const FoundBox& box : boxes_.boxes) drawing_.nodes.push_back({.area = box.area, .parent = box.parent});
    std::vector<bool> used(strokes_.runs().size(), false);
    for (const FoundArrow& arrow : arrows_.arrows) {
      if (arrow.label) used[*arrow.label] = true;
      for (const Place* place : {&arrow.from, &arrow.to}) {
        if (!place->box && !used[place->index]) {
          add_words(place->index);
          used[place->index] = true;
        }
      }
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (used[i]) continue;
      const TextRun& run = strokes_.runs()[i];
      run.owner < 0 ? add_words(i) : add_line(drawing_.nodes[static_cast<std::size_t>(run.owner)], run);
    }
    for (const FoundArrow& arrow : arrows_.arrows) add_arrow(arrow, content, grid);
    sort_nodes();
    drawing_.content = content;
    drawing_.columns = grid.columns();
    drawing_.rows = grid.rows();
    return std::move(drawing_);
  }

 private:
  static CellArea area_of(const TextRun& run) { return {run.first, run.row, run.last, run.row}; }

  static void add_line(DrawnNode& node, const TextRun& run) {
    node.lines.push_back(run.words);
    node.line_areas.push_back(area_of(run));
  }

  void add_words(std::size_t index) {
    const TextRun& run = strokes_.runs()[index];
    words_[index] = drawing_.nodes.size();
    DrawnNode node{.area = area_of(run), .boxed = false};
    if (run.owner >= 0) node.parent = static_cast<std::size_t>(run.owner);
    add_line(node, run);
    drawing_.nodes.push_back(std::move(node));
  }

  std::size_t node_of(const Place& place) const { return place.box ? place.index : words_.at(place.index); }

  void add_arrow(const FoundArrow& found, FileId content, const Grid& grid) {
    DrawnArrow arrow{.from = node_of(found.from), .to = node_of(found.to), .both_ways = found.both_ways, .headed = found.headed, .label = {}, .span = {}, .path = found.path};
    if (found.label) arrow.label = strokes_.runs()[*found.label].words;
    arrow.span = grid.span(content, found.head.row, found.head.column, found.head.column);
    drawing_.arrows.push_back(std::move(arrow));
  }

  /// Top to bottom, left to right, outer before inner.
  void sort_nodes() {
    std::vector<std::size_t> order(drawing_.nodes.size()), place(drawing_.nodes.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto key = [&](std::size_t i) {
      const CellArea& area = drawing_.nodes[i].area;
      return std::tuple(area.top, area.left, -area.right, -area.bottom);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    std::vector<DrawnNode> nodes;
    for (std::size_t i = 0; i < order.size(); ++i) {
      place[order[i]] = i;
      nodes.push_back(std::move(drawing_.nodes[order[i]]));
    }
    for (DrawnNode& node : nodes) {
      if (node.parent) node.parent = place[*node.parent];
    }
    for (DrawnArrow& arrow : drawing_.arrows) {
      arrow.from = place[arrow.from];
      arrow.to = place[arrow.to];
    }
    drawing_.nodes = std::move(nodes);
  }

  const FoundBoxes& boxes_;
  const Strokes& strokes_;
  const FoundArrows& arrows_;
  Drawing drawing_;
  std::map<std::size_t, std::size_t> words_;  // node of a run
};

DrawnAs judge(const FoundBoxes& boxes, const FoundArrows& arrows) {
  if (boxes.exhausted || arrows.exhausted) return DrawnAs::unclear;
  if (boxes.table && arrows.arrows.empty()) return DrawnAs::nothing;
  if (boxes.open_corners > most_open_corners && static_cast<std::size_t>(boxes.open_corners) > boxes.boxes.size()) return DrawnAs::unclear;
  if (arrows.arrows.empty()) return boxes.boxes.size() > 1 ? DrawnAs::words : DrawnAs::nothing;
  return arrows.drawn || !boxes.boxes.empty() ? DrawnAs::diagram : DrawnAs::words;
}

}  // namespace

bool may_be_drawing(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte == 0xe2) {  // U+2000..U+2FFF: arrows, box drawing, geometric shapes
      const auto second = at + 1 < text.size() ? static_cast<unsigned char>(text[at + 1]) : 0;
      if (second == 0x86 || second == 0x87 || (second >= 0x94 && second <= 0x97) || second == 0x9e || second == 0x9f || second == 0xac) return true;
    }
    if (byte != '-' && byte != '=' && byte != '|') continue;
    const char next = at + 1 < text.size() ? text[at + 1] : ' ';
    const char before = at > 0 ? text[at - 1] : ' ';
    if (next == '>' || before == '<' || (byte == '-' && before == '+') || (byte == '=' && before == '+')) return true;
    if (byte == '|' && (next == '\n' || next == '\r') && at > 0) {  // "|" above "v"
      const std::size_t line = text.find_first_not_of(" \t", std::min(text.find('\n', at), text.size() - 1) + 1);
      if (line != std::string_view::npos && (text[line] == 'v' || text[line] == 'V' || text[line] == '|')) return true;
    }
  }
  return false;
}

ReadDrawing read_drawing(std::string_view text, FileId content) {
  if (!may_be_drawing(text) || is_tree_of_files(text)) return {};
  std::optional<Grid> grid = Grid::from(text);
  const auto corners = [&] { return text.find("┌") != std::string_view::npos || text.find("╔") != std::string_view::npos || text.find("+--") != std::string_view::npos; };
  if (!grid) return {.as = corners() ? DrawnAs::unclear : DrawnAs::nothing, .drawing = {}};
  grid->straighten();
  const FoundBoxes boxes = find_boxes(*grid);
  if (boxes.exhausted) return {.as = DrawnAs::unclear, .drawing = {}};
  const BoxMap map(*grid, boxes.boxes);
  const Strokes strokes(*grid, map, text, content);
  const FoundArrows arrows = find_arrows(*grid, map, boxes.boxes, strokes);
  const DrawnAs as = judge(boxes, arrows);
  if (as == DrawnAs::nothing || as == DrawnAs::unclear) return {.as = as, .drawing = {}};
  return {.as = as, .drawing = Assembler(boxes, strokes, arrows).build(content, *grid)};
}

}  // namespace portolan::load
