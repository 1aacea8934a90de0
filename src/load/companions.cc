#include "load/companions.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "load/compose/secrecy.h"
#include "load/dockerfile/dockerfile.h"
#include "load/dotenv/dotenv.h"
#include "load/packages/manifest.h"
#include "load/proxy_files.h"
#include "load/read_source.h"
#include "load/secret_text.h"
#include "load/snippets/variable_reads.h"
#include "model/landing.h"

namespace portolan::load {

namespace {

/// A repository of many packages has its services in few of them.
constexpr std::size_t most_packages = 50;

EnvTemplate load_env_template(SourceMap& sources, FileId file, Diagnostics& problems) {
  EnvTemplate sample{.file = file, .path = sources.path(file), .variables = {}};
  for (DotenvEntry& entry : read_dotenv(sources, file, [](std::string_view) { return std::nullopt; }, problems)) {
    Variable variable;
    variable.name = std::move(entry.name);
    variable.value = std::move(entry.value);
    variable.secret = variable.value && holds_secret(variable.name.value, variable.value->value) && !is_placeholder(variable.value->value);
    if (variable.secret) sources.mark_secret(variable.value->span);
    sample.variables.push_back(std::move(variable));
  }
  return sample;
}

/// Whether any service has the file in its container: only what runs there asks for the variables that it is given.
bool reaches_a_service(const Stack& stack, std::string_view file) {
  for (const Environment& environment : stack.environments) {
    for (const Service& service : environment.services) {
      if (!landings_of(stack, environment, service, file).empty()) return true;
    }
  }
  return false;
}

}  // namespace

void load_companions(FileReader& reader, SourceMap& sources, const FoundStack& found, Stack& stack) {
  std::vector<std::string> dockerfiles = found.dockerfiles;
  for (const Environment& environment : stack.environments) {
    for (const Service& service : environment.services) {
      if (!service.build || service.build->resolved_dockerfile.empty()) continue;
      if (reader.kind(service.build->resolved_dockerfile) == FileKind::file) dockerfiles.push_back(service.build->resolved_dockerfile);
    }
  }
  std::sort(dockerfiles.begin(), dockerfiles.end());
  dockerfiles.erase(std::unique(dockerfiles.begin(), dockerfiles.end()), dockerfiles.end());
  for (const std::string& path : dockerfiles) {
    if (const auto file = read_source(reader, sources, path, stack.problems)) stack.dockerfiles.push_back(read_dockerfile(sources, *file, stack.problems));
  }
  for (const std::string& path : list_proxy_files(found, stack)) {
    if (const auto file = read_source(reader, sources, path, stack.problems)) stack.proxies.push_back(read_proxy_file(sources, *file, stack.problems));
  }
  for (const std::string& inside : stack.paths.files) {
    if (file_name_of(inside) != "package.json" || stack.packages.size() >= most_packages) continue;
    if (const auto file = read_source(reader, sources, join_path(stack.folder, inside), stack.problems)) stack.packages.push_back(read_manifest(sources, *file));
  }
  for (const std::string& path : found.env_templates) {
    if (const auto file = read_source(reader, sources, path, stack.problems)) stack.env_templates.push_back(load_env_template(sources, *file, stack.problems));
  }
}

void load_variable_reads(FileReader& reader, SourceMap& sources, Stack& stack) {
  constexpr std::size_t most_candidates = 2'000, most_bytes = 4u << 20, largest_program = 128u << 10;
  std::size_t candidates = 0, total = 0;
  for (const std::string& inside : stack.paths.files) {
    const std::string path = join_path(stack.folder, inside);
    const bool plain_name = file_name_of(path).find('.') == std::string::npos;
    if ((!language_of(path, "") && !plain_name) || sources.find(path)) continue;
    if (++candidates > most_candidates || total > most_bytes) break;
    if (!reaches_a_service(stack, path)) continue;
    Expected<std::string> bytes = reader.read(path);
    if (!bytes || bytes->size() > largest_program || find_invalid_utf8(*bytes)) continue;
    const auto language = language_of(path, *bytes);
    if (!language) continue;
    total += bytes->size();
    for (VariableRead& read : read_variable_reads(sources, sources.add(path, std::move(*bytes)), *language)) stack.variable_reads.push_back(std::move(read));
  }
}

}  // namespace portolan::load
