#include "load/load_environments.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "load/compose/project.h"
#include "load/read_source.h"

namespace portolan::load {

namespace {

/// With all profiles on, and with what no active service uses: pages tell of all that the files define.
Environment bind_whole(FileReader& reader, SourceMap& sources, ProjectOptions options, Diagnostics& problems) {
  options.profiles = {"*"};
  options.check_consistency = false;
  options.keep_inactive = true;
  const Project project = load_project(reader, sources, options);
  add_once(problems, project.problems);
  Environment environment;
  Diagnostics binding;
  if (project.readable) environment = bind_environment(project, reader, sources, binding);
  add_once(problems, std::move(binding));
  environment.broken = environment.broken || !project.readable;
  return environment;
}

void take_identity(Environment& environment, const FoundEnvironment& found) {
  environment.name = found.name;
  environment.title = found.title;
  environment.reason = found.reason;
  environment.kind = found.kind;
  environment.synonyms = found.synonyms;
}

/// Paths of a command as the environment holds them: "./docker-compose.prod.yml" → "docker-compose.prod.yml".
std::vector<std::string> paths_in(const std::vector<Spanned<std::string>>& written) {
  std::vector<std::string> paths;
  for (const Spanned<std::string>& path : written) paths.push_back(normal_path(path.value));
  return paths;
}

/// The env files with which most commands of the documents start these compose files; none when most name none.
std::vector<std::string> find_told_env_files(const std::vector<Plan>& plans, const Environment& environment) {
  std::map<std::vector<std::string>, int> times;
  for (const Plan& plan : plans) {
    for (const Statement& statement : plan.statements) {
      const auto* command = std::get_if<RunsCommand>(&statement.fact);
      if (!command || !command->containers.empty()) continue;
      const std::vector<std::string> files = paths_in(command->files);
      if (files.empty() ? environment.found_by_docker() : files == environment.compose_paths) ++times[paths_in(command->env_files)];
    }
  }
  const auto most = std::max_element(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == times.end() ? std::vector<std::string>() : most->first;
}

}  // namespace

Environment load_environment(FileReader& reader, SourceMap& sources, const FoundEnvironment& found, const Stack& stack, Diagnostics& problems) {
  Environment environment;
  const bool all_read = std::all_of(found.files.begin(), found.files.end(), [&](const std::string& path) {
    const auto file = sources.find(path);
    return file && sources.loaded(*file);
  });
  if (all_read) {
    ProjectOptions options;
    options.files = found.files;
    environment = bind_whole(reader, sources, std::move(options), problems);
  } else {
    environment.broken = true;
  }
  take_identity(environment, found);
  environment.compose_files.clear();
  environment.compose_paths.clear();
  const std::size_t cut = stack.folder.empty() ? 0 : stack.folder.size() + 1;
  for (const std::string& path : found.files) {
    if (const auto file = sources.find(path)) environment.compose_files.push_back(*file);
    environment.compose_paths.push_back(path.substr(cut));
  }
  environment.env_files = find_told_env_files(stack.plans, environment);
  return environment;
}

Environment load_paper_environment(FileReader& reader, SourceMap& sources, const PaperEnvironment& paper, const Stack& stack, Diagnostics& problems) {
  ProjectOptions options;
  for (const ComposeDocument& layer : paper.layers) options.documents.push_back({layer.file, without_placeholders(layer.tree)});
  options.project_directory = stack.folder;
  options.all_resources = true;
  Environment environment = bind_whole(reader, sources, std::move(options), problems);
  environment.on_paper = true;
  take_identity(environment, paper.found);
  environment.compose_files = paper.plans;
  environment.compose_paths = paper.found.files;
  environment.env_files = find_told_env_files(stack.plans, environment);
  return environment;
}

}  // namespace portolan::load
