#include "check/claims/words.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "check/claims/duration.h"

using namespace portolan;

TEST_CASE("plain_words drops markup and keeps what names are made of") {
  struct Case { std::string_view text, words; };
  for (const Case& c : {Case{"The `Web` container,", "the|web|container"}, Case{"Database (`db`)", "database|db"}, Case{"web:8000.", "web:8000"},
                        Case{"PostgreSQL 15 – alpine", "postgresql|15|–|alpine"}, Case{"/api/ and ./nginx", "/api/|and|./nginx"}, Case{" / - ", ""}}) {
    CAPTURE(c.text);
    CHECK(join(check::plain_words(c.text), "|") == c.words);
  }
}

TEST_CASE("names and placeholders are told apart") {
  struct Case { std::string_view text; bool name, placeholder; };
  for (const Case& c : {Case{"web", true, false}, Case{"my-db_2", true, false}, Case{"Static files", false, false}, Case{"<service>", false, true},
                        Case{"SERVICE_NAME", false, true}, Case{"$SVC", false, true}, Case{"...", true, true}, Case{"", false, true}}) {
    CAPTURE(c.text);
    CHECK(check::looks_like_name(c.text) == c.name);
    CHECK(check::looks_like_placeholder(c.text) == c.placeholder);
  }
}

TEST_CASE("parse_amount reads durations and counts as people write them") {
  struct Case { std::string_view text; double low, high; };
  for (const Case& c : {Case{"10s", 10, 10}, Case{"5-10s", 5, 10}, Case{"5–10 s", 5, 10}, Case{"1m30s", 90, 90}, Case{"30 seconds", 30, 30}, Case{"1.5h", 5400, 5400},
                        Case{"10s to 1 minute", 10, 60}, Case{"`5`", 5, 5}, Case{"3-5", 3, 5}, Case{"500ms", 0.5, 0.5}}) {
    CAPTURE(c.text);
    const auto amount = check::parse_amount(c.text);
    REQUIRE(amount);
    CHECK(amount->low == doctest::Approx(c.low));
    CHECK(amount->high == doctest::Approx(c.high));
  }
  for (const std::string_view text : {"", "soon", "10x", "10s-5s", "5s-10", "1-2-3", "1.2.3s", "10 20", "10s20"}) {
    CAPTURE(text);
    CHECK_FALSE(check::parse_amount(text));
  }
}
