// How many problems are told, and in which words.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "load/compose/project.h"
#include "load/compose/secrecy.h"
#include "load/secret_text.h"

using namespace portolan;

namespace {

load::Project load_text(const std::string& text, SourceMap& sources) {
  const auto reader = make_memory_reader({{"compose.yml", text}}, "shop");
  load::ProjectOptions options;
  options.files = {"compose.yml"};
  return load::load_project(*reader, sources, options);
}

std::string many(std::size_t count, std::string_view pattern) {
  std::string text = "services:\n  a:\n    image: x\n    environment:\n";
  for (std::size_t i = 0; i < count; ++i) text += fmt::format("      V{}: {}\n", i, pattern);
  return text;
}

}  // namespace

TEST_CASE("errors beyond 500 are counted, and the first of them has its place") {
  SourceMap sources;
  const load::Project project = load_text(many(620, "[]"), sources);
  REQUIRE(project.problems.size() == 501);
  const Diagnostic& last = project.problems.back();
  CHECK(last.rule == "compose-limit");
  CHECK(last.severity == Severity::error);
  CHECK(last.message == "and 120 errors more, the first of them here");
  CHECK(sources.locate(last.span).line == 505);
}

TEST_CASE("warnings never push an error out") {
  SourceMap sources;
  const load::Project project = load_text(many(700, "$UNSET") + "    tty: perhaps\n", sources);
  std::size_t errors = 0;
  for (const Diagnostic& problem : project.problems) errors += problem.severity == Severity::error ? 1 : 0;
  CHECK(errors == 1);
  CHECK(project.problems.back().message == "and 200 warnings more, the first of them here");
  CHECK(project.problems.back().severity == Severity::warning);
}

TEST_CASE("exactly 500 errors need no further words") {
  SourceMap sources;
  CHECK(load_text(many(500, "[]"), sources).problems.size() == 500);
}

TEST_CASE("a name that is secret among other words is secret as a variable too") {
  for (const char* name : {"DB_PASSWORD", "api_token", "SECRET_KEY", "accesstoken", "PGPASS", "db_pass", "private_key", "credentials", "API_TOKENS"}) {
    CAPTURE(name);
    CHECK(load::names_secret(name));
    CHECK(load::is_secret_variable(name));
  }
  for (const char* name : {"key", "SSH_KEY", "PRIVATE"}) {  // ordinary words where no variable is meant
    CAPTURE(name);
    CHECK_FALSE(load::names_secret(name));
    CHECK(load::is_secret_variable(name));
  }
  for (const char* name : {"DB_PASSWORD_FILE", "TOKEN_URL", "MAX_TOKENS", "KEYBOARD", "secret_name", "PUBLIC_KEY"}) {
    CAPTURE(name);
    CHECK_FALSE(load::names_secret(name));
    CHECK_FALSE(load::is_secret_variable(name));
  }
}
