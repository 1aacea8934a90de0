#include "load/plan_stack/service_names.h"

#include <doctest/doctest.h>

using portolan::load::service_word;
using portolan::load::ServiceNames;

TEST_CASE("words become the key of a service, or none") {
  struct Case { std::string_view words, name; bool as_key; };
  for (const Case& c : {
           Case{"db", "db", true}, Case{"`db`", "db", true}, Case{"The Backend (Django) container", "backend", false}, Case{"Backend Service", "backend", false},
           Case{"web-app", "web-app", true}, Case{"All services", "", false}, Case{"PostgreSQL database server", "", false}, Case{"browser", "", false},
           Case{"", "", false}, Case{"Containers", "", false}, Case{"8000", "", false},
       }) {
    CAPTURE(c.words);
    const auto word = service_word(c.words);
    CHECK((word ? word->name : "") == c.name);
    if (word) CHECK(word->as_key == c.as_key);
  }
}

TEST_CASE("other words lead to the name of the same trade, where one service has it") {
  ServiceNames names;
  for (const std::string_view word : {"db", "web", "nginx", "Worker"}) names.add(*service_word(word));
  struct Case { std::string_view words, name; };
  for (const Case& c : {
           Case{"Database (PostgreSQL)", "db"}, Case{"PostgreSQL", "db"}, Case{"PostgreSQL database", "db"}, Case{"`web` container", "web"}, Case{"Reverse-proxy", "nginx"},
           Case{"Worker", "worker"}, Case{"Cache", ""}, Case{"Frontend", ""}, Case{"db and web", ""},
       }) {
    CAPTURE(c.words);
    CHECK(names.find(c.words).value_or("") == c.name);
  }
  names.add(*service_word("mysql"));
  CHECK_FALSE(names.find("Database").has_value());
}
