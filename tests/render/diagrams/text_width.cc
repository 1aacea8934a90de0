#include "render/diagrams/text_width.h"

#include <algorithm>
#include <string>

#include <doctest/doctest.h>

namespace portolan::render {

TEST_CASE("text_width adds the advances of the shipped font") {
  struct Case { std::string_view text; Face face; double width; };
  for (const Case& c : {
           Case{"", Face::regular, 0},
           Case{"i", Face::regular, 496.0 / 2048 * 10},
           Case{"W", Face::regular, 2018.0 / 2048 * 10},
           Case{"…", Face::mono, 6.02},
           Case{"abc", Face::mono, 3 * 6.02},
           Case{"\u4e2d\u6587", Face::bold, 20},  // not in the font: one em each
           Case{"\xff", Face::bold, 10},
       }) {
    CAPTURE(c.text);
    CHECK(text_width(c.text, c.face, 10) == doctest::Approx(c.width));
  }
  CHECK(text_width("nginx", Face::bold, 14) > text_width("nginx", Face::regular, 14));
}

TEST_CASE("shorten keeps what fits and says that something is missing") {
  struct Case { std::string_view text, end, middle; };
  for (const Case& c : {
           Case{"", "", ""},
           Case{"short", "short", "short"},
           Case{"exactly-ten", "exactly-ten", "exactly-ten"},
           Case{"registry.example.com/group/api:2.4.1", "registry.e…", "regis…2.4.1"},
       }) {
    CAPTURE(c.text);
    const double room = 11 * 6.02 + 0.01;
    CHECK(shorten(c.text, Face::mono, 10, room) == c.end);
    CHECK(shorten_middle(c.text, Face::mono, 10, room) == c.middle);
  }
}

TEST_CASE("a shortened text fits, whatever it is made of") {
  const std::string hostile = std::string(10000, 'W') + "\u202e\u4e2d" + std::string(50, '\xff');
  for (const Face face : {Face::regular, Face::bold, Face::mono}) {
    for (const double room : {0.0, 15.0, 100.0, 500.0}) {
      const std::string end = shorten(hostile, face, 12, room), middle = shorten_middle(hostile, face, 12, room);
      CHECK(text_width(end, face, 12) <= std::max(room, text_width("…", face, 12)));
      CHECK(text_width(middle, face, 12) <= std::max(room, text_width("…", face, 12)));
    }
  }
}

}  // namespace portolan::render
