#include "render/diagrams/layout_wire.h"

#include <cmath>

namespace portolan::render {

namespace {

/// Takes numbers from the front; after the first that is missing or unfit, everything is zero and `good` is false.
struct Reader {
  const std::vector<double>& numbers;
  std::size_t next = 0;
  bool good = true;

  double real() {
    if (next >= numbers.size() || !std::isfinite(numbers[next])) good = false;
    return good ? numbers[next++] : 0;
  }
  int integer(double least, double most) {
    const double number = real();
    if (number < least || number > most || number != std::floor(number)) good = false;
    return good ? static_cast<int>(number) : 0;
  }
  /// Never more than what is left can hold.
  int count() { return integer(0, static_cast<double>(numbers.size())); }
  bool done() const { return good && next == numbers.size(); }
};

}  // namespace

std::vector<double> to_numbers(const LayoutInput& input, Splines splines) {
  std::vector<double> out{static_cast<double>(splines), static_cast<double>(input.direction), static_cast<double>(input.clusters.size()),
                          static_cast<double>(input.nodes.size()), static_cast<double>(input.edges.size())};
  for (const LayoutCluster& cluster : input.clusters) out.insert(out.end(), {static_cast<double>(cluster.parent), cluster.title_width});
  for (const LayoutNode& node : input.nodes) {
    out.insert(out.end(), {node.width, node.height, static_cast<double>(node.cluster), node.last_rank ? 1.0 : 0.0});
  }
  for (const LayoutEdge& edge : input.edges) {
    out.insert(out.end(), {static_cast<double>(edge.from), static_cast<double>(edge.to), static_cast<double>(edge.weight),
                           edge.constraint ? 1.0 : 0.0, edge.label_width, edge.label_height});
  }
  return out;
}

std::optional<LayoutRequest> read_request(const std::vector<double>& numbers) {
  Reader reader{numbers};
  LayoutRequest request;
  LayoutInput& input = request.input;
  request.splines = static_cast<Splines>(reader.integer(0, 3));
  input.direction = static_cast<Direction>(reader.integer(0, 1));
  const int clusters = reader.count(), nodes = reader.count(), edges = reader.count();
  for (int i = 0; i < clusters && reader.good; ++i) {
    LayoutCluster& cluster = input.clusters.emplace_back();
    cluster.parent = reader.integer(-1, i - 1);
    cluster.title_width = reader.real();
  }
  for (int i = 0; i < nodes && reader.good; ++i) {
    LayoutNode& node = input.nodes.emplace_back();
    node.width = reader.real();
    node.height = reader.real();
    node.cluster = reader.integer(-1, clusters - 1);
    node.last_rank = reader.integer(0, 1) == 1;
  }
  for (int i = 0; i < edges && reader.good; ++i) {
    LayoutEdge& edge = input.edges.emplace_back();
    edge.from = reader.integer(0, nodes - 1);
    edge.to = reader.integer(0, nodes - 1);
    edge.weight = reader.integer(0, 1e6);
    edge.constraint = reader.integer(0, 1) == 1;
    edge.label_width = reader.real();
    edge.label_height = reader.real();
  }
  if (!reader.done()) return std::nullopt;
  return request;
}

static void add(std::vector<double>& out, const Box& box) { out.insert(out.end(), {box.x, box.y, box.width, box.height}); }

static Box read_box(Reader& reader) {
  Box box;
  box.x = reader.real();
  box.y = reader.real();
  box.width = reader.real();
  box.height = reader.real();
  return box;
}

std::vector<double> to_numbers(const Layout& layout) {
  std::vector<double> out{static_cast<double>(layout.splines), layout.width, layout.height};
  for (const Box& box : layout.nodes) add(out, box);
  for (const Box& box : layout.clusters) add(out, box);
  for (const EdgePath& edge : layout.edges) {
    out.insert(out.end(), {edge.straight ? 1.0 : 0.0, edge.label.x, edge.label.y, static_cast<double>(edge.points.size())});
    for (const Point& point : edge.points) out.insert(out.end(), {point.x, point.y});
  }
  return out;
}

std::optional<Layout> read_answer(const std::vector<double>& numbers, const LayoutInput& input) {
  Reader reader{numbers};
  Layout layout;
  layout.splines = static_cast<Splines>(reader.integer(0, 3));
  layout.width = reader.real();
  layout.height = reader.real();
  for (std::size_t i = 0; i < input.nodes.size() && reader.good; ++i) layout.nodes.push_back(read_box(reader));
  for (std::size_t i = 0; i < input.clusters.size() && reader.good; ++i) layout.clusters.push_back(read_box(reader));
  for (std::size_t i = 0; i < input.edges.size() && reader.good; ++i) {
    EdgePath& edge = layout.edges.emplace_back();
    edge.straight = reader.integer(0, 1) == 1;
    edge.label.x = reader.real();
    edge.label.y = reader.real();
    const int points = reader.count();
    for (int k = 0; k < points && reader.good; ++k) {
      const double x = reader.real();
      edge.points.push_back({x, reader.real()});
    }
  }
  if (!reader.done()) return std::nullopt;
  return layout;
}

}  // namespace portolan::render
