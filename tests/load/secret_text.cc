#include "load/secret_text.h"

#include <doctest/doctest.h>

#include "load/compose/secrecy.h"

using namespace portolan;

TEST_CASE("a password in an address is hidden, and a variable in front of it is not") {
  struct Case { std::string text, shown; };
  for (const Case& c : {
           Case{"postgres://app:hunter2@db:5432/x", "postgres://app:••••••@db:5432/x"},
           Case{"postgres://${POSTGRES_USER:-shop}@db:5432/shop", "postgres://${POSTGRES_USER:-shop}@db:5432/shop"},
           Case{"postgres://${U:-me}:${P:-hunter2}@db/x", "postgres://${U:-me}:${P:-••••••}@db/x"},
           Case{"postgres://${U:-me}:${P}@db/x", "postgres://${U:-me}:${P}@db/x"},
           Case{"postgres://${U:-me}:hunter2@db/x", "postgres://${U:-me}:••••••@db/x"},
           Case{"postgres://${U:-a/b}:${P:-${Q:-hunter2}}@db/x", "postgres://${U:-a/b}:${P:-${Q:-••••••}}@db/x"},
           Case{"postgres://${ACCOUNT:-me:hunter2}@db/x", "postgres://${ACCOUNT:-me:••••••}@db/x"},
           Case{"${DATABASE_URL:-postgres://me:hunter2@db/x}", "${DATABASE_URL:-postgres://me:••••••@db/x}"},
           Case{"curl -u ${U:-me}:hunter2 http://web", "curl -u ${U:-me}:•••••• http://web"},
           Case{"redis://${HOST:-redis}:6379/0", "redis://${HOST:-redis}:6379/0"},
           Case{"postgres://${U:-me:hunter2@db/x", "postgres://${U:••••••@db/x"},  // it does not close: hide rather more
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    const FileId file = sources.add("a.txt", c.text);
    load::mark_secret_text(sources, file);
    CHECK(sources.shown(sources.line_span(file, 1)) == c.shown);
  }
}

TEST_CASE("find_url_password steps over variables") {
  struct Case { std::string_view text, password; };
  for (const Case& c : {
           Case{"amqp://a:b@mq", "b"},
           Case{"amqp://${A:-a}@mq", ""},
           Case{"amqp://${A:-a}:${B:-b}@mq", "${B:-b}"},
           Case{"amqp://${A:-${C:-a}}:b@mq", "b"},
       }) {
    CAPTURE(c.text);
    const auto password = load::find_url_password(c.text);
    CHECK(password.value_or("") == c.password);
  }
}
