// Drawings as lines of text, for tests.
#pragma once

#include <string>
#include <string_view>

namespace portolan::test {

/// "box LINE | LINE (in PARENT)", "words …", "FROM -> TO [label]", one a line; "nothing", "unclear", and "words only:" in front of what needs services.
std::string drawn(std::string_view text);

/// What a document states in which `text` stands in a fence without language: statements as lines, then "unread N". `services`: defined by a compose file.
std::string stated(std::string_view document, std::string_view services = {});

}  // namespace portolan::test
