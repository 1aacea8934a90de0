#include "cli/config.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/fatal.h"
#include "base/json.h"
#include "base/source_map.h"
#include "cli/config_yaml.h"
#include "load/compose/project.h"

namespace portolan::cli {

/// Keys in alphabetical order, as the reference prints them.
static Json to_json(const Value& value) {
  switch (value.kind) {
    case ValueKind::null: return nullptr;
    case ValueKind::boolean: return value.text == "true";
    case ValueKind::integer: return Json::parse(value.text);
    case ValueKind::number: return Json::parse(value.text);
    case ValueKind::string: return value.text;
    case ValueKind::list: {
      Json list = Json::array();
      for (const Value& item : value.items) list.push_back(to_json(item));
      return list;
    }
    case ValueKind::map: break;
  }
  std::vector<const Entry*> entries;
  for (const Entry& entry : value.entries) entries.push_back(&entry);
  std::stable_sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->key.value < b->key.value; });
  Json map = Json::object();
  for (const Entry* entry : entries) map[entry->key.value] = to_json(entry->value);
  return map;
}

int run_config(const ConfigRequest& request, FileReader& reader, std::ostream& out, std::ostream& err) {
  for (const std::string& file : request.files) {
    if (reader.kind(file) == FileKind::absent) throw Fatal(fmt::format("cannot read \"{}\": no such file", file));
  }
  load::ProjectOptions options;
  options.files = request.files;
  options.project_name = request.project_name;
  options.project_directory = request.project_directory;
  options.env_files = request.env_files;
  options.profiles = request.profiles;
  options.process = request.process;
  options.interpolate = !request.no_interpolate;
  options.check_consistency = !request.no_consistency;
  options.resolve_env_files = !request.no_env_resolution;
  options.all_resources = request.all_resources;
  options.absolute_paths = true;

  SourceMap sources;
  const load::Project project = load::load_project(reader, sources, options);
  if (project.files.empty() && project.problems.empty()) {
    throw Fatal("no compose file found: looked for compose.yaml, compose.yml, docker-compose.yml and docker-compose.yaml here and above");
  }
  bool wrong = !project.readable;
  for (const Diagnostic& problem : project.problems) {
    const Location at = sources.locate(problem.span);
    err << fmt::format("{}:{}:{}: {}: {} [{}]\n", at.file, at.line, at.column, name_of(problem.severity), problem.message, problem.rule);
    if (!problem.help.empty() && problem.severity == Severity::error) err << fmt::format("help: {}\n", problem.help);
    wrong = wrong || problem.severity == Severity::error;
  }
  if (wrong) return 1;
  if (request.format == ConfigFormat::json && !request.origins) {
    out << pretty_json(to_json(project.model));
  } else {
    print_yaml(project.model, sources, request.origins ? Origins::shown : Origins::hidden, out);
  }
  return 0;
}

}  // namespace portolan::cli
