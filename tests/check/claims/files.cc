#include <doctest/doctest.h>

#include <map>
#include <string>

#include "base/file_reader.h"
#include "check/claims/judge.h"
#include "load/load.h"

using namespace portolan;

namespace {

/// "outcome: reason" of each statement about a file.
std::string verdicts(std::map<std::string, std::string> files) {
  SourceMap sources;
  const auto reader = make_memory_reader(files, "shop");
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  std::string out;
  for (const Stack& stack : loaded.handbook.stacks) {
    for (const Claim& claim : check::judge_statements(stack, sources)) {
      const Statement& statement = stack.plans[claim.plan].statements[claim.statement];
      if (!std::holds_alternative<NamesFile>(statement.fact)) continue;
      out += std::string(name_of(claim.outcome)) + ": " + claim.reason;
      if (claim.wrong.known()) out += " (" + std::string(sources.text(claim.wrong)) + ")";
      out += "\n";
    }
  }
  return out;
}

constexpr const char* compose = "services:\n  web:\n    image: shop/web:1\n";

}  // namespace

TEST_CASE("each line of a file tree is asked for on the disk") {
  const std::map<std::string, std::string> files = {
      {"docker-compose.yml", compose}, {"web/app.py", ""}, {"web/Dockerfile", "FROM a\n"}, {"notes.txt", ""},
      {"docs/plan.md", "# Plan\n\n```\nshop/\n├── web/\n│   ├── app.py\n│   ├── app.rb\n│   └── dist/\n├── notes.txt/\n├── docker-compose.yml\n├── .env\n├── jobs/\n│   └── run.sh\n└── Makefile\n```\n"}};
  CHECK(verdicts(files) ==
        "verified: \"web\" exists\n"
        "verified: \"web/app.py\" exists\n"
        "contradicted: \"web/app.rb\" does not exist (app.rb)\n"
        "unverifiable: \"web/dist\" is made by tools or users\n"
        "contradicted: \"notes.txt\" is a file (notes.txt/)\n"
        "verified: \"docker-compose.yml\" exists\n"
        "unverifiable: \".env\" is made by whoever runs the stack\n"
        "contradicted: \"jobs\" does not exist (jobs/)\n"
        "unverifiable: its folder \"jobs\" does not exist\n"
        "contradicted: \"Makefile\" does not exist (Makefile)\n");
}

TEST_CASE("a tree of something else than the stack is not judged") {
  const std::string tree = "# Plan\n\n```\nother/\n├── a.py\n├── b.py\n├── c.py\n└── web/\n```\n";
  CHECK(verdicts({{"docker-compose.yml", compose}, {"web/x", ""}, {"plan.md", tree}}) ==
        "unverifiable: most of this tree is not in this stack's folder\n"
        "unverifiable: most of this tree is not in this stack's folder\n"
        "unverifiable: most of this tree is not in this stack's folder\n"
        "verified: \"web\" exists\n");
}

TEST_CASE("a link leads to a heading that exists") {
  const std::map<std::string, std::string> files = {
      {"docker-compose.yml", compose},
      {"other.md", "# Other\n\n## A & B\n\n<a id=\"own\"></a>\n\n## Same\n\n## Same\n"},
      {"plan.md", "# Plan\n\n## 2. Ports\n\n[1](#2-ports) [2](#no) [3](other.md#a--b) [4](other.md#same-1) [5](other.md#same-2) [6](other.md#own)\n[7](other.md#A-B) [8](gone.md#x) [9](docker-compose.yml#L2)\nSee section 2 and see section 7.\n"}};
  CHECK(verdicts(files) ==
        "verified: there is a heading \"2. Ports\"\n"
        "contradicted: no heading of \"plan.md\" has the anchor \"no\" (no)\n"
        "verified: there is a heading \"A & B\"\n"
        "verified: there is a heading \"Same\"\n"
        "contradicted: no heading of \"other.md\" has the anchor \"same-2\" (same-2)\n"
        "verified: the document sets this anchor itself\n"
        "verified: there is a heading \"A & B\"\n"
        "contradicted: \"gone.md\" does not exist (gone.md)\n"
        "verified: \"docker-compose.yml\" exists\n"
        "verified: there is a heading \"2. Ports\"\n"
        "contradicted: there is no section \"7\" (7)\n");
}
