#include "base/json.h"
#include "write/report_formats.h"
#include "write/report_places.h"

namespace portolan::write {

namespace {

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::error: return "ERROR";
    case Severity::warning: return "WARNING";
    case Severity::info: return "INFO";
  }
  return "ERROR";
}

/// Reviewdog counts columns in bytes, not in characters.
Json range_json(const SourceMap& sources, const Span& span) {
  const Span place = sources.original(span);
  const Location at = sources.locate(span);
  const auto column = [&](std::uint32_t offset, int line) { return offset - sources.line_span(place.file, line).begin + 1; };
  return {{"start", {{"line", at.line}, {"column", column(place.begin, at.line)}}}, {"end", {{"line", at.end_line}, {"column", column(place.end, at.end_line)}}}};
}

Json location_json(const SourceMap& sources, const Span& span) { return {{"path", sources.locate(span).file}, {"range", range_json(sources, span)}}; }

Json diagnostic_json(const Finding& finding, const SourceMap& sources) {
  const Diagnostic& diagnostic = finding.diagnostic;
  Json json{{"message", diagnostic.help.empty() ? diagnostic.message : diagnostic.message + "\nhelp: " + diagnostic.help}};
  const bool placed = !sources.locate(diagnostic.span).file.empty();
  json["location"] = placed ? location_json(sources, diagnostic.span) : Json{{"path", "."}};
  json["severity"] = severity_word(diagnostic.severity);
  if (!diagnostic.rule.empty()) json["code"] = {{"value", diagnostic.rule}};
  if (diagnostic.fix && !diagnostic.fix->edits.empty()) {
    Json suggestions = Json::array();
    for (const Edit& edit : diagnostic.fix->edits) suggestions.push_back({{"range", range_json(sources, edit.span)}, {"text", edit.replacement}});
    json["suggestions"] = std::move(suggestions);
  }
  Json related = Json::array();
  for (const Related& other : diagnostic.related) {
    if (!sources.locate(other.span).file.empty()) related.push_back({{"message", other.message}, {"location", location_json(sources, other.span)}});
  }
  if (!related.empty()) json["relatedLocations"] = std::move(related);
  return json;
}

}  // namespace

std::string write_rdjson(const FindingsInput& input, Excerpts) {
  Json diagnostics = Json::array();
  for (const Finding* finding : sorted_findings(input)) diagnostics.push_back(diagnostic_json(*finding, input.sources));
  return pretty_json({{"source", {{"name", "portolan"}}}, {"diagnostics", std::move(diagnostics)}});
}

}  // namespace portolan::write
