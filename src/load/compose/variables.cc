#include "load/compose/variables.h"

#include "base/text.h"

namespace portolan::load {

void add_env_file(Loader& loader, Variables& variables, const std::string& path, const Span& asked) {
  const auto file = loader.read(path, asked);
  if (!file) return;
  for (DotenvEntry& entry : read_dotenv(loader.sources, *file, lookup_in(variables), loader.problems)) {
    if (!entry.value) continue;
    const auto [place, added] = variables.emplace(entry.name.value, VariableDefinition{entry.value->value, entry.value->span});
    // The last of equal names in a file wins, but a file never wins over what was there before it.
    if (!added && place->second.span.file == *file) place->second = {entry.value->value, entry.value->span};
  }
}

Variables gather_variables(Loader& loader) {
  Variables variables;
  for (const auto& [name, value] : loader.options.process) variables[name] = {value, {}};
  const std::vector<std::string>& named = loader.options.env_files;
  for (auto file = named.rbegin(); file != named.rend(); ++file) add_env_file(loader, variables, *file, {});
  const std::string usual = join_path(loader.directory, ".env");
  if (named.empty() && loader.reader.kind(usual) == FileKind::file) add_env_file(loader, variables, usual, {});
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
      if (loader.reader.kind(path) != FileKind::file) continue;
      std::vector<std::string> files{path};
      for (const std::string_view override_name : {"compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"}) {
        const std::string override_path = join_path(folder, override_name);
        if (loader.reader.kind(override_path) != FileKind::file) continue;
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
