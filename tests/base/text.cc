#include "base/text.h"

#include <doctest/doctest.h>

using namespace portolan;

TEST_CASE("slug makes names fit for files and URLs") {
  struct Case { std::string_view text, slug; };
  for (const Case& c : {Case{"Basic Production", "basic-production"}, Case{"  a//b  ", "a-b"}, Case{"..", "unnamed"}, Case{"", "unnamed"},
                        Case{"db_1.x", "db_1.x"}, Case{"Über", "ber"}}) {
    CAPTURE(c.text);
    CHECK(slug(c.text) == c.slug);
  }
}

TEST_CASE("nearest finds what was meant, and nothing far-fetched") {
  const std::vector<std::string> names{"egde-network", "edge", "backend", "postgres"};
  CHECK(nearest("egde", names) == "edge");
  CHECK(nearest("postgers", names) == "postgres");
  CHECK(nearest("zzz", names) == std::nullopt);
  CHECK(nearest("ba", names) == std::nullopt);
}

TEST_CASE("edit_distance counts swaps of neighbours once") {
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance("abc", "acb") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("split keeps empty parts, split_words drops them") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(split_words(" a \t b\n") == std::vector<std::string_view>{"a", "b"});
}

TEST_CASE("lists and counts read like sentences") {
  CHECK(join_naturally({}) == "");
  CHECK(join_naturally({"a"}) == "a");
  CHECK(join_naturally({"a", "b"}) == "a and b");
  CHECK(join_naturally({"a", "b", "c"}) == "a, b and c");
  CHECK(count_of(1, "service") == "1 service");
  CHECK(count_of(0, "service") == "0 services");
  CHECK(count_of(2, "entry", "entries") == "2 entries");
}

TEST_CASE("parse_digits takes whole decimal numbers only") {
  CHECK(parse_digits("8080") == 8080);
  CHECK(parse_digits("0") == 0);
  for (const std::string_view text : {"", "-1", "80a", " 80", "1234567890"}) {
    CAPTURE(text);
    CHECK(parse_digits(text) == std::nullopt);
  }
}
