#include <algorithm>
#include <set>
#include <string>

#include "base/json.h"
#include "check/rule.h"
#include "write/report_formats.h"
#include "write/report_places.h"

namespace portolan::write {

namespace {

std::string_view level_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "note";
  }
  return "error";
}

Json region_json(const Location& place) {
  return {{"startLine", place.line}, {"startColumn", place.column}, {"endLine", place.end_line}, {"endColumn", place.end_column}};
}

Json artifact_json(const Location& place) { return {{"uri", uri_of(place.file)}, {"uriBaseId", "ROOT"}}; }

Json physical_json(const Location& place) { return {{"artifactLocation", artifact_json(place)}, {"region", region_json(place)}}; }

/// Registered rules in their order, then names that reading alone gives ("invalid-yaml"), which have no page.
std::vector<std::string> rule_names(const std::vector<const Finding*>& findings) {
  std::vector<std::string> names;
  for (const check::Rule* rule : check::all_rules()) names.emplace_back(rule->name);
  std::set<std::string> others;
  for (const Finding* finding : findings) {
    const std::string& rule = finding->diagnostic.rule;
    if (!rule.empty() && !check::find_rule(rule)) others.insert(rule);
  }
  names.insert(names.end(), others.begin(), others.end());
  return names;
}

Json rule_json(const std::string& name) {
  Json json{{"id", name}};
  if (const check::Rule* rule = check::find_rule(name)) {
    json["shortDescription"] = {{"text", rule->summary}};
    json["defaultConfiguration"] = {{"level", level_of(check::severity_of(rule->category))}};
  }
  return json;
}

Json fix_json(const Fix& fix, const SourceMap& sources) {
  Json replacements = Json::array();
  Location place;
  for (const Edit& edit : fix.edits) {
    place = sources.locate(edit.span);
    replacements.push_back({{"deletedRegion", region_json(place)}, {"insertedContent", {{"text", edit.replacement}}}});
  }
  return {{"description", {{"text", fix.description}}},
          {"artifactChanges", Json::array({{{"artifactLocation", artifact_json(place)}, {"replacements", std::move(replacements)}}})}};
}

Json result_json(const Finding& finding, const std::vector<std::string>& rules, const SourceMap& sources) {
  const Diagnostic& diagnostic = finding.diagnostic;
  Json result = Json::object();
  if (!diagnostic.rule.empty()) {
    result["ruleId"] = diagnostic.rule;
    result["ruleIndex"] = std::find(rules.begin(), rules.end(), diagnostic.rule) - rules.begin();
  }
  result["level"] = level_of(diagnostic.severity);
  result["message"] = {{"text", diagnostic.help.empty() ? diagnostic.message : diagnostic.message + "\n" + diagnostic.help}};
  if (const Location place = sources.locate(diagnostic.span); !place.file.empty()) {
    result["locations"] = Json::array({{{"physicalLocation", physical_json(place)}}});
  }
  Json related = Json::array();
  for (const Related& other : diagnostic.related) {
    const Location place = sources.locate(other.span);
    if (place.file.empty()) continue;
    related.push_back({{"id", related.size() + 1}, {"physicalLocation", physical_json(place)}, {"message", {{"text", other.message}}}});
  }
  if (!related.empty()) result["relatedLocations"] = std::move(related);
  if (!finding.fingerprint.empty()) result["partialFingerprints"] = {{"portolan/v1", finding.fingerprint}};
  if (diagnostic.fix && !diagnostic.fix->edits.empty()) result["fixes"] = Json::array({fix_json(*diagnostic.fix, sources)});
  result["properties"] = {{"stack", finding.stack}, {"environments", finding.environments},
                          {"subject", {{"kind", finding.subject.kind}, {"name", finding.subject.name}}}};
  return result;
}

}  // namespace

std::string write_sarif(const FindingsInput& input, Excerpts) {
  const std::vector<const Finding*> findings = sorted_findings(input);
  const std::vector<std::string> names = rule_names(findings);
  Json rules = Json::array(), results = Json::array();
  for (const std::string& name : names) rules.push_back(rule_json(name));
  for (const Finding* finding : findings) results.push_back(result_json(*finding, names, input.sources));
  Json run{{"tool", {{"driver", {{"name", "Portolan"}, {"rules", std::move(rules)}}}}},
           {"columnKind", "unicodeCodePoints"},
           {"originalUriBaseIds", {{"ROOT", {{"description", {{"text", "the folder that was checked"}}}}}}},
           {"results", std::move(results)}};
  return pretty_json({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}});
}

}  // namespace portolan::write
