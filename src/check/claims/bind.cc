#include "check/claims/bind.h"

#include <algorithm>

#include "base/file_reader.h"
#include "check/claims/find_container.h"
#include "check/claims/words.h"

namespace portolan::check {

static std::vector<std::string> command_paths(const RunsCommand& command) {
  std::vector<std::string> paths;
  for (const Spanned<std::string>& file : command.files) paths.push_back(normal_path(unquoted(file.value)));
  return paths;
}

/// The files may be named from another folder than the stack's: then their names decide.
static bool runs_files(const Environment& environment, const std::vector<std::string>& paths) {
  return std::equal(environment.compose_paths.begin(), environment.compose_paths.end(), paths.begin(), paths.end(),
                    [](const std::string& own, const std::string& written) { return own == written || file_name_of(own) == written; });
}

/// A container's name tells the environment; where the text around the command names another one, that one is asked.
static BoundScope bind_container_command(const Stack& stack, const RunsCommand& command, const Scope& scope) {
  const BoundScope written = bind_scope(stack, scope);
  if (written.spoken && !written.environments.empty()) return written;
  BoundScope bound{.environments = {}, .spoken = true, .problem = {}};
  for (std::size_t i = 0; i < stack.environments.size(); ++i) {
    const bool all = std::all_of(command.containers.begin(), command.containers.end(), [&](const auto& name) { return find_by_container(stack.environments[i], name.value); });
    if (all && !command.containers.empty()) bound.environments.push_back(i);
  }
  return bound.environments.empty() ? bind_scope(stack, {}) : bound;
}

/// Whether Docker finds the files from the folder that they stand in, wherever that is: "cd deploy && docker compose up".
static bool starts_in_its_folder(const Environment& environment) {
  Environment there;
  for (const std::string& path : environment.compose_paths) {
    if (folder_of(path) == folder_of(environment.compose_paths.front())) there.compose_paths.push_back(file_name_of(path));
  }
  return there.compose_paths.size() == environment.compose_paths.size() && there.found_by_docker();
}

static BoundScope bind_command(const Stack& stack, const RunsCommand& command, const Scope& scope) {
  BoundScope bound{.environments = {}, .spoken = true, .problem = {}};
  const std::vector<std::string> paths = command_paths(command);
  const bool at_top = std::any_of(stack.environments.begin(), stack.environments.end(), [](const Environment& environment) { return environment.found_by_docker(); });
  for (std::size_t i = 0; i < stack.environments.size(); ++i) {
    const Environment& environment = stack.environments[i];
    const bool found = at_top ? environment.found_by_docker() : starts_in_its_folder(environment);
    const bool fits = paths.empty() ? found : runs_files(environment, paths);
    if (fits) bound.environments.push_back(i);
  }
  if (!bound.environments.empty()) return bound;
  // Files that make no environment together, or no default file: whatever the document's own scope says. A file that does not exist makes a scope
  // of nothing; then the command is held against every environment.
  const BoundScope written = bind_scope(stack, scope);
  return written.environments.empty() ? bind_scope(stack, {}) : written;
}

/// Facts about files and addresses are there or not, whatever the chapter is called.
static bool is_of_files(const Fact& fact) {
  return std::holds_alternative<NamesAddress>(fact) || std::holds_alternative<NamesFile>(fact) || std::holds_alternative<BuildStep>(fact) || std::holds_alternative<SetsDirective>(fact);
}

BoundScope bind_environments(const Stack& stack, const Statement& statement) {
  const auto* command = std::get_if<RunsCommand>(&statement.fact);
  if (command && command->plain_docker() && !stack.environments.empty()) return bind_container_command(stack, *command, statement.scope);
  if (command && !stack.environments.empty()) return bind_command(stack, *command, statement.scope);
  BoundScope bound = bind_scope(stack, statement.scope);
  // "## Development" is above what developers do, also in a stack that runs in one way only.
  const bool by_heading = statement.scope.source == Scope::Source::heading && bound.environments.empty();
  return by_heading && is_of_files(statement.fact) ? bind_scope(stack, {}) : bound;
}

std::string_view service_words(const Fact& fact) {
  struct Visitor {
    std::string_view operator()(const Exposure& exposure) const { return exposure.subjects.size() == 1 ? std::string_view(exposure.subjects[0].value) : ""; }
    std::string_view operator()(const RunsCommand& command) const {
      if (command.containers.size() == 1) return command.containers[0].value;
      return command.services.size() == 1 ? std::string_view(command.services[0].value) : "";
    }
    std::string_view operator()(const NetworkSetting&) const { return {}; }
    std::string_view operator()(const RoutesPath&) const { return {}; }
    std::string_view operator()(const ComparesAspect&) const { return {}; }
    std::string_view operator()(const NamesFile&) const { return {}; }
    std::string_view operator()(const ServiceExists& f) const { return f.service.value; }
    std::string_view operator()(const PublishesPort& f) const { return f.service.value; }
    std::string_view operator()(const UsesImage& f) const { return f.service.value; }
    std::string_view operator()(const MountsVolume& f) const { return f.service.value; }
    std::string_view operator()(const JoinsNetwork& f) const { return f.service.value; }
    std::string_view operator()(const RestartPolicy& f) const { return f.service.value; }
    std::string_view operator()(const MemoryLimit& f) const { return f.service.value; }
    std::string_view operator()(const WorkerCount& f) const { return f.service.value; }
    std::string_view operator()(const WaitsFor& f) const { return f.service.value; }
    std::string_view operator()(const HealthFact& f) const { return f.service.value; }
    std::string_view operator()(const HasVariable& f) const { return f.service.value; }
    std::string_view operator()(const ReadsSecret& f) const { return f.service.value; }
    std::string_view operator()(const RunsServer& f) const { return f.service.value; }
    std::string_view operator()(const SetsKey& f) const { return f.service.value; }
    std::string_view operator()(const Connects& f) const { return f.to.value; }
    std::string_view operator()(const CountsThings&) const { return {}; }
    std::string_view operator()(const StartsInOrder&) const { return {}; }
    std::string_view operator()(const KeepsData& f) const { return f.service.value; }
    std::string_view operator()(const MountsCode& f) const { return f.service.value; }
    std::string_view operator()(const ReloadsCode& f) const { return f.service.value; }
    std::string_view operator()(const ReadOnly& f) const { return f.service.value; }
    std::string_view operator()(const KeepsSecrets&) const { return {}; }
    std::string_view operator()(const NamesAddress& f) const { return f.service.value; }
    std::string_view operator()(const BuildStep& f) const { return f.service.value; }
    std::string_view operator()(const SetsDirective& f) const { return f.service.value; }
    std::string_view operator()(const UsesVersion& f) const { return f.service.value; }
  };
  return std::visit(Visitor{}, fact);
}

Reading reading_of(const Fact& fact) {
  if (const auto* variable = std::get_if<HasVariable>(&fact)) return variable->value ? Reading::everywhere : Reading::somewhere;
  if (const auto* port = std::get_if<PublishesPort>(&fact)) {
    return port->published && !*port->published ? Reading::everywhere : Reading::somewhere;
  }
  // A feature that is praised without saying where is there for one environment; what is ruled out is so for all.
  if (const auto* code = std::get_if<MountsCode>(&fact)) return code->mounted ? Reading::somewhere : Reading::everywhere;
  if (const auto* reload = std::get_if<ReloadsCode>(&fact)) return reload->reloads ? Reading::somewhere : Reading::everywhere;
  if (const auto* secrets = std::get_if<KeepsSecrets>(&fact)) return secrets->place == SecretPlace::not_in_files ? Reading::everywhere : Reading::somewhere;
  const bool presence = std::holds_alternative<ServiceExists>(fact) || std::holds_alternative<MountsVolume>(fact) ||
                        std::holds_alternative<JoinsNetwork>(fact) || std::holds_alternative<ReadsSecret>(fact) ||
                        std::holds_alternative<RoutesPath>(fact) || std::holds_alternative<RunsServer>(fact) ||
                        std::holds_alternative<WorkerCount>(fact) || std::holds_alternative<NamesFile>(fact) || std::holds_alternative<RunsCommand>(fact) ||
                        std::holds_alternative<SetsKey>(fact) || std::holds_alternative<Connects>(fact) || std::holds_alternative<CountsThings>(fact) ||
                        std::holds_alternative<ReadOnly>(fact) || std::holds_alternative<NamesAddress>(fact) || std::holds_alternative<BuildStep>(fact) ||
                        std::holds_alternative<SetsDirective>(fact) || std::holds_alternative<UsesVersion>(fact);
  return presence ? Reading::somewhere : Reading::everywhere;
}

}  // namespace portolan::check
