#include <sstream>

#include "base/json.h"
#include "base/text.h"
#include "cli/config_json.h"
#include "cli/config_yaml.h"
#include "load/compose/project.h"
#include "load/yaml/yaml.h"
#include "tests/fuzz/target.h"

namespace portolan::fuzz {

namespace {

struct Request {
  std::map<std::string, std::string> files;
  load::ProjectOptions options;
};

void apply_option(load::ProjectOptions& options, std::string_view word) {
  if (word == "no-interpolate") options.interpolate = false;
  if (word == "no-consistency") options.check_consistency = false;
  if (word == "no-env-resolution") options.resolve_env_files = false;
  if (word == "all-resources") options.all_resources = true;
  if (word == "keep-inactive") options.keep_inactive = true;
  if (word.starts_with("profile=")) options.profiles.emplace_back(word.substr(8));
}

/// Lines "@@ PATH" start the files of a project, "@@ options" some words; what stands before them is compose.yml.
Request read_request(std::string_view input) {
  std::string path = "compose.yml";
  std::map<std::string, std::string> files;
  for (const std::string_view line : split(input, '\n')) {
    if (line.starts_with("@@ ")) {
      path = std::string(line.substr(3));
    } else {
      files[path].append(line).append("\n");
    }
  }
  Request request;
  for (const std::string_view word : split_words(files["options"])) apply_option(request.options, word);
  files.erase("options");
  for (const char* name : {"compose.yml", "override.yml"}) {
    if (files.contains(name)) request.options.files.emplace_back(name);
  }
  request.options.absolute_paths = true;
  request.options.process = {{"TAG", "1.27"}, {"EMPTY", ""}, {"PORT", "8080"}};
  request.files = std::move(files);
  return request;
}

bool has_error(const Diagnostics& problems) {
  for (const Diagnostic& problem : problems) {
    if (problem.severity == Severity::error) return true;
  }
  return false;
}

struct Resolved {
  SourceMap sources;
  load::Project project;
  bool accepted = false;
  std::string json, yaml;

  explicit Resolved(const Request& request) {
    const auto reader = make_memory_reader(request.files, "project");
    project = load::load_project(*reader, sources, request.options);
    require_located(sources, project.problems);
    accepted = project.readable && !has_error(project.problems);
    require(accepted || !project.problems.empty() || project.files.empty(), "what is refused has a reason");
    if (project.readable) bind(*reader);
    if (!accepted) return;
    json = pretty_json(cli::config_json(project.model));
    std::ostringstream out;
    cli::print_yaml(project.model, sources, cli::Origins::hidden, out);
    yaml = out.str();
  }

  void bind(FileReader& reader) {
    Diagnostics problems;
    const Environment environment = load::bind_environment(project, reader, sources, problems);
    require_located(sources, problems);
    const Value* services = project.model.find("services");
    for (const Service& service : environment.services) {
      require(services && services->find(service.name.value), "a bound service is one of the model");
    }
  }
};

void require_readable(Resolved& resolved) {
  const Json json = Json::parse(resolved.json, nullptr, false);
  require(!json.is_discarded(), "what is printed as JSON is JSON");
  require(pretty_json(json) == resolved.json, "JSON that is read prints the same");
  std::ostringstream origins;
  cli::print_yaml(resolved.project.model, resolved.sources, cli::Origins::shown, origins);
  for (const auto& [name, text] : {std::pair{"printed.yml", resolved.yaml}, std::pair{"origins.yml", origins.str()}}) {
    if (text.size() > load::YamlLimits{}.bytes) continue;
    const load::YamlFile yaml = load::read_yaml(resolved.sources, resolved.sources.add(name, text));
    require(yaml.problems.empty() && yaml.documents.size() == 1, "what is printed as YAML is YAML");
    require(says_the_same(yaml.documents[0], resolved.project.model), "what is printed as YAML says the same");
  }
}

/// A dollar that is left in a resolved model is a dollar: doubled, it stays one.
void escape_dollars(Value& value) {
  std::string text;
  for (const char c : value.text) text += c == '$' ? "$$" : std::string(1, c);
  value.text = std::move(text);
  for (Value& item : value.items) escape_dollars(item);
  for (Entry& entry : value.entries) escape_dollars(entry.value);
}

/// A dependency that is not required may lead to a service that profiles leave out, and, as in the reference implementation, `extends` of a
/// service that says nothing stays where it is: on its own the model would then name nobody.
void drop_open_ends(Value& model) {
  Value* services = model.find("services");
  if (!services) return;
  for (Entry& service : services->entries) {
    service.value.erase("extends");
    Value* needs = service.value.find("depends_on");
    if (!needs) continue;
    std::erase_if(needs->entries, [&](const Entry& need) { return !services->find(need.key.value); });
    if (needs->entries.empty()) service.value.erase("depends_on");
  }
}

void require_fixed_point(const Request& request, Resolved& resolved) {
  Request again;
  again.options = request.options;
  again.options.files = {"compose.yml"};
  if (const auto variables = request.files.find(".env"); variables != request.files.end()) again.files.insert(*variables);
  Value model = resolved.project.model;
  drop_open_ends(model);
  const std::string expected = pretty_json(cli::config_json(model));
  if (again.options.interpolate) escape_dollars(model);
  std::ostringstream out;
  cli::print_yaml(model, resolved.sources, cli::Origins::hidden, out);
  again.files["compose.yml"] = out.str();
  if (again.files["compose.yml"].size() > load::YamlLimits{}.bytes) return;
  const Resolved second(again);
  require(second.accepted, "a resolved model is accepted");
  require(second.json == expected, "a resolved model resolves to itself");
}

}  // namespace

void fuzz_compose(std::string_view input) {
  const Request request = read_request(input);
  Resolved resolved(request);
  if (!resolved.accepted) return;
  const Resolved twin(request);
  require(twin.yaml == resolved.yaml && twin.project.problems.size() == resolved.project.problems.size(), "the same input gives the same bytes");
  require_readable(resolved);
  require_fixed_point(request, resolved);
}

}  // namespace portolan::fuzz
