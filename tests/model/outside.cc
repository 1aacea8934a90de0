#include "model/outside.h"

#include <doctest/doctest.h>

using portolan::Outside;
using portolan::outside_of;

TEST_CASE("words for callers and for the internet, and near misses") {
  CHECK(outside_of("browser") == Outside::caller);
  CHECK(outside_of("client browser") == Outside::caller);
  CHECK(outside_of("your machine") == Outside::caller);
  CHECK(outside_of("internet") == Outside::internet);
  CHECK(outside_of("public internet") == Outside::internet);
  for (const char* words : {"", "browserless", "client api", "user service", "internet gateway", "Browser"}) {
    CAPTURE(words);
    CHECK(outside_of(words) == Outside::none);
  }
}
