#include "base/source_map.h"

#include <doctest/doctest.h>

using namespace portolan;

TEST_CASE("ids follow the sorted paths, whatever the order of arrival") {
  SourceMap sources;
  sources.reserve({"b.yml", "a.yml", "b.yml"});
  const FileId b = sources.add("b.yml", "b"), a = sources.add("a.yml", "a"), late = sources.add("0.yml", "late");
  CHECK(a < b);
  CHECK(b < late);
  CHECK(sources.find("a.yml") == a);
  CHECK(sources.find("c.yml") == std::nullopt);
  CHECK(sources.text(b) == "b");
  CHECK(sources.add("b.yml", "other") == b);
  CHECK(sources.text(b) == "b");
}

TEST_CASE("lines and columns are 1-based and count code points") {
  SourceMap sources;
  const FileId file = sources.add("f", "\xef\xbb\xbf" "aé€b\r\nxy\n");
  const auto where = [&](std::uint32_t begin, std::uint32_t end) {
    const Location place = sources.locate({file, begin, end});
    return std::vector<int>{place.line, place.column, place.end_line, place.end_column};
  };
  CHECK(where(3, 4) == std::vector<int>{1, 1, 1, 2});
  CHECK(where(9, 10) == std::vector<int>{1, 4, 1, 5});
  CHECK(where(12, 14) == std::vector<int>{2, 1, 2, 3});
  CHECK(where(900, 901) == std::vector<int>{3, 1, 3, 1});
  CHECK(sources.line_count(file) == 2);
}

TEST_CASE("a derived text leads back to the bytes it came from, also through two steps") {
  SourceMap sources;
  const FileId plan = sources.add("plan.md", "```yaml\n  a: 1\n  b: 2\n```\n");
  const FileId fence = sources.add_derived(plan, "a: 1\nb: 2\n", {{0, 5, 10}, {5, 5, 17}});
  CHECK(sources.locate({fence, 0, 1}) == Location{"plan.md", 2, 3, 2, 4});
  CHECK(sources.locate({fence, 8, 9}) == Location{"plan.md", 3, 6, 3, 7});
  CHECK(sources.locate({fence, 3, 6}) == Location{"plan.md", 2, 6, 3, 4});
  const FileId piece = sources.add_derived(fence, "2", {{0, 1, 8}});
  CHECK(sources.locate({piece, 0, 1}) == Location{"plan.md", 3, 6, 3, 7});
}

TEST_CASE("secrets are masked in every excerpt, with a length that tells nothing") {
  SourceMap sources;
  const FileId file = sources.add("f", "user: me\npassword: hunter2 # x\nlast: 1\n");
  sources.mark_secret({file, 19, 26});
  CHECK(sources.is_secret({file, 25, 30}));
  CHECK_FALSE(sources.is_secret({file, 0, 8}));
  CHECK(sources.shown({file, 9, 30}) == "password: •••••• # x");
  const auto lines = sources.excerpt({file, 27, 30}, 1);
  REQUIRE(lines.size() == 3);
  CHECK(lines[1].text == "password: •••••• # x");
  CHECK(lines[1].marked_begin == 18);
  CHECK(lines[1].marked_end == 21);
  CHECK(lines[0].marked_begin == 0);
  CHECK(lines[2].number == 3);
}

TEST_CASE("a secret inside a derived text is masked in its parent") {
  SourceMap sources;
  const FileId plan = sources.add("p", "- KEY=abc\n");
  const FileId fence = sources.add_derived(plan, "KEY=abc", {{0, 7, 2}});
  sources.mark_secret({fence, 4, 7});
  CHECK(sources.shown({plan, 0, 9}) == "- KEY=••••••");
}

TEST_CASE("a secret is masked wherever it stands again below the folder, but no ordinary word is") {
  SourceMap sources;
  const FileId compose = sources.add("a/compose.yml", "PASSWORD: \"hunter2x\"\ntest: curl -u me:hunter2x localhost\nDB_PASSWORD: postgres\nimage: postgres:15 hunter2xy\n");
  const FileId plan = sources.add("a/docs/plan.md", "The password is `hunter2x`.\n");
  const FileId other = sources.add("ab/compose.yml", "hunter2x\n");
  sources.mark_secret({compose, 10, 20});
  sources.mark_secret({compose, 70, 78});
  sources.mark_repeated_secrets("a");
  CHECK(sources.shown({compose, 21, 56}) == "test: curl -u me:•••••• localhost");
  CHECK(sources.shown({compose, 79, 108}) == "image: postgres:15 hunter2xy\n");
  CHECK(sources.shown({plan, 0, 28}) == "The password is `••••••`.\n");
  CHECK(sources.shown({other, 0, 8}) == "hunter2x");
}

TEST_CASE("control characters and broken bytes never reach an excerpt") {
  SourceMap sources;
  const FileId file = sources.add("f", "a\x01\xff\xe2\x80\xae" "b");
  CHECK(sources.shown({file, 0, 7}) == "a␁\xef\xbf\xbd\xef\xbf\xbd" "b");
}

TEST_CASE("an excerpt marks each line of a long span and stops at its limit") {
  SourceMap sources;
  const FileId file = sources.add("f", "one\n  two\nthree\nfour\n");
  const auto lines = sources.excerpt({file, 1, 16}, 0, 2);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].marked_begin == 2);
  CHECK(lines[0].marked_end == 4);
  CHECK(lines[1].marked_begin == 3);
  CHECK(lines[1].marked_end == 6);
  CHECK(sources.excerpt({FileId::none, 0, 0}).empty());
}
