#include "base/json.h"

#include <algorithm>

#include <fmt/format.h>

#include "write/places.h"
#include "write/report_formats.h"

namespace portolan::write {
namespace {

Json finding_json(const Finding& finding, const SourceMap& sources) {
  const Diagnostic& diagnostic = finding.diagnostic;
  Json related = Json::array();
  for (const Related& place : diagnostic.related) {
    Json row = place_json(sources, place.span);
    row["message"] = place.message;
    related.push_back(std::move(row));
  }
  return {{"rule", diagnostic.rule},
          {"severity", name_of(diagnostic.severity)},
          {"fingerprint", finding.fingerprint},
          {"message", diagnostic.message},
          {"stack", finding.stack},
          {"environments", finding.environments},
          {"subject", {{"kind", finding.subject.kind}, {"name", finding.subject.name}}},
          {"primary", place_json(sources, diagnostic.span)},
          {"related", std::move(related)},
          {"help", diagnostic.help},
          {"url", fmt::format("rules/{}.html", diagnostic.rule)}};
}

Json claim_json(const Stack& stack, const Claim& claim, const SourceMap& sources) {
  const Statement& statement = stack.plans[claim.plan].statements[claim.statement];
  Json environments = Json::array(), evidence = Json::array();
  for (const std::size_t index : claim.environments) environments.push_back(stack.environments[index].name);
  for (const Span& place : claim.evidence) evidence.push_back(place_json(sources, place));
  return {{"verdict", name_of(claim.outcome)},
          {"kind", kind_of(statement.fact)},
          {"modality", name_of(statement.modality)},
          {"text", statement_text(statement, sources)},
          {"stack", stack.name},
          {"environments", std::move(environments)},
          {"primary", place_json(sources, statement.span)},
          {"evidence", std::move(evidence)}};
}

Json summary_json(const FindingsInput& input) {
  Json summary = Json::object();
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    std::size_t count = static_cast<std::size_t>(std::count_if(input.problems.begin(), input.problems.end(),
                                                               [&](const Finding& finding) { return finding.diagnostic.severity == severity; }));
    for (const StackReport& report : input.reports) count += report.count(severity);
    summary[std::string(name_of(severity))] = count;
  }
  Json claims = Json::object();
  for (const Outcome outcome : {Outcome::verified, Outcome::contradicted, Outcome::unverifiable, Outcome::planned, Outcome::not_judged}) {
    std::size_t count = 0;
    for (const StackReport& report : input.reports) count += report.count(outcome);
    claims[std::string(name_of(outcome))] = count;
  }
  summary["claims"] = std::move(claims);
  return summary;
}

}  // namespace

std::string write_json(const FindingsInput& input, Excerpts) {
  Json findings = Json::array(), claims = Json::array();
  for (const Finding* finding : sorted_findings(input)) findings.push_back(finding_json(*finding, input.sources));
  for (std::size_t i = 0; i < input.reports.size(); ++i) {
    for (const Claim& claim : input.reports[i].claims) claims.push_back(claim_json(input.handbook.stacks[i], claim, input.sources));
  }
  return pretty_json({{"version", 1}, {"summary", summary_json(input)}, {"findings", std::move(findings)}, {"claims", std::move(claims)}});
}

}  // namespace portolan::write
