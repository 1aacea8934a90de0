#include "write/findings.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "tests/write/example.h"

using namespace portolan;

using test::Example;

TEST_CASE("text gives one line for each finding, and no terminal control from a file") {
  CHECK(Example().written("text", write::Excerpts::none) ==
        "info: evil␤name␛[31m\n"
        "shop/docs/plan.md:3:15: error: the plan says \"db\" is published on host port 5434, compose publishes 5433 [plan-port-mismatch]\n");
}

TEST_CASE("text shows both places with carets, below tabs too") {
  CHECK(Example().written("text", write::Excerpts::plain) ==
        "info: evil␤name␛[31m\n"
        "\n"
        "shop/docs/plan.md:3:15: error: the plan says \"db\" is published on host port 5434, compose publishes 5433 [plan-port-mismatch]\n"
        "  |\n"
        "3 | | db | 5432 | 5434 |\n"
        "  |               ^^^^\n"
        "shop/compose.yml:4:6: note: published here\n"
        "  |\n"
        "4 | \t  - \"5433:5432\"\n"
        "  | \t    ^^^^^^^^^^^\n"
        "help: change one of them\n");
}

TEST_CASE("colour is only added, never needed") {
  const std::string coloured = Example().written("text", write::Excerpts::coloured);
  CHECK(coloured.find("\x1b[1;31merror: \x1b[0m") != std::string::npos);
  std::string plain;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b') i = coloured.find('m', i);
    else plain.push_back(coloured[i]);
  }
  CHECK(plain == Example().written("text", write::Excerpts::plain));
}

TEST_CASE("json is the contract, key by key") {
  const std::string text = Example().written("json", write::Excerpts::none);
  const Json json = Json::parse(text);
  CHECK(compact_json(json["summary"]) ==
        R"({"error":1,"warning":0,"info":1,"claims":{"verified":0,"contradicted":1,"unverifiable":1,"planned":0,"not_judged":0}})");
  CHECK(json["version"] == 1);
  REQUIRE(json["findings"].size() == 2);
  CHECK(compact_json(json["findings"][1]) ==
        R"({"rule":"plan-port-mismatch","severity":"error","fingerprint":"5f1c0a9be2d47733",)"
        R"("message":"the plan says \"db\" is published on host port 5434, compose publishes 5433",)"
        R"("stack":"shop","environments":["development"],"subject":{"kind":"service","name":"db"},)"
        R"("primary":{"file":"shop/docs/plan.md","line":3,"column":15,"end_line":3,"end_column":19},)"
        R"("related":[{"file":"shop/compose.yml","line":4,"column":6,"end_line":4,"end_column":17,"message":"published here"}],)"
        R"("help":"change one of them","url":"rules/plan-port-mismatch.html"})");
  REQUIRE(json["claims"].size() == 2);
  CHECK(compact_json(json["claims"][0]) ==
        R"({"verdict":"contradicted","kind":"publishes-port","modality":"stated","text":"db | 5432 | 5434","stack":"shop","environments":["development"],)"
        R"("primary":{"file":"shop/docs/plan.md","line":3,"column":3,"end_line":3,"end_column":19},)"
        R"("evidence":[{"file":"shop/compose.yml","line":4,"column":6,"end_line":4,"end_column":17}]})");
  CHECK(json["claims"][1]["text"] == "password: •••••• for db");
  CHECK(text.find("hunter2") == std::string::npos);
}

TEST_CASE("findings of all stacks stand in the order of their places") {
  Example example;
  Finding early = example.reports[0].findings[0];
  early.diagnostic.span.begin -= 7;
  early.diagnostic.rule = "a-rule";
  example.reports.push_back({});
  example.handbook.stacks.emplace_back();
  example.reports[1].findings.push_back(early);
  std::string order;
  for (const Finding* finding : write::sorted_findings(example.input())) order += finding->diagnostic.rule + ";";
  CHECK(order == ";a-rule;plan-port-mismatch;");
}
