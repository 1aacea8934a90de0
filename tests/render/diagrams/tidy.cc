#include "render/diagrams/tidy.h"

#include <vector>

#include <doctest/doctest.h>

#include "render/diagrams/title_place.h"

namespace portolan::render {

TEST_CASE("the legs of an edge with a label meet on one line") {
  const Box source{0, 0, 100, 50};
  struct Case { std::vector<Point> first, second, joined; double label; };
  for (const Case& c : {
           Case{{{100, 20}, {140, 20}}, {{180, 26}, {300, 26}}, {{100, 26}, {300, 26}}, 26},                                    // both straight
           Case{{{100, 20}, {140, 20}}, {{180, 80}, {300, 80}}, {{100, 20}, {120, 20}, {120, 80}, {300, 80}}, 80},              // a step before the label
           Case{{{50, 50}, {50, 70}, {140, 70}}, {{180, 80}, {300, 80}}, {{50, 50}, {50, 80}, {300, 80}}, 80},                  // a corner moves along
           Case{{{100, 20}, {140, 20}}, {{160, 30}, {160, 90}, {300, 90}}, {{100, 20}, {160, 20}, {160, 90}, {300, 90}}, 20},   // a corner below the label
           Case{{{50, 50}, {50, 70}}, {{180, 80}, {300, 80}}, {{50, 50}, {50, 80}, {300, 80}}, 80},
           Case{{{50, 50}, {50, 70}}, {{60, 90}, {60, 200}}, {{50, 50}, {50, 23}, {60, 23}, {60, 200}}, 23},
           Case{{}, {{180, 26}, {300, 26}}, {{180, 26}, {300, 26}}, 23},
       }) {
    const EdgePath path = join_legs(c.first, c.second, source, {160, 23}, Direction::left_right);
    CHECK(path.straight);
    CHECK(path.points == c.joined);
    CHECK(path.label == Point{160, c.label});
  }
  const EdgePath down = join_legs({{20, 50}, {20, 90}}, {{26, 110}, {26, 200}}, source, {23, 100}, Direction::top_down);
  CHECK(down.points == std::vector<Point>{{26, 50}, {26, 200}});
}

TEST_CASE("lines keep clear of the borders that they run along") {
  Layout layout;
  layout.width = 300;
  layout.height = 300;
  layout.clusters = {{100, 100, 100, 100}};
  layout.edges.resize(2);
  layout.edges[0] = {.points = {{0, 50}, {102, 50}, {102, 250}, {250, 250}}, .straight = true};
  SUBCASE("by going round outside") {
    clear_borders(layout);
    CHECK(layout.edges[0].points == std::vector<Point>{{0, 50}, {91, 50}, {91, 250}, {250, 250}});
  }
  SUBCASE("and the label with the line") {
    layout.edges[0].label = {102, 150};
    clear_borders(layout);
    CHECK(layout.edges[0].label == Point{91, 150});
  }
  SUBCASE("but not where another line runs") {
    layout.edges[1] = {.points = {{92, 0}, {92, 300}}, .straight = true};
    clear_borders(layout);
    CHECK(layout.edges[0].points[1] == Point{102, 50});
  }
  SUBCASE("and not through a node") {
    layout.nodes = {{60, 120, 35, 40}};
    clear_borders(layout);
    CHECK(layout.edges[0].points[1] == Point{102, 50});
  }
  SUBCASE("and never away from their own nodes") {
    layout.edges[0].points = {{102, 50}, {102, 250}};
    clear_borders(layout);
    CHECK(layout.edges[0].points[0] == Point{102, 50});
  }
}

TEST_CASE("touches") {
  const Box box{10, 10, 20, 20};
  CHECK(touches(box, {0, 15}, {40, 15}));
  CHECK(touches(box, {15, 15}, {16, 16}));
  CHECK(touches(box, {0, 0}, {20, 20}));
  CHECK_FALSE(touches(box, {0, 5}, {40, 5}));
  CHECK_FALSE(touches(box, {0, 15}, {5, 15}));
  CHECK_FALSE(touches(box, {0, 25}, {15, 45}));
}

TEST_CASE("a title stands where no line crosses it") {
  Layout layout;
  layout.clusters = {{100, 100, 300, 200}};
  layout.nodes = {{120, 150, 200, 54}};
  layout.edges.resize(1);
  SizedCluster title;
  title.name_width = 60;
  title.title_width = 150;
  title.compact_width = 90;
  CHECK(title_place(layout, title, 0) == TitlePlace{{114, 109}});
  layout.edges[0] = {.points = {{0, 115}, {500, 115}}, .straight = true};
  CHECK(title_place(layout, title, 0) == TitlePlace{{114, 122}});
  layout.edges[0] = {.points = {{130, 0}, {130, 500}}, .straight = true};
  CHECK(title_place(layout, title, 0) == TitlePlace{{138, 109}});
  layout.edges[0] = {.points = {{250, 0}, {250, 500}}, .straight = true};
  CHECK(title_place(layout, title, 0) == TitlePlace{{114, 109}, true});
  layout.edges[0] = {.points = {{100, 100}, {130, 200}, {200, 100}, {230, 200}, {300, 100}, {330, 200}, {400, 100}}, .straight = true};
  CHECK(title_place(layout, title, 0) == TitlePlace{{114, 109}});
}

}  // namespace portolan::render
