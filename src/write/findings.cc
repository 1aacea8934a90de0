#include "write/findings.h"

#include <algorithm>
#include <tuple>

#include "write/report_formats.h"

namespace portolan::write {

const std::vector<FindingsFormat>& findings_formats() {
  static const std::vector<FindingsFormat> formats{
      {"checkstyle", write_checkstyle}, {"github", write_github}, {"gitlab", write_gitlab}, {"json", write_json}, {"junit", write_junit},
      {"markdown", write_markdown},     {"rdjson", write_rdjson}, {"sarif", write_sarif},   {"text", write_text},
  };
  return formats;
}

std::vector<const Finding*> sorted_findings(const FindingsInput& input) {
  struct Placed {
    Location place;
    const Finding* finding;
  };
  std::vector<Placed> placed;
  const auto add = [&](const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) placed.push_back({input.sources.locate(finding.diagnostic.span), &finding});
  };
  add(input.problems);
  for (const StackReport& report : input.reports) add(report.findings);
  const auto key = [](const Placed& entry) {
    return std::tie(entry.place.file, entry.place.line, entry.place.column, entry.finding->diagnostic.rule, entry.finding->diagnostic.message);
  };
  std::stable_sort(placed.begin(), placed.end(), [&](const Placed& a, const Placed& b) { return key(a) < key(b); });
  std::vector<const Finding*> findings;
  for (const Placed& entry : placed) findings.push_back(entry.finding);
  return findings;
}

}  // namespace portolan::write
