#include "model/image.h"

#include <doctest/doctest.h>

using namespace portolan;

TEST_CASE("parse_image reads registry, repository, tag and digest") {
  struct Case { std::string_view text; ImageReference image; };
  for (const Case& c : {
           Case{"postgres", {"", "postgres", "", ""}},
           Case{"postgres:15-alpine", {"", "postgres", "15-alpine", ""}},
           Case{"docker.io/library/redis:7", {"", "redis", "7", ""}},
           Case{"ghcr.io/acme/api:2.4.1", {"ghcr.io", "acme/api", "2.4.1", ""}},
           Case{"localhost:5000/x@sha256:ab", {"localhost:5000", "x", "", "sha256:ab"}},
       }) {
    CAPTURE(c.text);
    const auto image = parse_image(c.text);
    REQUIRE(image);
    CHECK(*image == c.image);
  }
}

TEST_CASE("parse_image says what is wrong") {
  struct Case { std::string_view text, reason; };
  for (const Case& c : {Case{"", "expected an image name, found nothing"}, Case{"a:b c", "\"b c\" is no tag"},
                        Case{"x@y", "digest \"y\" has no algorithm"},
                        Case{"Postgres", "\"Postgres\" is no repository name: lower-case letters, digits, . _ - /"}}) {
    CAPTURE(c.text);
    const auto image = parse_image(c.text);
    REQUIRE_FALSE(image);
    CHECK(image.error() == c.reason);
  }
}
