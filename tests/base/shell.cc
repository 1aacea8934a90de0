#include "base/shell.h"

#include <doctest/doctest.h>

using namespace portolan;

TEST_CASE("words are quoted as a shell needs it") {
  struct Case { std::string_view word, quoted; };
  for (const Case& c : {Case{"web", "web"}, Case{"a b", "'a b'"}, Case{"$(rm)", "'$(rm)'"}, Case{"it's", "'it'\\''s'"}, Case{"", "''"}, Case{"-f", "'-f'"}}) {
    CAPTURE(c.word);
    CHECK(quote_for_shell(c.word) == c.quoted);
  }
}
