#include "load/secret_lines.h"

#include <doctest/doctest.h>

using namespace portolan;

TEST_CASE("lines of a file with errors show no secret") {
  struct Case { std::string text, shown; };
  for (const Case& c : {
           Case{"      POSTGRES_PASSWORD: hunter2 x", "      POSTGRES_PASSWORD: ••••••"},
           Case{"      - DB_PASSWORD=hunter2", "      - DB_PASSWORD=••••••"},
           Case{"DB_PASSWORD: \"hunter2", "DB_PASSWORD: ••••••"},
           Case{"{\"apiKey\": \"x\", b: 1}", "{\"apiKey\": ••••••"},
           Case{"url: postgres://app:hunter2@db/x", "url: postgres://app:••••••"},
           Case{"image: postgres:15", "image: postgres:15"},
           Case{"POSTGRES_PASSWORD_FILE: /run/secrets/x", "POSTGRES_PASSWORD_FILE: /run/secrets/x"},
           Case{"password:", "password:"},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    const FileId file = sources.add("a.yml", c.text);
    load::mark_secret_lines(sources, file);
    CHECK(sources.shown(sources.line_span(file, 1)) == c.shown);
  }
}

TEST_CASE("a block scalar of a secret is secret line by line") {
  SourceMap sources;
  const FileId file = sources.add("a.yml", "a:\n  private_key: |\n    one\n\n    two\n  b: 1\n");
  load::mark_secret_lines(sources, file);
  CHECK(sources.shown(sources.line_span(file, 3)) == "    ••••••");
  CHECK(sources.shown(sources.line_span(file, 5)) == "    ••••••");
  CHECK(sources.shown(sources.line_span(file, 6)) == "  b: 1");
}
