#include "load/load.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "load/companions.h"
#include "load/discover.h"
#include "load/environments.h"
#include "load/load_environments.h"
#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "load/plan_stack/find_on_paper.h"
#include "load/plan_stack/plan_stack.h"
#include "load/read_source.h"
#include "load/secret_lines.h"
#include "load/secret_text.h"
#include "load/told_runs.h"

namespace portolan::load {

namespace {

/// Stacks one after another: files that no name announces get their ids when they are met, and ids must not depend on threads.
class Loader {
 public:
  Loader(FileReader& reader, SourceMap& sources) : reader_(reader), sources_(sources) {}

  Stack load_stack(const FoundStack& found);
  /// A stack that only `plans` describe.
  Stack load_paper_stack(const FoundStack& found, std::vector<Plan> plans, Diagnostics problems);
  /// Nothing for pages that are part of the program (rules), and for files that can't be read.
  std::optional<Plan> load_plan(const std::string& path, const std::vector<std::string>& services, Diagnostics& problems);
  /// Compose files that no environment of the stacks uses.
  std::vector<LeftOut> take_left_out() { return std::move(left_out_); }

 private:
  std::vector<ComposeOutline> outline_files(const FoundStack& found, Stack& stack);
  void finish_stack(const FoundStack& found, Stack& stack);
  void mark_secrets_of(const Stack& stack);
  std::vector<BuildScript> read_scripts(const Stack& stack);

  FileReader& reader_;
  SourceMap& sources_;
  std::vector<LeftOut> left_out_;
};

std::optional<Plan> Loader::load_plan(const std::string& path, const std::vector<std::string>& services, Diagnostics& problems) {
  const auto file = read_source(reader_, sources_, path, problems);
  if (!file) return std::nullopt;
  Plan plan = read_markdown(sources_, *file, problems);
  if (plan.find_front_matter("rule")) return std::nullopt;
  read_statements(plan, sources_, services, &problems);
  return plan;
}

std::vector<ComposeOutline> Loader::outline_files(const FoundStack& found, Stack& stack) {
  std::vector<ComposeOutline> outlines;
  for (const std::string& path : found.compose_files) {
    const auto file = read_source(reader_, sources_, path, stack.problems);
    outlines.push_back(file ? outline_compose_file(sources_, *file) : ComposeOutline{.path = path, .readable = false});
  }
  for (const std::string& path : found.other_files) {
    const auto file = read_source(reader_, sources_, path, stack.problems);
    if (!file) continue;
    outlines.push_back(outline_compose_file(sources_, *file));
    outlines.back().waits = true;
  }
  return outlines;
}

/// Variables that compose hands to services as secrets: `secrets: {token: {environment: NAME}}`.
std::set<std::string, std::less<>> secret_names(const Stack& stack) {
  std::set<std::string, std::less<>> names;
  for (const Environment& environment : stack.environments) {
    const Value* secrets = environment.resolved.find("secrets");
    if (secrets == nullptr) continue;
    for (const Entry& secret : secrets->entries) {
      if (const Value* name = secret.value.find("environment"); name != nullptr && name->is_scalar()) names.insert(name->text);
    }
  }
  return names;
}

/// Documents have been looked through when they were read. All other files are few: compose files, env files, Dockerfiles, proxies.
void Loader::mark_secrets_of(const Stack& stack) {
  const std::set<std::string, std::less<>> names = secret_names(stack);
  const std::string folder = stack.folder.empty() ? "" : stack.folder + "/";
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const FileId file{static_cast<std::uint32_t>(i)};
    if (!sources_.loaded(file) || sources_.original({file, 0, 0}).file != file) continue;
    const std::string& path = sources_.path(file);
    if (path.starts_with(folder) && !path.ends_with(".md")) mark_secret_text(sources_, file, names);
  }
}

/// "pokemon-battle" → "Pokemon battle".
std::string title_from_name(std::string_view name) {
  std::string title(name);
  std::replace(title.begin(), title.end(), '-', ' ');
  std::replace(title.begin(), title.end(), '_', ' ');
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') title[0] = static_cast<char>(title[0] - 'a' + 'A');
  return title;
}

/// What the README at the top calls the product, when that is a name and not a sentence.
std::string title_of(const Stack& stack) {
  for (const Plan& plan : stack.plans) {
    const bool readme = folder_of(plan.path) == stack.folder && to_lower(file_name_of(plan.path)).starts_with("readme");
    const bool headed = !plan.sections.empty() && plan.sections.front().level == 1;
    if (readme && headed && plan.title.size() <= 40) return plan.title;
  }
  return title_from_name(file_name_of(stack.folder).empty() ? stack.name : file_name_of(stack.folder));
}

/// Texts that may start compose files, those of CI systems in their hidden folders included. Only looked at: they are no sources of the handbook.
std::vector<BuildScript> Loader::read_scripts(const Stack& stack) {
  std::vector<std::string> paths;
  for (const std::string& inside : stack.paths.files) {
    if (is_build_script(inside)) paths.push_back(join_path(stack.folder, inside));
  }
  const std::string workflows = join_path(stack.folder, ".github/workflows");
  for (const DirectoryEntry& entry : reader_.list(workflows)) {
    if (entry.kind == FileKind::file) paths.push_back(join_path(workflows, entry.name));
  }
  if (paths.size() > most_scripts) paths.resize(most_scripts);
  std::vector<BuildScript> scripts;
  for (const std::string& path : paths) {
    Expected<std::string> bytes = reader_.read(path);
    if (bytes && bytes->size() <= largest_script && !find_invalid_utf8(*bytes)) scripts.push_back({path, std::move(*bytes)});
  }
  return scripts;
}

Stack begin_stack(const FoundStack& found) {
  Stack stack;
  stack.name = found.name;
  stack.folder = found.folder;
  stack.reason = found.reason;
  stack.paths = found.paths;
  return stack;
}

Stack Loader::load_stack(const FoundStack& found) {
  Stack stack = begin_stack(found);
  const std::vector<ComposeOutline> outlines = outline_files(found, stack);
  std::vector<std::string> services;
  for (const ComposeOutline& outline : outlines) services.insert(services.end(), outline.services.begin(), outline.services.end());
  // Plans before environments: how they call the compose files names the environments.
  for (const std::string& path : found.documents) {
    if (auto plan = load_plan(path, services, stack.problems)) stack.plans.push_back(std::move(*plan));
  }
  stack.title = title_of(stack);
  Diagnostics problems;
  const EnvironmentChoice choice = choose_told_environments(outlines, stack.plans, find_told_runs(stack.plans, read_scripts(stack), outlines));
  for (const UnusedFile& unused : choice.unused) left_out_.push_back({stack.name, unused.path, unused.reason});
  for (const FoundEnvironment& environment : choice.environments) {
    stack.environments.push_back(load_environment(reader_, sources_, environment, stack, problems));
  }
  add_once(stack.problems, std::move(problems));
  finish_stack(found, stack);
  return stack;
}

Stack Loader::load_paper_stack(const FoundStack& found, std::vector<Plan> plans, Diagnostics problems) {
  Stack stack = begin_stack(found);
  stack.on_paper = true;
  stack.plans = std::move(plans);
  stack.problems = std::move(problems);
  stack.title = title_of(stack);
  PaperStack paper = assemble_stack(stack.plans, sources_);
  stack.disagreements = std::move(paper.disagreements);
  Diagnostics found_problems;
  for (const PaperEnvironment& environment : paper.environments) {
    stack.environments.push_back(load_paper_environment(reader_, sources_, environment, stack, found_problems));
  }
  if (paper.limited) {
    found_problems.push_back({.rule = "compose-limit",
                              .severity = Severity::warning,
                              .span = {stack.plans.front().file, 0, 0},
                              .message = "the plans have more fences than are joined into one stack: the rest was left out"});
  }
  add_once(stack.problems, std::move(found_problems));
  finish_stack(found, stack);
  return stack;
}

void Loader::finish_stack(const FoundStack& found, Stack& stack) {
  load_companions(reader_, sources_, found, stack);
  load_variable_reads(reader_, sources_, stack);
  mark_secret_lines(sources_, stack.problems);
  mark_secrets_of(stack);
  // A document beside the stack's folder may repeat its secrets.
  const bool all_inside = std::all_of(stack.plans.begin(), stack.plans.end(), [&](const Plan& plan) { return stack.folder.empty() || plan.path.starts_with(stack.folder + "/"); });
  sources_.mark_repeated_secrets(all_inside ? stack.folder : "");
}

std::vector<std::string> files_to_read(const Discovery& discovery) {
  std::vector<std::string> paths = discovery.guide;
  for (const FoundStack& stack : discovery.stacks) {
    for (const auto* group : {&stack.compose_files, &stack.other_files, &stack.documents, &stack.dockerfiles, &stack.proxies, &stack.env_templates}) {
      paths.insert(paths.end(), group->begin(), group->end());
    }
    // What compose files name with env_file, usually.
    for (const std::string& path : stack.paths.files) {
      const std::string name = file_name_of(path);
      if (name.starts_with(".env") || name.ends_with(".env")) paths.push_back(join_path(stack.folder, path));
    }
  }
  return paths;
}

}  // namespace

std::optional<Plan> load_document(FileReader& reader, SourceMap& sources, const std::string& path, Diagnostics& problems) {
  sources.reserve({path});
  auto plan = Loader(reader, sources).load_plan(path, {}, problems);
  if (!plan) return std::nullopt;
  std::vector<Plan> plans{std::move(*plan)};
  read_with_names(plans, sources);
  return std::move(plans.front());
}

Loaded load_handbook(FileReader& reader, SourceMap& sources, const LoadOptions& options) {
  const Discovery discovery = discover(reader);
  sources.reserve(files_to_read(discovery));
  Loader loader(reader, sources);
  Loaded loaded;
  Handbook& handbook = loaded.handbook;
  std::vector<ReadDocument> documents;
  for (const std::string& path : discovery.guide) {
    Diagnostics problems;
    auto plan = loader.load_plan(path, {}, problems);
    if (plan) {
      documents.push_back({path, std::move(*plan), std::move(problems)});
    } else {
      handbook.problems.insert(handbook.problems.end(), problems.begin(), problems.end());
    }
  }
  std::vector<FoundOnPaper> on_paper = find_on_paper(discovery, reader.root_name(), sources, documents);
  std::vector<FoundStack> all = discovery.stacks;
  for (const FoundOnPaper& stack : on_paper) all.push_back(stack.found);
  name_stacks(all, reader.root_name());
  for (const FoundStack& found : all) {
    const auto paper = std::find_if(on_paper.begin(), on_paper.end(), [&](const FoundOnPaper& stack) { return stack.found.folder == found.folder; });
    handbook.stacks.push_back(paper == on_paper.end() ? loader.load_stack(found) : loader.load_paper_stack(found, std::move(paper->plans), std::move(paper->problems)));
  }
  for (ReadDocument& document : documents) {
    handbook.problems.insert(handbook.problems.end(), document.problems.begin(), document.problems.end());
    handbook.guide.push_back(std::move(document.plan));
  }
  mark_secret_lines(sources, handbook.problems);
  loaded.left_out = discovery.left_out;
  for (LeftOut& unused : loader.take_left_out()) loaded.left_out.push_back(std::move(unused));
  if (!discovery.complete) {
    handbook.problems.push_back({.rule = "folder-limit",
                                 .severity = Severity::warning,
                                 .message = fmt::format("more than {} files and folders: the deepest were not looked at", most_entries),
                                 .help = "name a smaller folder"});
  }
  handbook.title = !options.title.empty() ? options.title : handbook.stacks.size() == 1 ? handbook.stacks.front().title : title_from_name(reader.root_name());
  loaded.found_anything = !handbook.stacks.empty() || !handbook.guide.empty();
  loaded.looked_for = fmt::format(
      "looked for compose files (compose.yaml, docker-compose*.yml …) and Markdown documents (*.md), {} levels of folders deep", deepest_folder);
  return loaded;
}

}  // namespace portolan::load
