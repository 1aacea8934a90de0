#include "load/compose/variables.h"

#include "base/text.h"
#include "load/compose/units.h"

namespace portolan::load {

void add_env_files(Loader& loader, Variables& variables, const std::vector<FileToLoad>& files) {
  Variables found;
  const Lookup lookup = [&](std::string_view name) {
    const auto known = lookup_in(variables)(name);
    return known ? known : lookup_in(found)(name);
  };
  for (const FileToLoad& wanted : files) {
    const auto file = loader.read(wanted.path, wanted.asked);
    if (!file) continue;
    Diagnostics problems;
    for (DotenvEntry& entry : read_dotenv(loader.sources, *file, lookup, problems)) {
      if (entry.value) found[entry.name.value] = {entry.value->value, entry.value->span};
    }
    loader.report_all(std::move(problems));
  }
  variables.merge(found);  // what was there before stays
}

/// COMPOSE_ENV_FILES and COMPOSE_DISABLE_ENV_FILE belong to the shell: an env file cannot say which env files are read.
static std::string from_process(const Loader& loader, const std::string& name) {
  const auto found = loader.options.process.find(name);
  return found == loader.options.process.end() ? std::string() : found->second;
}

static std::vector<std::string> named_env_files(const Loader& loader) {
  std::vector<std::string> files = loader.options.env_files;
  if (!files.empty()) return files;
  for (const std::string_view file : split(from_process(loader, "COMPOSE_ENV_FILES"), ',')) {
    if (!trim(file).empty()) files.emplace_back(trim(file));
  }
  return files;
}

bool stands_as_file(FileKind kind) { return kind == FileKind::file || kind == FileKind::other; }

void add_usual_env_file(Loader& loader, Variables& variables) {
  const auto disabled = parse_truth(from_process(loader, "COMPOSE_DISABLE_ENV_FILE"));
  const bool wanted = !(disabled && *disabled) && from_process(loader, "COMPOSE_DISABLE_ENV_FILE") != "1" && named_env_files(loader).empty();
  const std::string usual = join_path(loader.directory, ".env");
  if (wanted && stands_as_file(loader.reader.kind(usual))) add_env_files(loader, variables, {{usual, {}}});
}

Variables gather_variables(Loader& loader) {
  Variables variables;
  for (const auto& [name, value] : loader.options.process) variables[name] = {value, {}};
  std::vector<FileToLoad> named;
  for (const std::string& file : named_env_files(loader)) named.push_back({file, {}});
  add_env_files(loader, variables, named);
  add_usual_env_file(loader, variables);
  return variables;
}

std::vector<std::string> find_compose_files(Loader& loader, const Variables& variables) {
  if (const auto named = variables.find("COMPOSE_FILE"); named != variables.end() && !named->second.value.empty()) {
    const auto separator = variables.find("COMPOSE_PATH_SEPARATOR");
    const char cut = separator != variables.end() && !separator->second.value.empty() ? separator->second.value[0] : ':';
    std::vector<std::string> files;
    for (const std::string_view file : split(named->second.value, cut)) files.push_back(join_path(loader.directory, file));
    return files;
  }
  constexpr int highest = 32;
  std::string folder = loader.directory;
  for (int level = 0; level < highest; ++level) {
    for (const std::string_view name : {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"}) {
      const std::string path = join_path(folder, name);
      if (!stands_as_file(loader.reader.kind(path))) continue;
      std::vector<std::string> files{path};
      for (const std::string_view override_name : {"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"}) {
        const std::string override_path = join_path(folder, override_name);
        if (!stands_as_file(loader.reader.kind(override_path))) continue;
        files.push_back(override_path);
        break;
      }
      return files;
    }
    const std::string parent = join_path(folder, "..");
    if (join_path(loader.reader.root_path(), parent) == join_path(loader.reader.root_path(), folder)) break;
    folder = parent;
  }
  return {};
}

std::string normal_project_name(std::string_view name) {
  std::string normal;
  for (const char c : to_lower(name)) {
    const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (alphanumeric || (!normal.empty() && (c == '-' || c == '_'))) normal += c;
  }
  return normal;
}

}  // namespace portolan::load
