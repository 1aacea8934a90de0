#include "base/path_pattern.h"

#include <doctest/doctest.h>

#include <string>

using namespace portolan;

TEST_CASE("patterns of names fit as in a shell") {
  struct Case {
    std::string_view pattern, name;
    bool fits;
  };
  for (const Case& c : {
           Case{"a", "a", true},          Case{"a", "ab", false},        Case{"ab", "a", false},       Case{"*", "", true},
           Case{"*.conf", "x.conf", true}, Case{"*.conf", "x.conf.bak", false}, Case{"a*b*c", "a1b2b3c", true}, Case{"a*b*c", "a1b2b3", false},
           Case{"?", "", false},          Case{"?", "x", true},          Case{"[a-c]x", "bx", true},   Case{"[a-c]x", "dx", false},
           Case{"[!a-c]x", "dx", true},   Case{"[^a]", "a", false},      Case{"[]]", "]", true},       Case{"[ab", "a", false},
           Case{"\\*", "*", true},        Case{"\\*", "x", false},       Case{"[a-]", "-", true},      Case{"", "", true},
       }) {
    CAPTURE(c.pattern);
    CAPTURE(c.name);
    CHECK(fits_pattern(c.name, c.pattern) == c.fits);
  }
}

TEST_CASE("a pattern of a path names files and what lies below folders") {
  struct Case {
    std::string_view pattern, path, rest;
  };
  for (const Case& c : {
           Case{"a/b.conf", "a/b.conf", ""}, Case{"a", "a/b/c", "b/c"},    Case{"", "a/b", "a/b"},        Case{"*/b", "a/b/c", "c"},
           Case{"a/*", "a", "-"},            Case{"*", "a/b", "b"},        Case{"b", "a/b", "-"},         Case{"a/b", "ab", "-"},
           Case{"/e/*.c", "/e/x.c", ""},
       }) {
    CAPTURE(c.pattern);
    CAPTURE(c.path);
    CHECK(below_pattern(c.path, c.pattern).value_or("-") == c.rest);
  }
}

TEST_CASE("patterns with many stars end soon") {
  std::string pattern, name(20000, 'a');
  for (int i = 0; i < 2000; ++i) pattern += "*a";
  CHECK_FALSE(fits_pattern(name, pattern + "b"));
}
