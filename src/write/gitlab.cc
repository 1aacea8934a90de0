#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/json.h"
#include "write/report_formats.h"
#include "write/report_places.h"

namespace portolan::write {

static std::string_view weight_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "critical";
    case Severity::warning: return "minor";
    case Severity::info: return "info";
  }
  return "critical";
}

std::string write_gitlab(const FindingsInput& input, Excerpts) {
  Json report = Json::array();
  std::map<std::string, int> uses;
  for (const Finding* finding : sorted_findings(input)) {
    const Location place = input.sources.locate(finding->diagnostic.span);
    // GitLab shows the first of those that share a fingerprint, so each further one gets its number.
    std::string fingerprint = finding->fingerprint;
    if (fingerprint.empty()) fingerprint = fmt::format("{:016x}", hash_bytes(finding->diagnostic.rule + "\n" + finding->diagnostic.message));
    if (const int number = ++uses[fingerprint]; number > 1) fingerprint += fmt::format("-{}", number);
    Json location{{"path", place.file.empty() ? "." : place.file}, {"lines", {{"begin", std::max(1, place.line)}, {"end", std::max(1, place.end_line)}}}};
    report.push_back({{"description", full_text(*finding, input.sources)},
                      {"check_name", finding->diagnostic.rule.empty() ? "portolan" : finding->diagnostic.rule},
                      {"fingerprint", std::move(fingerprint)},
                      {"severity", weight_of(finding->diagnostic.severity)},
                      {"location", std::move(location)}});
  }
  return pretty_json(report);
}

}  // namespace portolan::write
