#include "load/dotenv/dotenv.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "load/dotenv/substitute.h"

using namespace portolan;
using namespace portolan::load;

namespace {

std::optional<std::string> shell(std::string_view name) {
  if (name == "HOME") return "/home/app";
  if (name == "EMPTY") return "";
  return std::nullopt;
}

/// Each entry as NAME=<value>, NAME alone when inherited, then the problems with their places.
std::string read(std::string_view text) {
  SourceMap sources;
  const FileId file = sources.add(".env", std::string(text));
  Diagnostics problems;
  std::string result;
  for (const DotenvEntry& entry : read_dotenv(sources, file, shell, problems)) {
    result += entry.value ? fmt::format("{}=<{}> ", entry.name.value, entry.value->value) : fmt::format("{} ", entry.name.value);
  }
  for (const Diagnostic& problem : problems) {
    const Location at = sources.locate(problem.span);
    result += fmt::format("{}:{} {} [{}]", at.line, at.column, problem.message, problem.rule);
  }
  return result;
}

}  // namespace

TEST_CASE("read_dotenv reads the grammar of env files") {
  struct Case { std::string_view text, result; };
  for (const Case& c : {
           Case{"A=1\nB: two\n", "A=<1> B=<two> "},
           Case{"export A = x y  # note\n", "A=<x y> "},
           Case{"A=x#y\n", "A=<x#y> "},
           Case{"A=\nB\n", "A=<> B "},
           Case{"A='$HOME \\n'\n", "A=<$HOME \\n> "},
           Case{"A='it\\'s'\n", "A=<it's> "},
           Case{"A=\"x\\ny\\t\\\"z\\\" \\$HOME $HOME\"\n", "A=<x\ny\t\"z\" $HOME /home/app> "},
           Case{"A=\"two\nlines\"\nB=1\n", "A=<two\nlines> B=<1> "},
           Case{"A=\"\\0101\\x\"\n", "A=<A\\x> "},
           Case{"A=1\nB=${A}2\nC=${NONE:-$B}\n", "A=<1> B=<12> C=<12> "},
           Case{"\xef\xbb\xbf" "A=1\r\nB=2\r\n", "A=<1> B=<2> "},
           Case{"A=1\nA=2\n", "A=<1> A=<2> "},
           Case{"A=\"x\"y\n", "A=<x> y "},
           Case{"a.b-c[0]=1", "a.b-c[0]=<1> "},
           Case{"# only a comment", ""},
           Case{"A=1\nexport \n", "A=<1> "},
           Case{"=x\n", "=<x> "},
           Case{"A=1\n\xef\xbb\xbf" "B=2\n", "A=<1> 2:1 a byte order mark stands in the middle of the file [dotenv-syntax]"},
           Case{"A B=1\n", "1:1 a name cannot contain a space [dotenv-syntax]"},
           Case{"A$=1\nB=2\n", "B=<2> 1:2 \"$\" cannot be part of a name [dotenv-syntax]"},
           Case{"A=\"x\nB=1\n", "B=<1> 1:3 the quotes are never closed [dotenv-syntax]"},
           Case{"A=${}\n", "1:3 \"${}\" names no variable [dotenv-syntax]"},
           Case{"A=${X:?needed}\n", "1:3 mandatory variable \"X\" is not set: needed [compose-missing-variable]"},
           Case{"A=\xff\n", "1:3 the file is no valid UTF-8 [not-utf8]"},
       }) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.result);
  }
}

TEST_CASE("read_dotenv keeps the places of names and values") {
  SourceMap sources;
  const FileId file = sources.add(".env", "export KEY = \"a b\" # c\n");
  Diagnostics problems;
  const auto entries = read_dotenv(sources, file, shell, problems);
  REQUIRE(entries.size() == 1);
  CHECK(sources.text(entries[0].name.span) == "KEY");
  CHECK(sources.text(entries[0].value->span) == "a b");
}

TEST_CASE("substitute replaces variables in all their forms") {
  struct Case { std::string_view text, result; };
  for (const Case& c : {
           Case{"$HOME/x ${HOME}y", "/home/app/x /home/appy"},
           Case{"$$HOME $1 $ $", "$HOME $1 $ $"},
           Case{"[$NONE]", "[]"},
           Case{"${NONE:-a} ${EMPTY:-b} ${EMPTY-c} ${HOME-d}", "a b  /home/app"},
           Case{"${HOME:+a} ${EMPTY:+b} ${EMPTY+c} ${NONE+d}", "a  c "},
           Case{"${NONE:-${EMPTY:-${HOME}}}", "/home/app"},
           Case{"${NONE:-a-b:c}", "a-b:c"},
           Case{"${HOME:?no}", "/home/app"},
       }) {
    CAPTURE(c.text);
    const auto result = substitute(c.text, shell);
    REQUIRE(result);
    CHECK(result->text == c.result);
  }
}

TEST_CASE("substitute says what is wrong") {
  struct Case { std::string_view text, reason, missing; };
  for (const Case& c : {
           Case{"${", "\"${\" is never closed", ""},
           Case{"${A", "\"${\" is never closed", ""},
           Case{"${}", "\"${}\" names no variable", ""},
           Case{"${1A}", "\"${1A}\" names no variable", ""},
           Case{"${A B}", "\"${A B}\" is no form of interpolation: after the name come \":-\", \"-\", \":+\", \"+\", \":?\" or \"?\"", ""},
           Case{"${NONE?}", "mandatory variable \"NONE\" is not set", "NONE"},
           Case{"${EMPTY:?fill in $HOME}", "mandatory variable \"EMPTY\" is empty: fill in /home/app", "EMPTY"},
       }) {
    CAPTURE(c.text);
    const auto result = substitute(c.text, shell);
    REQUIRE_FALSE(result);
    CHECK(result.error().reason == c.reason);
    CHECK(result.error().missing == c.missing);
  }
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "${A:-";
  deep += std::string(100, '}');
  CHECK(substitute(deep, shell).error().reason == "variables are nested more than 32 deep");
}
