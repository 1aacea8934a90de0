#include "cli/extract.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "base/fatal.h"
#include "base/text.h"
#include "cli/extract_yaml.h"
#include "load/load.h"
#include "load/plan_stack/joiner.h"
#include "load/plan_stack/plan_stack.h"
#include "write/findings.h"

namespace portolan::cli {

namespace {

using load::PaperEnvironment;
using load::PaperStack;

std::vector<std::string> names_of(const PaperStack& stack) {
  std::vector<std::string> names;
  for (const PaperEnvironment& environment : stack.environments) names.push_back(environment.found.name);
  return names;
}

/// By its name, else by its compose file, else by another word for it.
const PaperEnvironment* find_environment(const PaperStack& stack, const std::string& word) {
  const auto is_word = [&](const std::string& name) { return equals_ignoring_case(name, word); };
  const auto first_of = [&](auto&& test) -> const PaperEnvironment* {
    const auto found = std::find_if(stack.environments.begin(), stack.environments.end(), [&](const PaperEnvironment& environment) { return test(environment.found); });
    return found == stack.environments.end() ? nullptr : &*found;
  };
  using load::FoundEnvironment;
  if (const auto* named = first_of([&](const FoundEnvironment& e) { return is_word(e.name); })) return named;
  if (const auto* file = first_of([&](const FoundEnvironment& e) { return !e.files.empty() && (e.files.back() == word || file_name_of(e.files.back()) == word); })) return file;
  return first_of([&](const FoundEnvironment& e) { return std::any_of(e.synonyms.begin(), e.synonyms.end(), is_word); });
}

/// The one that Docker would take without -f, else the first.
const PaperEnvironment& base_of(const PaperStack& stack) {
  const auto base = std::find_if(stack.environments.begin(), stack.environments.end(), [](const PaperEnvironment& environment) {
    return environment.found.files.size() == 1 && (environment.found.files[0] == "docker-compose.yml" || environment.found.files[0] == "compose.yaml" ||
                                                   environment.found.files[0] == "compose.yml" || environment.found.files[0] == "docker-compose.yaml");
  });
  return base == stack.environments.end() ? stack.environments.front() : *base;
}

const PaperEnvironment& choose(const PaperStack& stack, const ExtractRequest& request, std::ostream& err) {
  if (!request.environment.empty()) {
    if (const PaperEnvironment* named = find_environment(stack, request.environment)) return *named;
    throw Fatal(fmt::format("\"{}\" describes no environment \"{}\": it has {}", request.plan, request.environment, join_naturally(names_of(stack))));
  }
  const PaperEnvironment& base = base_of(stack);
  if (stack.environments.size() > 1) {
    err << fmt::format("\"{}\" describes {} environments ({}): this is {}, --env NAME gives another\n", request.plan, stack.environments.size(), join(names_of(stack), ", "),
                       base.found.name);
  }
  return base;
}

bool has_services(const PaperStack& stack) {
  return std::any_of(stack.environments.begin(), stack.environments.end(), [](const PaperEnvironment& environment) {
    return std::any_of(environment.layers.begin(), environment.layers.end(), [](const load::ComposeDocument& layer) { return !layer.tree.entries.empty(); });
  });
}

/// An env file that the plan names and nobody has written yet must not stop Compose.
void loosen_env_files(Value& service, FileReader& reader, const std::string& folder) {
  Value* files = service.find("env_file");
  if (!files) return;
  if (files->is_scalar()) {
    Value list = make_list(files->span);
    list.items.push_back(*files);
    *files = std::move(list);
  }
  for (Value& item : files->items) {
    if (!item.is_scalar() || reader.kind(join_path(folder, item.text)) == FileKind::file) continue;
    Value loose = make_map(item.span);
    loose.set({"path", item.span}, item);
    Value required = make_boolean("false");
    required.origins.push_back({OriginKind::implied, {}, std::string(absent_file), {}});
    loose.set({"required", {}}, std::move(required));
    item = std::move(loose);
  }
}

/// What has nothing but parts that are set aside is set aside itself.
void lift_tags(Value& value) {
  for (Entry& entry : value.entries) lift_tags(entry.value);
  for (Value& item : value.items) lift_tags(item);
  const auto aside = [](const Value& part) { return load::is_set_aside(part); };
  const bool all = std::all_of(value.entries.begin(), value.entries.end(), [&](const Entry& entry) { return aside(entry.value); }) &&
                   std::all_of(value.items.begin(), value.items.end(), aside);
  if (all && value.entries.size() + value.items.size() > 0) value.tag = std::string(load::left_out_tag);
}

std::set<std::string> unfinished_services(const Value& document) {
  std::set<std::string> names;
  const Value* services = document.find("services");
  for (const Entry& service : services ? services->entries : std::vector<Entry>{}) {
    const auto has = [&](const char* key) {
      const Value* found = service.value.find(key);
      return found && !load::is_set_aside(*found);
    };
    if (!has("image") && !has("build") && !has("extends") && !has("provider")) names.insert(service.key.value);
  }
  return names;
}

/// A service that is left out can't be waited for.
void set_aside_dependencies(Value& service, const std::set<std::string>& missing) {
  Value* depends = service.find("depends_on");
  if (!depends) return;
  for (Entry& entry : depends->entries) {
    if (missing.contains(entry.key.value)) entry.value.tag = std::string(load::left_out_tag);
  }
  for (Value& item : depends->items) {
    if (missing.contains(item.text)) item.tag = std::string(load::left_out_tag);
  }
  lift_tags(*depends);
}

Value without_services(Value document, const std::set<std::string>& names) {
  if (Value* services = document.find("services")) {
    std::erase_if(services->entries, [&](const Entry& entry) { return names.contains(entry.key.value); });
  }
  return document;
}

/// Whatever Compose would refuse in the document as it is printed; variables get their values later.
Diagnostics refused(const Value& document, FileId plan, FileReader& reader, SourceMap& sources, const std::string& folder) {
  load::ProjectOptions options;
  options.documents = {{plan, load::without_placeholders(document)}};
  options.project_directory = folder;
  options.profiles = {"*"};
  Diagnostics problems = load::load_project(reader, sources, options).problems;
  std::erase_if(problems, [](const Diagnostic& problem) { return problem.rule == "compose-missing-variable"; });
  return problems;
}

Diagnostic about(const Disagreement& disagreement) {
  const std::string subject = disagreement.service.empty() ? "" : fmt::format(" of \"{}\"", disagreement.service);
  return {.rule = "plan-fences-disagree",
          .severity = Severity::warning,
          .span = disagreement.left,
          .message = fmt::format("the plan gives \"{}\"{} twice and differently: this one is left out", disagreement.key, subject),
          .related = {{disagreement.taken, "this one is taken"}}};
}

void add_unfinished(Diagnostics& problems, const Value& document, const std::set<std::string>& names) {
  const Value* services = document.find("services");
  for (const Entry& service : services ? services->entries : std::vector<Entry>{}) {
    if (!names.contains(service.key.value)) continue;
    problems.push_back({.rule = "unfinished-service",
                        .severity = Severity::info,
                        .span = service.key.span,
                        .message = fmt::format("the plan gives \"{}\" neither an image nor a build: it stands in the file as a comment", service.key.value),
                        .help = "write its image or its build into the plan"});
  }
}

}  // namespace

Extracted extract_plan(const ExtractRequest& request, FileReader& reader, std::ostream& err) {
  SourceMap sources;
  Diagnostics problems;
  const std::string path = normal_path(request.plan);
  const std::optional<Plan> plan = load::load_document(reader, sources, path, problems);
  if (!plan) throw Fatal(problems.empty() ? fmt::format("\"{}\" is a page about a rule and describes no stack", request.plan) : problems.front().message);
  const PaperStack stack = load::assemble_stack({*plan}, sources);
  if (!has_services(stack)) {
    throw Fatal(fmt::format("nothing to extract from \"{}\": looked for YAML fences with services, networks or volumes, and for services with an image or ports in tables, bullets "
                            "and sentences", request.plan));
  }
  const PaperEnvironment& environment = choose(stack, request, err);
  Value document = environment.layers.size() == 1 ? environment.layers[0].tree : load::join_documents(reader, sources, environment.layers, problems);
  const std::string folder = folder_of(path);
  ExtractStyle style{.origins = !request.no_origins, .unfinished = unfinished_services(document)};
  if (Value* services = document.find("services")) {
    for (Entry& service : services->entries) {
      loosen_env_files(service.value, reader, folder);
      for (Entry& key : service.value.entries) lift_tags(key.value);
      if (!style.unfinished.contains(service.key.value)) set_aside_dependencies(service.value, style.unfinished);
    }
  }
  for (const Disagreement& disagreement : stack.disagreements) {
    const auto& in = disagreement.environments;
    if (std::find(in.begin(), in.end(), environment.found.name) != in.end()) problems.push_back(about(disagreement));
  }
  Diagnostics wrong = refused(without_services(document, style.unfinished), plan->file, reader, sources, folder);
  problems.insert(problems.end(), wrong.begin(), wrong.end());
  add_unfinished(problems, document, style.unfinished);
  for (const Diagnostic& problem : problems) err << write::format_finding(problem, sources, write::Excerpts::none);
  if (stack.limited) err << "the plan has more fences than are joined into one file: the rest was left out\n";
  if (stack.left_out > 0) err << fmt::format("{} left out: examples, alternatives, history or plans for later\n", count_of(stack.left_out, "fence"));
  const bool fails = std::any_of(problems.begin(), problems.end(), [](const Diagnostic& problem) { return problem.severity == Severity::error || problem.rule == "plan-fences-disagree"; });
  const std::string head = style.origins ? fmt::format("# What {} says about {}; each line names its line in the plan.\n", path, environment.found.name == "default" ? "the stack" : environment.found.name) : "";
  return {head + print_document(document, sources, style), fails ? 1 : 0};
}

int run_extract(const ExtractRequest& request, FileReader& reader, std::ostream& out, std::ostream& err) {
  const Extracted extracted = extract_plan(request, reader, err);
  if (request.out.empty()) {
    out << extracted.yaml;
    return extracted.exit_code;
  }
  std::ofstream file(request.out, std::ios::binary | std::ios::trunc);
  file << extracted.yaml;
  file.close();
  if (!file) throw Fatal(fmt::format("cannot write \"{}\"", request.out));
  return extracted.exit_code;
}

}  // namespace portolan::cli
