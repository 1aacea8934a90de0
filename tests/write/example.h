// One finding with two places, one about no file, a secret: what every report format must get right.
#pragma once

#include <string>
#include <string_view>

#include "write/findings.h"

namespace portolan::test {

/// The span of the first `words` in a file.
inline Span span_of(const SourceMap& sources, FileId file, std::string_view words) {
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

}  // namespace portolan::test
