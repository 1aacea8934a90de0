#include "load/yaml/yaml.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "model/value.h"

using namespace portolan;
using portolan::load::read_yaml;
using portolan::load::YamlFile;

namespace {

/// Every value as KIND "source text", nested in brackets: what the reader understood, and where it says that it stands.
std::string outline(const SourceMap& sources, const Value& value) {
  std::string text;
  if (value.is_map()) {
    for (const Entry& entry : value.entries) {
      text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", sources.text(entry.key.span), outline(sources, entry.value));
    }
    return fmt::format("{}{{{}}}", value.tag, text);
  }
  if (value.is_list()) {
    for (const Value& item : value.items) text += (text.empty() ? "" : ", ") + outline(sources, item);
    return fmt::format("{}[{}]", value.tag, text);
  }
  const std::string source(sources.text(value.span));
  std::string kind;
  switch (value.kind) {
    case ValueKind::null: kind = "null"; break;
    case ValueKind::boolean: kind = "bool"; break;
    case ValueKind::integer: kind = "int"; break;
    case ValueKind::number: kind = "number"; break;
    default: kind = "string"; break;
  }
  return fmt::format("{}{}({}|{})", value.tag, kind, value.text, source);
}

std::string read_outline(std::string_view text) {
  SourceMap sources;
  const FileId file = sources.add("a.yml", std::string(text));
  const YamlFile yaml = read_yaml(sources, file);
  std::string result;
  for (const Diagnostic& problem : yaml.problems) {
    const Location at = sources.locate(problem.span);
    result += fmt::format("{}:{} {} [{}]\n", at.line, at.column, problem.message, problem.rule);
  }
  for (const Value& document : yaml.documents) result += outline(sources, document) + "\n";
  if (!yaml.readable) result += "unreadable\n";
  return result;
}

std::string repeat(std::string_view part, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += part;
  return text;
}

}  // namespace

TEST_CASE("read_yaml keeps the exact place of every value") {
  struct Case { std::string_view text, outline; };
  for (const Case& c : {
           Case{"a: 1\nb: two words  # note\n", "{a: int(1|1), b: string(two words|two words)}\n"},
           Case{"a: 'it''s'\nb: \"x\\n\"\n", "{a: string(it's|'it''s'), b: string(x\n|\"x\\n\")}\n"},
           Case{"a: [1, \"2\", x y]\nb: {c: d}\n", "{a: [int(1|1), string(2|\"2\"), string(x y|x y)], b: {c: string(d|d)}}\n"},
           Case{"a: |\n  one\n  two\nb: 1\n", "{a: string(one\ntwo\n||\n  one\n  two), b: int(1|1)}\n"},
           Case{"a: one\n  two\nb: 1\n", "{a: string(one two|one\n  two), b: int(1|1)}\n"},
           Case{"\xef\xbb\xbf" "a: b\r\nc: d\r\n", "{a: string(b|b), c: string(d|d)}\n"},
           Case{"a:\nb: ~\nc: null\n", "{a: null(|a), b: null(|~), c: null(|null)}\n"},
           Case{"- \n- a\n", "[null(|-), string(a|a)]\n"},
           Case{"a: !reset\nb: !override [1]\nc: !reset null\n", "{a: !resetnull(|!reset), b: !override[int(1|1)], c: !resetnull(|null)}\n"},
           Case{"a: 1\n---\nb: 2\n", "{a: int(1|1)}\n{b: int(2|2)}\n"},
           Case{"", ""},
           Case{"# only a comment\n", ""},
       }) {
    CAPTURE(c.text);
    CHECK(read_outline(c.text) == c.outline);
  }
}

TEST_CASE("read_yaml types plain scalars") {
  struct Case { std::string_view text, outline; };
  for (const Case& c : {
           Case{"[true, False, yes, on]", "[bool(true|true), bool(false|False), string(yes|yes), string(on|on)]\n"},
           Case{"[012, 0o14, 0x1F, 1_000]", "[int(10|012), int(12|0o14), int(31|0x1F), int(1000|1_000)]\n"},
           Case{"[1.10, 1e3, -.5, .5x]", "[number(1.1|1.10), number(1000|1e3), number(-0.5|-.5), string(.5x|.5x)]\n"},
           Case{"[22:22, 1.2.3, 2024-01-02]", "[string(22:22|22:22), string(1.2.3|1.2.3), string(2024-01-02|2024-01-02)]\n"},
           Case{"[!!str 5, !!int \"5\"]", "[tag:yaml.org,2002:strstring(5|5), tag:yaml.org,2002:intint(5|\"5\")]\n"},
       }) {
    CAPTURE(c.text);
    CHECK(read_outline(c.text) == c.outline);
  }
}

TEST_CASE("read_yaml expands aliases and merge keys") {
  CHECK(read_outline("a: &x [1]\nb: *x\n") == "{a: [int(1|1)], b: [int(1|1)]}\n");
  CHECK(read_outline("a: &x {k: 1, l: 2}\nb:\n  l: 3\n  <<: *x\n") == "{a: {k: int(1|1), l: int(2|2)}, b: {l: int(3|3), k: int(1|1)}}\n");
  CHECK(read_outline("a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc:\n  <<: [*x, *y]\n") ==
        "{a: {k: int(1|1)}, b: {k: int(2|2), m: int(3|3)}, c: {k: int(1|1), m: int(3|3)}}\n");

  SourceMap sources;
  const std::string_view text = "a: &x {k: 1}\nb: *x\nc:\n  <<: *x\n";
  const YamlFile yaml = read_yaml(sources, sources.add("a.yml", std::string(text)));
  const Value& root = yaml.documents.at(0);
  CHECK(sources.text(root.find("b")->span) == "*x");
  const Value& merged = *root.find("c")->find("k");
  REQUIRE(merged.origins.size() == 1);
  CHECK(merged.origins[0].kind == OriginKind::merged);
  CHECK(sources.locate(merged.origins[0].span).line == 4);
}

TEST_CASE("read_yaml finds comments where they are none inside a value") {
  SourceMap sources;
  const YamlFile yaml = read_yaml(sources, sources.add("a.yml", "# one\na: 'x # y' # two\nb: |\n  # text\nc: d#e\n"));
  std::vector<std::string> comments;
  for (const auto& comment : yaml.comments) comments.emplace_back(sources.text(comment.span));
  CHECK(comments == std::vector<std::string>{"# one", "# two"});
}

TEST_CASE("read_yaml says what is wrong, and where") {
  struct Case { std::string_view text, outline; };
  for (const Case& c : {
           Case{"a: 1\nb: 2\na: 3\n", "3:1 key \"a\" stands twice in the same mapping [yaml-duplicate-key]\n{a: int(1|1), b: int(2|2)}\n"},
           Case{"a: {<<: {b: 1}, <<: {c: 1}}\n", "1:17 key \"<<\" stands twice in the same mapping [yaml-duplicate-key]\n{a: {b: int(1|1)}}\n"},
           Case{"1: a\ntrue: b\n", "1:1 this key is an integer, and keys must be strings [yaml-syntax]\n"
                                   "2:1 this key is a boolean, and keys must be strings [yaml-syntax]\n{}\n"},
           Case{"a: [1, 2\nb: 3\n", "1:4 a list in brackets is never closed [yaml-syntax]\nunreadable\n"},
           Case{"a: {b: 1\n", "1:4 a mapping in braces is never closed [yaml-syntax]\nunreadable\n"},
           Case{"a: \"x\nb: 3\n", "1:4 the quotes are never closed [yaml-syntax]\nunreadable\n"},
           Case{"a: 'x\nb: 3\n", "1:4 the quotes are never closed [yaml-syntax]\nunreadable\n"},
           Case{"a:\n\tb: 1\n", "2:1 a tab stands in the indentation [yaml-syntax]\nunreadable\n"},
           Case{"a: b: c\n", "1:5 a \":\" is not expected here [yaml-syntax]\nunreadable\n"},
           Case{"a: @b\n", "1:4 a plain value cannot start with \"@\" [yaml-syntax]\nunreadable\n"},
           Case{"a: \"\\q\"\n", "1:5 this escape is unknown in double quotes [yaml-syntax]\nunreadable\n"},
           Case{"a: *b\n", "1:4 this alias has no anchor [yaml-syntax]\nunreadable\n"},
           Case{"a: &x [1, *x]\n", "1:11 this alias stands inside the value that it names [yaml-syntax]\nunreadable\n"},
           Case{",", "1:1 a document cannot start like this [yaml-syntax]\nunreadable\n"},
           Case{"a: 1\rb: 2\n", "1:5 a carriage return without a line feed [yaml-syntax]\nunreadable\n"},
           Case{std::string_view("a: \0b", 5), "1:4 control character 0x00 is not allowed in YAML [yaml-syntax]\nunreadable\n"},
           Case{"a: \xff\n", "1:4 byte 0xff is no valid UTF-8 [not-utf8]\nunreadable\n"},
           Case{"\xff\xfe" "a", "1:1 the file is encoded in UTF-16 [not-utf8]\nunreadable\n"},
       }) {
    CAPTURE(c.text);
    CHECK(read_outline(c.text) == c.outline);
  }
}

TEST_CASE("read_yaml is bounded") {
  // yaml-cpp tells of a mapping around each unfinished bracket, so half the brackets reach the limit.
  CHECK(read_outline(repeat("[", 10000)) == "1:101 the nesting is deeper than 200 levels [yaml-limit]\nunreadable\n");
  CHECK(read_outline(repeat("{a: ", 10000)) == "1:797 the nesting is deeper than 200 levels [yaml-limit]\nunreadable\n");
  CHECK(read_outline(repeat("- ", 10000)) == "1:401 the nesting is deeper than 200 levels [yaml-limit]\nunreadable\n");
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) bomb += fmt::format("a{0}: &a{0} [{1}]\n", i, repeat(fmt::format("*a{},", i - 1), 10));
  CHECK(read_outline(bomb) == "5:9 anchors and aliases repeat more than 200000 values [yaml-limit]\nunreadable\n");
  CHECK(read_outline(repeat("# comment\n", 500000)) == "1:1 the file has 5000000 bytes, more than the 4194304 that are read [yaml-limit]\nunreadable\n");
  CHECK(read_outline(repeat("a: 1\n---\n", 70)) == "128:1 the file holds more than 64 documents [yaml-limit]\nunreadable\n");
}
