#include "load/compose/project.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/loader.h"
#include "load/compose/merge.h"
#include "load/compose/phases.h"
#include "load/compose/variables.h"
#include "load/compose/wording.h"
#include "load/dotenv/substitute.h"
#include "load/yaml/yaml.h"

namespace portolan::load {

namespace {

/// The last file with a `name` decides; it may hold variables.
std::optional<Spanned<std::string>> find_name(Loader& loader, const Variables& variables, const std::vector<FileToLoad>& files) {
  std::optional<Spanned<std::string>> name;
  for (const ComposeDocument& document : loader.options.documents) {
    const Value* found = document.tree.find("name");
    if (!found || !found->is_scalar()) continue;
    const auto text = substitute(found->text, lookup_in(variables));
    if (text && !text->text.empty()) name = {text->text, found->span};
  }
  for (const FileToLoad& file : files) {
    Diagnostics ignored;  // the file is read again later, and says then what is wrong with it
    Loader quiet{loader.reader, loader.sources, loader.options, ignored};
    if (loader.reader.kind(file.path) != FileKind::file) continue;
    const auto id = quiet.read(file.path, file.asked);
    if (!id) continue;
    // Only a file that mentions the key is worth a second reading.
    if (loader.sources.text(*id).find("name") == std::string_view::npos) continue;
    for (const Value& document : read_yaml(loader.sources, *id).documents) {
      const Value* found = document.find("name");
      if (!found || !found->is_scalar()) continue;
      const auto text = substitute(found->text, lookup_in(variables));
      if (text && !text->text.empty()) name = {text->text, found->span};
    }
  }
  return name;
}

void settle_name(Loader& loader, Variables& variables, const std::vector<FileToLoad>& files) {
  const auto given = [&](const std::string& name, const Span& place, std::string_view what) {
    loader.name = name;
    if (normal_project_name(name) == name && !name.empty()) return;
    if (files.empty() && !place.known()) return;  // there is nothing to name
    const auto file = place.known() ? std::nullopt : loader.read(files[0].path, {});
    loader.error("compose-invalid-value", file ? Span{*file, 0, 0} : place, fmt::format("{} \"{}\" is no project name", what, name),
                 "use lower-case letters, digits, \"-\" and \"_\", and start with a letter or digit");
  };
  const auto variable = variables.find("COMPOSE_PROJECT_NAME");
  if (!loader.options.project_name.empty()) {
    given(loader.options.project_name, {}, "-p");
  } else if (variable != variables.end() && !variable->second.value.empty()) {
    given(variable->second.value, variable->second.span, "COMPOSE_PROJECT_NAME");
  } else if (const auto name = find_name(loader, variables, files)) {
    loader.name = normal_project_name(name->value);
    if (loader.name.empty()) loader.error("compose-invalid-value", name->span, fmt::format("\"{}\" leaves no project name", name->value));
  } else {
    const std::string folder = file_name_of(normal_path(loader.directory));
    const bool named = !folder.empty() && folder != "..";
    loader.name = normal_project_name(named ? folder : file_name_of(join_path(loader.reader.root_path(), loader.directory)));
    if (loader.directory.empty()) loader.name = normal_project_name(loader.reader.root_name());
  }
  variables["COMPOSE_PROJECT_NAME"] = {loader.name, {}};
}

void sort_out(Diagnostics& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.span, a.rule, a.message) < std::tie(b.span, b.rule, b.message);
  });
  const auto same = [](const Diagnostic& a, const Diagnostic& b) { return a.span == b.span && a.rule == b.rule && a.message == b.message; };
  problems.erase(std::unique(problems.begin(), problems.end(), same), problems.end());
}

}  // namespace

Project load_project(FileReader& reader, SourceMap& sources, const ProjectOptions& options) {
  Project project;
  Loader loader{reader, sources, options, project.problems};
  std::vector<FileToLoad> files;
  for (const std::string& file : options.files) files.push_back({normal_path(file), {}});
  loader.directory = !options.project_directory.empty() ? normal_path(options.project_directory) : files.empty() ? "" : folder_of(files[0].path);
  Variables variables = gather_variables(loader);
  if (files.empty() && options.documents.empty()) {
    for (const std::string& file : find_compose_files(loader, variables)) files.push_back({file, {}});
  }
  if (const std::string folder = files.empty() ? loader.directory : folder_of(files[0].path); options.project_directory.empty() && folder != loader.directory) {
    loader.directory = folder;
    add_usual_env_file(loader, variables);  // the folder is found only now; what is known already wins
  }
  settle_name(loader, variables, files);

  ProjectOptions effective = options;
  if (const auto found = variables.find("COMPOSE_PROFILES"); found != variables.end() && options.profiles.empty()) {
    for (const std::string_view profile : split(found->second.value, ',')) effective.profiles.emplace_back(trim(profile));
  }
  Loader worker{reader, sources, effective, project.problems, loader.directory, loader.name};
  const Scope scope{loader.directory, &variables};
  project.model = options.documents.empty() ? load_model(worker, scope, files) : load_model(worker, scope, options.documents);
  project.readable = project.model.is_map() && !project.model.entries.empty();
  if (worker.exhausted) project.readable = false;
  if (project.readable) {
    for (const Phase& phase : phases()) {
      if (phase.run == PhaseRun::project) phase.on_model(worker, scope, project.model);
    }
  } else if (project.problems.empty() && !worker.files.empty()) {
    worker.error("compose-invalid-value", {worker.files[0], 0, 0}, "the compose file is empty", "define at least one service");
  }
  project.name = worker.name;
  project.directory = worker.directory;
  project.files = worker.files;
  project.variables = std::move(worker.uses);
  project.env_files = std::move(worker.env_files);
  sort_out(project.problems);
  loader.report_unlisted();
  worker.report_unlisted();
  hide_secrets(sources, variables, worker.secret_texts, project.problems);
  name_sections(sources, project.problems);
  return project;
}

Value join_documents(FileReader& reader, SourceMap& sources, std::vector<ComposeDocument> documents, Diagnostics& problems) {
  const ProjectOptions options;
  Loader loader{reader, sources, options, problems};
  Value joined;
  for (ComposeDocument& document : documents) {
    merge_models(loader, joined, std::move(document.tree));
    remove_doubles(loader, joined);
  }
  return joined;
}

}  // namespace portolan::load
