// Drawings as lines of text, for tests.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace portolan::test {

/// "box LINE | LINE (in PARENT)", "words …", "FROM -> TO [label]", one a line; "nothing", "unclear", and "words only:" in front of what needs services.
std::string drawn(std::string_view text);

/// Both with an empty first line, so that they stand in a raw text as they look.
struct DrawingCase {
  std::string_view name, text, shape;
};

/// Each drawing must have its shape.
void check_drawings(std::initializer_list<DrawingCase> cases);

/// What a document states in which `text` stands in a fence without language: statements as lines, then "unread N". `services`: defined by a compose file.
std::string stated(std::string_view document, std::string_view services = {});

}  // namespace portolan::test
