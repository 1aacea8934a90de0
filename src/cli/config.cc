#include "cli/config.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/fatal.h"
#include "base/json.h"
#include "base/source_map.h"
#include "cli/config_json.h"
#include "cli/config_origins.h"
#include "cli/config_yaml.h"
#include "load/compose/project.h"

namespace portolan::cli {

int run_config(const ConfigRequest& request, FileReader& reader, std::ostream& out, std::ostream& err) {
  load::ProjectOptions options;
  options.files = request.files;
  options.project_name = request.project_name;
  options.project_directory = request.project_directory;
  options.env_files = request.env_files;
  options.profiles = request.profiles;
  options.services = request.services;
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
    if (!problem.help.empty()) err << fmt::format("help: {}\n", problem.help);
    wrong = wrong || problem.severity == Severity::error;
  }
  // A file that was asked for and is not there: nothing could run.
  const auto absent = [&](const std::string& file) { return reader.kind(file) == FileKind::absent; };
  if (std::any_of(request.files.begin(), request.files.end(), absent)) return 2;
  if (wrong) return 1;
  if (request.format == ConfigFormat::json) {
    Json model = config_json(project.model);
    Json origins = request.origins ? origins_json(project.model, model, sources) : Json();
    out << pretty_json(request.origins ? Json{{"model", std::move(model)}, {"origins", std::move(origins)}} : model);
  } else {
    print_yaml(project.model, sources, request.origins ? Origins::shown : Origins::hidden, out);
  }
  return 0;
}

}  // namespace portolan::cli
