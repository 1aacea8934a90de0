#include "write/findings.h"

#include <doctest/doctest.h>

#include "base/json.h"

using namespace portolan;

/// The span of the first `words` in a file.
static Span span_of(const SourceMap& sources, FileId file, std::string_view words) {
  const auto at = static_cast<std::uint32_t>(sources.text(file).find(words));
  return {file, at, at + static_cast<std::uint32_t>(words.size())};
}

struct Example {
  SourceMap sources;
  Handbook handbook;
  std::vector<StackReport> reports;
  std::vector<Finding> problems;

  Example() {
    const FileId plan = sources.add("shop/docs/plan.md", "# Pläne\n\n| db | 5432 | 5434 |\n- password: hunter2 for db\n");
    const FileId compose = sources.add("shop/compose.yml", "services:\n  db:\n\tports:\n\t  - \"5433:5432\"\n");
    sources.mark_secret(span_of(sources, plan, "hunter2"));
    Stack& stack = handbook.stacks.emplace_back();
    stack.name = "shop";
    stack.environments.emplace_back().name = "development";
    Plan& document = stack.plans.emplace_back();
    Statement port;
    port.fact = PublishesPort{};
    port.span = span_of(sources, plan, "db | 5432 | 5434");
    port.text = "db | 5432 | 5434";
    Statement password;
    password.fact = HasVariable{};
    password.span = span_of(sources, plan, "password: hunter2 for db");
    password.text = "password: hunter2 for db";
    document.statements = {port, password};

    StackReport& report = reports.emplace_back();
    Claim wrong{.plan = 0, .statement = 0, .environments = {0}, .service = "db", .outcome = Outcome::contradicted, .reason = "compose publishes 5433",
                .evidence = {span_of(sources, compose, "\"5433:5432\"")}};
    Claim secret{.plan = 0, .statement = 1, .environments = {}, .service = "", .outcome = Outcome::unverifiable, .reason = "", .evidence = {}};
    report.claims = {wrong, secret};
    Finding& finding = report.findings.emplace_back();
    finding.diagnostic.rule = "plan-port-mismatch";
    finding.diagnostic.span = span_of(sources, plan, "5434");
    finding.diagnostic.message = "the plan says \"db\" is published on host port 5434, compose publishes 5433";
    finding.diagnostic.related = {{wrong.evidence.front(), "published here"}};
    finding.diagnostic.help = "change one of them";
    finding.stack = "shop";
    finding.environments = {"development"};
    finding.subject = {"service", "db"};
    finding.fingerprint = "5f1c0a9be2d47733";
    Finding& note = problems.emplace_back();
    note.diagnostic.severity = Severity::info;
    note.diagnostic.message = "evil\nname\x1b[31m";
    note.subject = {"file", ""};
  }

  write::FindingsInput input() const { return {handbook, reports, problems, sources}; }

  std::string written(std::string_view format, write::Excerpts excerpts) const {
    for (const write::FindingsFormat& row : write::findings_formats()) {
      if (row.name == format) return row.write(input(), excerpts);
    }
    return "no such format";
  }
};

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
