// `portolan claims` as a writer runs it: documents in, lines out.
#include <doctest/doctest.h>

#include "base/json.h"
#include "tests/cli/process.h"

using namespace portolan;
using namespace portolan::test;

namespace {

constexpr const char* development = "services:\n  db:\n    image: postgres:16\n    ports: [\"5433:5432\"]\n";
constexpr const char* production = "services:\n  db:\n    image: postgres:16\n    restart: always\n    environment: {POSTGRES_PASSWORD: Hidden1234567}\n";

constexpr const char* plan =
    "# Plan\n\n"
    "## Development\n\n"
    "| Service | Container port | Host port |\n|---|---|---|\n| db | 5432 | 5434 |\n\n"
    "The database listens politely to db.\n\n"
    "## Later\n\n"
    "| Aspect | Development | Production |\n|---|---|---|\n| Restart policy | `no` | `always` |\n\n"
    "```bash\ndocker compose -f docker-compose.prod.yml exec -e PGPASSWORD=Hidden1234567 db psql\n```\n";

void write_shop(const Scratch& scratch) {
  scratch.write("shop/docker-compose.dev.yml", development);
  scratch.write("shop/docker-compose.prod.yml", production);
  scratch.write("shop/docs/plan.md", plan);
  scratch.write("guide/notes.md", "# Notes\n\n- **Port**: 8000\n- `compose.yml`\n");
}

}  // namespace

TEST_CASE("claims prints each place with what was understood, its scope, its modality and its verdict") {
  const Scratch scratch;
  write_shop(scratch);
  const Outcome claims = run_portolan({"claims"}, scratch.path());
  CHECK(claims.code == 0);
  CHECK(claims.err.empty());
  CHECK(claims.out ==
        "guide/notes.md:3:5  not understood  Port**: 8000\n"
        "guide/notes.md:4:4  names-file  there is a file \"compose.yml\"  no environment (own words \"compose.yml\")  stated  not judged: no stack owns this "
        "document\n"
        "guide/notes.md: 1 of 2 places read: 1 stated\n"
        "\n"
        "shop/docs/plan.md:7:1  publishes-port  \"db\" is published on host port 5434  development (heading \"Development\")  stated  "
        "contradicted: compose publishes 5433 (shop/docker-compose.dev.yml:4:13)\n"
        "shop/docs/plan.md:9:1  not understood  The database listens politely to db.\n"
        "shop/docs/plan.md:15:21  restart-policy  every service restarts \"no\"  development (column \"Development\")  planned (\"Later\")  planned\n"
        "shop/docs/plan.md:15:28  restart-policy  every service restarts \"always\"  production (column \"Production\")  planned (\"Later\")  planned\n"
        "shop/docs/plan.md:18:1  runs-command  to run docker compose exec  production (compose file \"docker-compose.prod.yml\")  planned (\"Later\")  planned\n"
        "shop/docs/plan.md: 4 of 5 places read: 1 stated, 3 planned; 1 contradicted, 3 planned\n"
        "\n"
        "2 documents: 5 of 7 places read: 2 stated, 3 planned; 1 contradicted, 3 planned\n");
  CHECK(run_portolan({"claims", "--jobs", "3"}, scratch.path()).out == claims.out);
}

TEST_CASE("claims narrows to a stack, a document, or what was not understood") {
  const Scratch scratch;
  write_shop(scratch);
  const std::string unread =
      "shop/docs/plan.md:9:1  not understood  The database listens politely to db.\n"
      "shop/docs/plan.md: 4 of 5 places read: 1 stated, 3 planned; 1 contradicted, 3 planned\n"
      "\n"
      "1 document: 4 of 5 places read: 1 stated, 3 planned; 1 contradicted, 3 planned\n";
  struct Case {
    std::vector<std::string> arguments;
    std::string out;
  };
  for (const Case& c : {
           Case{{"claims", "--plan", "guide/notes.md"},
                "guide/notes.md:3:5  not understood  Port**: 8000\n"
                "guide/notes.md:4:4  names-file  there is a file \"compose.yml\"  no environment (own words \"compose.yml\")  stated  not judged: no stack owns this "
                "document\n"
                "guide/notes.md: 1 of 2 places read: 1 stated\n"
                "\n"
                "1 document: 1 of 2 places read: 1 stated\n"},
           Case{{"claims", "--stack", "shop", "--unread"}, unread},
           Case{{"claims", "shop/docs/plan.md", "--unread"}, unread},
           Case{{"claims", (scratch.path() / "shop/docs/plan.md").string(), "--unread"}, unread},
       }) {
    CAPTURE(c.arguments.back());
    CHECK(run_portolan(c.arguments, scratch.path()).out == c.out);
  }
}

TEST_CASE("claims says what it can't do, and exits with 2") {
  const Scratch scratch;
  write_shop(scratch);
  scratch.write("notes.txt", "x");
  scratch.write("empty/x.txt", "x");
  struct Case {
    std::vector<std::string> arguments;
    std::string error;
  };
  for (const Case& c : {
           Case{{"claims", "--stack", "shpo"}, "portolan: error: no stack is called \"shpo\": did you mean \"shop\"?\n"},
           Case{{"claims", "--plan", "shop/docs/pla.md"}, "portolan: error: no document below ROOT is called \"shop/docs/pla.md\": did you mean \"shop/docs/plan.md\"?\n"},
           Case{{"claims", "notes.txt"}, "portolan: error: \"notes.txt\" is no folder and no Markdown document (*.md)\n"},
           Case{{"claims", "absent.md"}, "portolan: error: cannot read folder \"absent.md\": no such folder\n"},
           Case{{"claims", "--format", "xml"}, "portolan: error: --format: xml not in {json,text}\nhelp: portolan --help shows commands and options\n"},
       }) {
    CAPTURE(c.error);
    const Outcome result = run_portolan(c.arguments, scratch.path());
    CHECK(result.code == 2);
    CHECK(result.err == c.error);
    CHECK(result.out.empty());
  }
  CHECK(run_portolan({"claims", "empty"}, scratch.path()).code == 2);
}

TEST_CASE("files that can't be read are named on standard error, where they matter") {
  const Scratch scratch;
  write_shop(scratch);
  scratch.write("other/compose.yml", "a: [\n");
  scratch.write("other/README.md", "# Other\n");
  CHECK(run_portolan({"claims"}, scratch.path()).err.starts_with("other/compose.yml:1:4: error: "));
  CHECK(run_portolan({"claims", "--stack", "shop"}, scratch.path()).err.empty());
  CHECK(run_portolan({"claims", "other/README.md"}, scratch.path()).err.starts_with("other/compose.yml:1:4: error: "));
}

TEST_CASE("claims as JSON hold what check's claims hold, and how they were read") {
  const Scratch scratch;
  write_shop(scratch);
  const Json report = Json::parse(run_portolan({"claims", "--format", "json"}, scratch.path()).out);
  CHECK(report["version"] == 1);
  const Json& port = report["claims"][1];
  CHECK(compact_json(port) ==
        R"({"verdict":"contradicted","kind":"publishes-port","modality":"stated","modality_words":"","text":"db | 5432 | 5434",)"
        R"("understood":"\"db\" is published on host port 5434","stack":"shop","environments":["development"],)"
        R"("scope":{"source":"heading","words":["Development"]},"service":"db","reason":"compose publishes 5433",)"
        R"("primary":{"file":"shop/docs/plan.md","line":7,"column":1,"end_line":7,"end_column":21},)"
        R"("evidence":[{"file":"shop/docker-compose.dev.yml","line":4,"column":13,"end_line":4,"end_column":24}]})");
  CHECK(report["claims"][0]["verdict"] == "not_judged");
  CHECK(report["claims"][0]["environments"].empty());
  CHECK(report["claims"][2]["modality_words"] == "Later");
  CHECK(report["unread"].size() == report["summary"]["unread"]);
  CHECK(report["claims"].size() == report["summary"]["read"]);
  CHECK(compact_json(report["unread"][1]) == R"({"text":"The database listens politely to db.","stack":"shop","primary":)"
                                             R"({"file":"shop/docs/plan.md","line":9,"column":1,"end_line":9,"end_column":37}})");
  CHECK(compact_json(report["documents"][1]) ==
        R"({"file":"shop/docs/plan.md","stack":"shop","read":4,"unread":1,"fragments":0,"drawings":0,)"
        R"("modalities":{"stated":1,"planned":3,"optional":0,"example":0,"historical":0,"alternative":0},)"
        R"("claims":{"verified":0,"contradicted":1,"unverifiable":0,"planned":3,"not_judged":0},)"
        R"("kinds":{"publishes-port":1,"restart-policy":2,"runs-command":1}})");
  CHECK(report.dump().find("Hidden1234567") == std::string::npos);
}

TEST_CASE("the plan's page marks what was understood and what was not, and counts both") {
  const Scratch scratch;
  write_shop(scratch);
  REQUIRE(run_portolan({"build", "-o", "site"}, scratch.path()).code == 0);
  const auto files = read_tree(scratch.path() / "site");
  const std::string& page = files.at("shop/plan/plan.html");
  for (const char* part : {
           "<summary>How this plan was read: 4 of 5 places understood</summary>",
           "<p>Statements: 1 stated and 3 planned.</p>",
           "<tr><td>restart-policy</td><td>2</td><td>-</td><td>-</td><td>-</td><td>2</td><td>-</td></tr>",
           "<li>“Development” (heading): 1 statement</li>",
           "<li>“docker-compose.prod.yml” (compose file): 1 statement</li>",
           "<p>Not understood: 1 place, underlined with dots in the text.</p>",
           "docs/plan.md:9</a> The database listens politely to db.</li>",
           "<p id=\"L9\"><span class=\"v-no\" title=\"not understood\">The database listens politely to db.</span></p>",
           "<span class=\"v-plan\" title=\"planned\">",
           "<mark class=\"bad err\">5434</mark>",
       }) {
    CAPTURE(part);
    CHECK(page.find(part) != std::string::npos);
  }
  CHECK(page.find("Hidden1234567") == std::string::npos);
}
