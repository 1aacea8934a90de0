// Documents that ask for endless work, or are none: each ends soon, with one message that names its place and says what was not read.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/cli/process.h"

using namespace portolan::test;

namespace {

std::string repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

struct Hostile {
  std::string name;
  std::string text;
  std::string says;  ///< the first line on standard output
  int code = 1;
};

const std::string title = "# T\n\n";

std::vector<Hostile> documents() {
  const std::string rest = "the document is nested too deep or has too many parts; the rest of it is not read [markdown-limit]\n";
  return {
      {"a table of 100,000 columns", title + "|" + repeat("a|", 100'000) + "\n|" + repeat("-|", 100'000) + "\n|" + repeat("b|", 100'000) + "\n",
       "plan.md:4:1: error: a table of more than 200 columns; the document is not read [markdown-limit]\n"},
      {"a table of 300,000 cells", "| a | b | c |\n|---|---|---|\n" + repeat("| x | 1 | 2 |\n", 100'000),
       "plan.md:1:1: error: tables of more than 200000 cells; the document is not read [markdown-limit]\n"},
      {"50,000 nested quotes", title + repeat(">", 50'000) + " db\n", "plan.md:1:1: warning: " + rest, 0},
      {"20,000 quotes and lists in each other", title + repeat("> - ", 20'000) + "db\n", "plan.md:1:1: warning: " + rest, 0},
      {"1,000 nested lists", [] {
         std::string text = title;
         for (int i = 0; i < 1'000; ++i) text += repeat("  ", i) + "- a\n";
         return text;
       }(), "plan.md:1:1: warning: " + rest, 0},
      {"a fence that is never closed", title + "```text\nservices: {db: [\n" + repeat("**a `b [c](d <e \"f\n", 3'000),
       "plan.md:3:1: warning: the fence is never closed, so the rest of the document is code [markdown-unclosed]\n", 0},
      {"a comment that is never closed", title + "<!-- " + repeat("**a `b [c](d\n", 3'000),
       "plan.md:3:1: warning: the comment is never closed, so nothing behind it is shown or read [markdown-unclosed]\n", 0},
      {"brackets that are never closed", title + repeat("**a `b [c](d <e ![f \"g {h ~~i _k \n", 30'000),
       "plan.md:3:1: error: too many brackets in one paragraph; the document is not read [markdown-limit]\n"},
      {"an image without end", title + repeat("![[]()", 30'000) + "\n",
       "plan.md:3:1: error: too many brackets in one paragraph; the document is not read [markdown-limit]\n"},
      {"zero bytes", title + std::string("The db\0 is published on port 5432.\n", 36),
       "plan.md:3:7: error: the document contains a zero byte, so it is no text [not-utf8]\n"},
      {"two encodings in one file", title + "gr\xc3\xbc\xc3\x9f and gr\xfc\xdf\n", "plan.md:3:12: error: the document is not valid UTF-8 [not-utf8]\n"},
      {"UTF-16", std::string("\xff\xfe#\0 \0T\0\n\0", 10), "plan.md:1:4: error: the document contains a zero byte, so it is no text [not-utf8]\n"},
      {"text that is turned around", title + repeat("\xe2\x80\xae" "The db\xe2\x80\xac is published on host port \xe2\x80\x8f" "5432.\n\n", 2'000),
       "plan.md:3:1: warning: a sign that turns the direction of the text: what an editor shows is not what is read [text-direction]\n", 0},
      {"3 MB of words", repeat("db is up\n", 400'000), "plan.md:1:1: error: the document is larger than 2 MiB and is not read [markdown-limit]\n"},
  };
}

}  // namespace

TEST_CASE("a document without bounds is one located message") {
  for (const Hostile& hostile : documents()) {
    CAPTURE(hostile.name);
    const Scratch scratch;
    scratch.write("plan.md", hostile.text);
    const Outcome outcome = run_portolan({"check", "--quiet"}, scratch.path(), 60);
    CHECK(outcome.code == hostile.code);
    CHECK(outcome.out.substr(0, hostile.says.size()) == hostile.says);
    CHECK(outcome.err.empty());
    // How it was read is said, too, and the message stands on the other stream.
    const Outcome claims = run_portolan({"claims", "--quiet"}, scratch.path(), 60);
    CHECK(claims.code == 0);
    CHECK(claims.err == hostile.says);
    CHECK(claims.out.find("1 document: ") != std::string::npos);
  }
}

TEST_CASE("what is only long is read to its end") {
  for (const std::string& text : {
           title + "|" + repeat("a|", 100'000) + "\n",
           title + repeat("db web nginx ", 80'000) + "\n",
           title + repeat("```yaml\nservices:\n  db:\n    image: x\n```\n", 10'000),
           repeat("# db\n", 50'000),
           title + "```\n+" + repeat("-", 100'000) + "+\n|" + repeat(" ", 100'000) + "|\n+" + repeat("-", 100'000) + "+\n```\n",
           title + repeat("*a **b ", 50'000) + "\n",
           title + "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x80\x8f" "5432\n",
       }) {
    const Scratch scratch;
    scratch.write("plan.md", text);
    const Outcome outcome = run_portolan({"check", "--quiet"}, scratch.path(), 60);
    CHECK(outcome.code == 0);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.empty());
  }
}
