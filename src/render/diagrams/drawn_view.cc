#include "render/diagrams/drawn_view.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"
#include "render/diagrams/paint.h"
#include "render/diagrams/svg.h"
#include "render/diagrams/text_width.h"

namespace portolan::render {

namespace {

// Units: CSS pixels. A cell is as wide as bold letters of a name are on average, and a line has room for a label above it.
constexpr double cell_width = 8.6, cell_height = 20, edge = 14, words_side = 7, head_length = 8, head_width = 4;
constexpr double name_size = 14, detail_size = 10.5, title_size = 12, label_size = 10;

double x_of(int column) { return edge + (column + 0.5) * cell_width; }
double y_of(int row) { return edge + (row + 0.5) * cell_height; }

class DrawnPainter {
 public:
  DrawnPainter(const Drawing& drawing, const SourceMap& sources, const DrawnOptions& options) : drawing_(drawing), sources_(sources), options_(options) {
    around_.resize(drawing.nodes.size(), false);
    linked_.resize(drawing.nodes.size(), false);
    for (const DrawnNode& node : drawing.nodes) {
      if (node.parent) around_[*node.parent] = true;
    }
    for (const DrawnArrow& arrow : drawing.arrows) linked_[arrow.from] = linked_[arrow.to] = true;
  }

  std::string paint() const {
    const std::string width = number(std::ceil(drawing_.columns * cell_width + 2 * edge)), height = number(std::ceil(drawing_.rows * cell_height + 2 * edge));
    std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawn\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"group\" aria-labelledby=\"{2}-t\">\n"
                                  "<title id=\"{2}-t\">The diagram above, drawn: {3}, {4}</title>\n",
                                  width, height, options_.id, count_of(boxes(), "box", "boxes"), count_of(drawing_.arrows.size(), "arrow"));
    for (std::size_t i = 0; i < drawing_.nodes.size(); ++i) {
      if (around_[i]) out += paint_around(i);
    }
    out += "<g aria-hidden=\"true\">\n";  // the text below says it
    for (const DrawnArrow& arrow : drawing_.arrows) out += paint_arrow(arrow);
    out += "</g>\n";
    for (std::size_t i = 0; i < drawing_.nodes.size(); ++i) out += around_[i] ? paint_words_around(i) : paint_node(i);
    for (const DrawnArrow& arrow : drawing_.arrows) out += paint_label(arrow);
    return out + "</svg>\n";
  }

  std::vector<std::string> sentences() const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < drawing_.nodes.size(); ++i) {
      const DrawnNode& node = drawing_.nodes[i];
      if (!node.boxed) continue;
      std::vector<std::string> rest;
      for (std::size_t k = 1; k < node.lines.size(); ++k) rest.push_back(shown(node.lines[k]));
      out.push_back(fmt::format("{}{}{}", name_of(i), node.parent ? fmt::format(", in {}", name_of(*node.parent)) : "", rest.empty() ? "" : ": " + join(rest, ", ")));
    }
    for (const DrawnArrow& arrow : drawing_.arrows) {
      const std::string_view sign = arrow.both_ways ? "↔" : arrow.headed ? "→" : "–";
      out.push_back(fmt::format("{} {} {}{}", name_of(arrow.from), sign, name_of(arrow.to), arrow.label ? fmt::format(" ({})", shown(*arrow.label)) : ""));
    }
    return out;
  }

 private:
  std::size_t boxes() const {
    return static_cast<std::size_t>(std::count_if(drawing_.nodes.begin(), drawing_.nodes.end(), [](const DrawnNode& node) { return node.boxed; }));
  }

  std::string shown(const Spanned<std::string>& words) const { return one_line(sources_.shown(words.span)); }

  std::string name_of(std::size_t node) const {
    const DrawnNode& drawn = drawing_.nodes[node];
    return drawn.lines.empty() ? "a box without words" : shown(drawn.lines.front());
  }

  Box box_of(std::size_t index) const {
    const DrawnNode& node = drawing_.nodes[index];
    const CellArea& area = node.area;
    if (node.boxed) return {x_of(area.left), y_of(area.top), (area.right - area.left) * cell_width, (area.bottom - area.top) * cell_height};
    const double left = x_of(area.left) - cell_width / 2, width = (area.right - area.left + 1) * cell_width;
    return {left - words_side, y_of(area.top) - cell_height / 2 + 0.5, width + 2 * words_side, cell_height - 1};
  }

  static std::string text(std::string_view css, double x, double y, std::string_view anchor, std::string_view words) {
    return fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>", css, number(x), number(y), anchor, xml(words));
  }

  std::string paint_around(std::size_t index) const {
    const Box box = box_of(index);
    return fmt::format("<g class=\"cl c5\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"12\"/></g>\n", number(box.x), number(box.y), number(box.width), number(box.height));
  }

  /// The title in the middle, the other lines where they stand.
  std::string paint_words_around(std::size_t index) const {
    const DrawnNode& node = drawing_.nodes[index];
    const Box box = box_of(index);
    std::string out;
    for (std::size_t i = 0; i < node.lines.size(); ++i) {
      const CellArea& area = node.line_areas[i];
      const bool title = i == 0 && area.top <= node.area.top + 1;
      const double left = x_of(area.left) - cell_width / 2;
      const double room = title ? box.width - 20 : box.x + box.width - left - 4;
      const Face face = title ? Face::bold : Face::mono;
      const double size = title ? title_size : detail_size;
      const std::string words = shorten(shown(node.lines[i]), face, size, room);
      out += title ? text("clname", box.x + box.width / 2, y_of(area.top) + 4, "middle", words) : text("detail", left, y_of(area.top) + 4, "start", words);
    }
    return fmt::format("<g class=\"cl c5\" role=\"img\" aria-label=\"{}\">{}</g>\n", xml(name_of(index)), out);
  }

  std::string paint_node(std::size_t index) const {
    const DrawnNode& node = drawing_.nodes[index];
    const Box box = box_of(index);
    const bool caption = !node.boxed && !linked_[index];
    std::string content = "<title>" + xml(name_of(index)) + "</title>";
    if (!caption) content += fmt::format("<rect class=\"bx\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"/>", number(box.x), number(box.y), number(box.width), number(box.height));
    const bool left = !node.line_areas.empty() && node.line_areas.size() > 1 &&
                      std::all_of(node.line_areas.begin(), node.line_areas.end(), [&](const CellArea& area) { return area.left == node.line_areas.front().left; });
    for (std::size_t i = 0; i < node.lines.size(); ++i) {
      const bool name = i == 0 && !caption;
      const double start = x_of(node.line_areas[i].left) - cell_width / 2;
      const double room = left ? box.x + box.width - start - 3 : box.width - 6;
      const std::string words = shorten(shown(node.lines[i]), name ? Face::bold : Face::mono, name ? name_size : detail_size, room);
      content += text(name ? "name" : "detail", left ? start : box.x + box.width / 2, y_of(node.line_areas[i].top) + (name ? 5 : 4), left ? "start" : "middle", words);
    }
    const std::string href = options_.link && !caption && !node.lines.empty() ? options_.link(node.lines.front().value) : "";
    std::vector<std::string> lines;
    for (const Spanned<std::string>& line : node.lines) lines.push_back(shown(line));
    const std::string attributes = fmt::format("class=\"n svc\" aria-label=\"{}\"", xml(lines.empty() ? name_of(index) : join(lines, " ")));
    if (href.empty()) return fmt::format("<g {} role=\"img\">{}</g>\n", attributes, content);
    return fmt::format("<a {} href=\"{}\">{}</a>\n", attributes, xml(href), content);
  }

  /// Where a line meets a node: on its edge, at the height or in the column where the author let it end.
  Point meet(std::size_t node, const DrawnPoint& touch, const DrawnPoint& next) const {
    const Box box = box_of(node);
    const Point at{x_of(touch.column), y_of(touch.row)};
    if (touch.row == next.row) return {next.column > touch.column ? box.x + box.width : box.x, std::clamp(at.y, box.y, box.y + box.height)};
    return {std::clamp(at.x, box.x, box.x + box.width), next.row > touch.row ? box.y + box.height : box.y};
  }

  std::vector<Point> points_of(const DrawnArrow& arrow) const {
    std::vector<Point> points;
    if (arrow.path.size() < 2) return points;
    for (std::size_t i = 0; i < arrow.path.size(); ++i) {
      if (i == 0) {
        points.push_back(meet(arrow.from, arrow.path[0], arrow.path[1]));
      } else if (i + 1 == arrow.path.size()) {
        points.push_back(meet(arrow.to, arrow.path[i], arrow.path[i - 1]));
      } else {
        points.push_back({x_of(arrow.path[i].column), y_of(arrow.path[i].row)});
      }
    }
    return points;
  }

  static std::string head(const Point& tip, const Point& before) {
    const double length = std::max(0.01, std::hypot(tip.x - before.x, tip.y - before.y));
    const double dx = (tip.x - before.x) / length, dy = (tip.y - before.y) / length;
    const Point back{tip.x - dx * head_length, tip.y - dy * head_length};
    return fmt::format("<path class=\"head\" d=\"M{} {}L{} {}L{} {}\"/>", number(back.x - dy * head_width), number(back.y + dx * head_width), number(tip.x), number(tip.y),
                       number(back.x + dy * head_width), number(back.y - dx * head_width));
  }

  std::string paint_arrow(const DrawnArrow& arrow) const {
    const std::vector<Point> points = points_of(arrow);
    if (points.size() < 2) return "";
    std::string content = fmt::format("<path class=\"line\" d=\"{}\"/>", path_data({.points = points, .straight = true, .label = {}}));
    if (arrow.headed) content += head(points.back(), points[points.size() - 2]);
    if (arrow.both_ways) content += head(points.front(), points[1]);
    return "<g class=\"e dep\">" + content + "</g>\n";
  }

  /// In the middle of the longest part.
  std::string paint_label(const DrawnArrow& arrow) const {
    const std::vector<Point> points = points_of(arrow);
    if (!arrow.label || points.size() < 2) return "";
    std::size_t longest = 0;
    const auto length = [&](std::size_t i) { return std::hypot(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y); };
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
      if (length(i) > length(longest)) longest = i;
    }
    const std::string words = shorten(shown(*arrow.label), Face::bold, label_size, 200);
    const double width = text_width(words, Face::bold, label_size) + 12;
    const double x = (points[longest].x + points[longest + 1].x) / 2, y = (points[longest].y + points[longest + 1].y) / 2;
    return fmt::format("<g class=\"pill plain\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"15\" rx=\"7.5\"/>{}</g>\n", number(x - width / 2), number(y - 7.5), number(width),
                       text("pt", x, y + 3.6, "middle", words));
  }

  const Drawing& drawing_;
  const SourceMap& sources_;
  const DrawnOptions& options_;
  std::vector<bool> around_, linked_;
};

}  // namespace

DrawnView draw_drawing(const Drawing& drawing, const SourceMap& sources, const DrawnOptions& options) {
  const DrawnPainter painter(drawing, sources, options);
  return {painter.paint(), painter.sentences()};
}

}  // namespace portolan::render
