#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "render/diagrams/paint.h"
#include "render/diagrams/svg.h"
#include "render/diagrams/text_width.h"

namespace portolan::render {

static constexpr double corner = 8, head_length = 7.5, head_width = 4.2;
static constexpr double entry_depth = 14;  // entries have round ends: their lines begin below them

static std::string at(const Point& point) { return number(point.x) + " " + number(point.y); }

static double distance(const Point& a, const Point& b) { return std::hypot(b.x - a.x, b.y - a.y); }

static Point towards(const Point& from, const Point& to, double length) {
  const double whole = distance(from, to);
  if (whole == 0) return from;
  return {from.x + (to.x - from.x) * length / whole, from.y + (to.y - from.y) * length / whole};
}

static std::string rounded(const std::vector<Point>& corners) {
  std::string data = "M" + at(corners.front());
  for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
    const double radius = std::min({corner, distance(corners[i - 1], corners[i]) / 2, distance(corners[i], corners[i + 1]) / 2});
    if (radius < 0.5) {
      data += "L" + at(corners[i]);
      continue;
    }
    data += "L" + at(towards(corners[i], corners[i - 1], radius)) + "Q" + at(corners[i]) + " " + at(towards(corners[i], corners[i + 1], radius));
  }
  return data + "L" + at(corners.back());
}

std::string path_data(const EdgePath& path) {
  if (path.points.size() < 2) return "";
  if (path.straight) return rounded(path.points);
  std::string data = "M" + at(path.points.front());
  for (std::size_t i = 1; i + 2 < path.points.size(); i += 3) {
    data += "C" + at(path.points[i]) + " " + at(path.points[i + 1]) + " " + at(path.points[i + 2]);
  }
  return data;
}

/// The last point that is not at the end itself: it gives the direction of the arrow.
static Point before_end(const std::vector<Point>& points) {
  for (std::size_t i = points.size(); i-- > 0;) {
    if (distance(points[i], points.back()) > 0.5) return points[i];
  }
  return {points.back().x - 1, points.back().y};
}

static std::string arrow(const std::vector<Point>& points) {
  const Point tip = points.back(), back = towards(tip, before_end(points), head_length);
  const double nx = -(tip.y - back.y) / head_length * head_width, ny = (tip.x - back.x) / head_length * head_width;
  return fmt::format(R"(<path class="head" d="M{}L{}L{}"/>)", at({back.x + nx, back.y + ny}), at(tip), at({back.x - nx, back.y - ny}));
}

std::string_view line_class(EdgeKind kind) {
  switch (kind) {
    case EdgeKind::publish: return "pub";
    case EdgeKind::depends: return "dep";
    case EdgeKind::mount: return "mnt";
  }
  return "";
}

std::string_view stroke_class(Stroke stroke) {
  switch (stroke) {
    case Stroke::solid: return "solid";
    case Stroke::dashed: return "dashed";
    case Stroke::dotted: return "dotted";
  }
  return "";
}

/// On hover. Names may be of any length, and every edge repeats two of them.
static std::string title_of(const GraphEdge& edge) { return "<title>" + xml(shorten(one_line(edge.title), Face::mono, 1, 200)) + "</title>"; }

static std::string group(const GraphEdge& edge, std::string_view content) {
  return fmt::format("<g class=\"e {} {}{} r{} r{}\">{}</g>\n", line_class(edge.kind), stroke_class(edge.stroke), edge.loopback ? " local" : "", edge.from, edge.to, content);
}

std::string paint_edge(const GraphEdge& edge, const SizedEdge&, const EdgePath& path) {
  EdgePath drawn = path;
  if (edge.kind == EdgeKind::publish && path.straight && path.points.size() >= 2) {
    drawn.points[0] = towards(path.points[1], path.points[0], distance(path.points[0], path.points[1]) + entry_depth);
  }
  const std::string data = path_data(drawn);
  if (data.empty()) return "";
  std::string content = title_of(edge) + fmt::format(R"(<path class="line" d="{}"/>)", data);
  if (edge.kind == EdgeKind::mount) {
    content += fmt::format(R"(<circle class="{}" cx="{}" cy="{}" r="3.6"/>)", edge.read_only ? "ro" : "rw", number(path.points.back().x), number(path.points.back().y));
  } else {
    content += arrow(path.points);
  }
  return group(edge, content);
}

std::string paint_labels(const GraphEdge& edge, const SizedEdge& sized, const EdgePath& path) {
  if (sized.labels.empty() || path.points.empty()) return "";
  std::string content = title_of(edge);
  for (const SizedLabel& label : sized.labels) {
    const double x = path.label.x - sized.width / 2 + label.x, y = path.label.y - sized.height / 2 + label.y;
    content += fmt::format(R"(<rect class="portpill" x="{}" y="{}" width="{}" height="16" rx="8"/>)", number(x), number(y), number(label.width));
    content += fmt::format(" <text class=\"porttext\" x=\"{}\" y=\"{}\">{}</text> ", number(x + label.width / 2), number(y + 11.7), xml(label.text));
  }
  return group(edge, content);
}

}  // namespace portolan::render
