#include "render/diagrams/layout_workers.h"

#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/parallel.h"
#include "render/diagrams/grid.h"
#include "render/diagrams/layout_wire.h"
#include "render/diagrams/zygote.h"

namespace portolan::render {

namespace {

/// Numerical Recipes' generator: the same graphs on every machine.
struct Random {
  std::uint32_t state;
  int below(int limit) {
    state = state * 1664525u + 1013904223u;
    return static_cast<int>((state >> 8) % static_cast<std::uint32_t>(limit));
  }
};

}  // namespace

static LayoutInput random_input(std::uint32_t seed) {
  Random random{seed};
  LayoutInput input;
  input.direction = random.below(2) == 0 ? Direction::left_right : Direction::top_down;
  const int clusters = 1 + random.below(4), nodes = 4 + random.below(14);
  input.clusters.resize(static_cast<std::size_t>(clusters));
  for (int i = 0; i < nodes; ++i) {
    input.nodes.push_back({110.0 + random.below(90), random.below(2) == 0 ? 52.0 : 74.0, random.below(clusters + 1) - 1, false});
  }
  for (int i = 0; i < nodes + nodes / 2; ++i) {
    const int from = random.below(nodes), to = random.below(nodes);
    LayoutEdge edge{.from = from, .to = to, .weight = 1 + random.below(4), .constraint = random.below(8) != 0};
    if (random.below(6) == 0) edge.label_width = 40, edge.label_height = 16;
    input.edges.push_back(edge);
  }
  for (int i = 0; i < random.below(4); ++i) {
    input.nodes.push_back({80, 44, -1, true});
    input.edges.push_back({.from = random.below(nodes), .to = static_cast<int>(input.nodes.size()) - 1});
  }
  return input;
}

static std::vector<LayoutInput> random_inputs(std::uint32_t number) {
  std::vector<LayoutInput> inputs;
  for (std::uint32_t seed = 1; seed <= number; ++seed) inputs.push_back(random_input(seed));
  return inputs;
}

static bool overlap(const Box& a, const Box& b) {
  const double slack = 0.5;
  return a.x + a.width > b.x + slack && b.x + b.width > a.x + slack && a.y + a.height > b.y + slack && b.y + b.height > a.y + slack;
}

static bool inside(const Box& outer, const Box& inner) {
  const double slack = 0.5;
  return inner.x >= outer.x - slack && inner.y >= outer.y - slack && inner.x + inner.width <= outer.x + outer.width + slack &&
         inner.y + inner.height <= outer.y + outer.height + slack;
}

/// Pixels from the point to the nearest border of the box.
static double distance_to_border(const Box& box, const Point& point) {
  const double dx = std::max({box.x - point.x, 0.0, point.x - (box.x + box.width)});
  const double dy = std::max({box.y - point.y, 0.0, point.y - (box.y + box.height)});
  if (dx > 0 || dy > 0) return std::hypot(dx, dy);
  return std::min({point.x - box.x, box.x + box.width - point.x, point.y - box.y, box.y + box.height - point.y});
}

/// What is wrong with a layout, in words; "" for nothing.
static std::string fault_of(const LayoutInput& input, const Layout& layout) {
  for (std::size_t i = 0; i < layout.nodes.size(); ++i) {
    const int cluster = input.nodes[i].cluster;
    if (cluster >= 0 && !inside(layout.clusters.at(static_cast<std::size_t>(cluster)), layout.nodes[i])) {
      return "node " + std::to_string(i) + " stands outside its cluster";
    }
    for (std::size_t k = 0; k < i; ++k) {
      if (overlap(layout.nodes[i], layout.nodes[k])) return "nodes " + std::to_string(k) + " and " + std::to_string(i) + " overlap";
    }
  }
  for (std::size_t i = 0; i < layout.edges.size(); ++i) {
    const LayoutEdge& edge = input.edges[i];
    const std::vector<Point>& points = layout.edges[i].points;
    if (edge.from == edge.to) continue;
    if (points.size() < 2) return "edge " + std::to_string(i) + " has no way";
    if (!layout.edges[i].straight && points.size() % 3 != 1) return "edge " + std::to_string(i) + " is no Bézier curve";
    if (layout.splines == Splines::ortho && !layout.grid) {
      for (std::size_t k = 1; k < points.size(); ++k) {
        if (std::abs(points[k].x - points[k - 1].x) > 0.1 && std::abs(points[k].y - points[k - 1].y) > 0.1) return "edge " + std::to_string(i) + " runs aslant";
      }
    }
    const double at_tail = distance_to_border(layout.nodes[static_cast<std::size_t>(edge.from)], points.front());
    const double at_head = distance_to_border(layout.nodes[static_cast<std::size_t>(edge.to)], points.back());
    if (at_tail > 2 || at_head > 2) return "edge " + std::to_string(i) + " does not end at its nodes";
  }
  return "";
}

TEST_CASE("150 random graphs all get a layout in which nothing overlaps and edges end at their nodes") {
  LayoutWorkers workers(2);
  const std::vector<LayoutInput> inputs = random_inputs(150);
  const auto layouts = parallel_map(inputs, 2, [&](const LayoutInput& input) { return workers.layout(input); });
  int grids = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    CAPTURE(i);
    CHECK(fault_of(inputs[i], layouts[i]) == "");
    grids += layouts[i].grid ? 1 : 0;
  }
  CHECK(grids == 0);
}

TEST_CASE("a layout is the same bytes in another zygote and with another number of children") {
  const std::vector<LayoutInput> inputs = random_inputs(24);
  LayoutWorkers one(1), four(4);
  for (const LayoutInput& input : inputs) {
    CHECK(to_numbers(one.layout(input)) == to_numbers(four.layout(input)));
  }
}

TEST_CASE("children that pass their limit of time cost the picture its beauty, not the build") {
  LayoutInput input;
  input.nodes.resize(600, {150, 52});
  for (int i = 0; i < 1200; ++i) input.edges.push_back({.from = i % 600, .to = (i * 7 + 3) % 600});
  LayoutWorkers workers(1, {.milliseconds = 1});  // less than a layout takes
  const Layout layout = workers.layout(input);
  CHECK(layout.grid);
  CHECK(fault_of(input, layout) == "");
}

TEST_CASE("a zygote that is gone leaves the plain grid") {
  const Zygote zygote(LayoutLimits{});
  REQUIRE(zygote.process() > 0);
  const std::vector<double> request = to_numbers(random_input(1), Splines::spline);
  CHECK(zygote.ask(request));
  REQUIRE(kill(zygote.process(), SIGKILL) == 0);
  CHECK_FALSE(zygote.ask(request));
}

TEST_CASE("a zygote answers the next question after a child refused one") {
  const Zygote zygote(LayoutLimits{});
  CHECK_FALSE(zygote.ask({1, 2, 3}));
  CHECK_FALSE(zygote.ask({}));
  CHECK(zygote.ask(to_numbers(random_input(1), Splines::spline)));
}

TEST_CASE("workers leave no process behind") {
  pid_t process = 0;
  {
    const Zygote zygote(LayoutLimits{});
    process = zygote.process();
    CHECK(zygote.ask(to_numbers(random_input(2), Splines::line)));
  }
  CHECK(waitpid(process, nullptr, WNOHANG) == -1);  // already waited for
  CHECK(kill(process, 0) == -1);
}

TEST_CASE("the ladder of sizes: corners for small graphs, curves for larger ones, lines, then the grid") {
  struct Case { int nodes; Splines splines; bool grid; };
  LayoutWorkers workers(1);
  for (const Case& c : {Case{10, Splines::ortho, false}, Case{90, Splines::spline, false}, Case{300, Splines::line, false}, Case{1500, Splines::line, true}}) {
    CAPTURE(c.nodes);
    LayoutInput input;
    input.nodes.resize(static_cast<std::size_t>(c.nodes), {120, 52});
    for (int i = 1; i < c.nodes; ++i) input.edges.push_back({.from = i / 3, .to = i});
    const Layout layout = workers.layout(input);
    CHECK(layout.splines == c.splines);
    CHECK(layout.grid == c.grid);
    CHECK(fault_of(input, layout) == "");
  }
}

TEST_CASE("the grid needs nothing and is never wrong") {
  for (const LayoutInput& input : random_inputs(40)) {
    const Layout layout = lay_grid(input);
    CHECK(fault_of(input, layout) == "");
    for (const Box& box : layout.nodes) CHECK(inside({0, 0, layout.width, layout.height}, box));
  }
  CHECK(lay_grid({}).nodes.empty());
}

TEST_CASE("an empty graph and a lonely node have layouts") {
  LayoutWorkers workers(1);
  CHECK(workers.layout({}).nodes.empty());
  LayoutInput input;
  input.nodes.push_back({100, 50});
  input.edges.push_back({.from = 0, .to = 0});
  const Layout layout = workers.layout(input);
  REQUIRE(layout.nodes.size() == 1);
  CHECK(layout.edges.at(0).points.empty());
}

TEST_CASE("numbers that are no request and no answer are refused") {
  const LayoutInput input = random_input(5);
  std::vector<double> request = to_numbers(input, Splines::line);
  REQUIRE(read_request(request));
  CHECK(to_numbers(read_request(request)->input, Splines::line) == request);
  std::vector<double> shorter(request.begin(), request.end() - 1);
  CHECK_FALSE(read_request(shorter));
  request[3] = 1e9;  // so many nodes
  CHECK_FALSE(read_request(request));

  std::vector<double> answer = to_numbers(lay_grid(input));
  REQUIRE(read_answer(answer, input));
  CHECK_FALSE(read_answer(answer, random_input(6)));
  answer[4] = std::nan("");
  CHECK_FALSE(read_answer(answer, input));
}

}  // namespace portolan::render
