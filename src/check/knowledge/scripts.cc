#include "check/knowledge/scripts.h"

#include <algorithm>
#include <optional>

#include "base/file_reader.h"
#include "base/text.h"

namespace portolan::check {

/// NAME of "npm run NAME", "yarn NAME", "pnpm run NAME", "npm start".
static std::optional<std::string> called_script(const std::vector<ProcessWord>& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string_view program = program_name(words[i].text);
    if (program != "npm" && program != "yarn" && program != "pnpm") continue;
    const std::string& next = words[i + 1].text;
    if ((next == "run" || next == "run-script") && i + 2 < words.size()) return words[i + 2].text;
    if (next == "start" || next == "test") return next;
    if (program != "npm" && !next.starts_with('-')) return next;
  }
  return std::nullopt;
}

static const PackageManifest* find_manifest(const Stack& stack, const Service& service) {
  std::vector<std::string> folders;
  for (const Mount& mount : service.mounts) {
    if (mount.type == MountType::bind) folders.push_back(mount.source);
  }
  if (service.build) folders.push_back(service.build->context.value);
  for (const std::string& folder : folders) {
    const std::string path = join_path(stack.folder, normal_path(join_path(folder, "package.json")));
    const auto found = std::find_if(stack.packages.begin(), stack.packages.end(), [&](const PackageManifest& manifest) { return manifest.path == path; });
    if (found != stack.packages.end()) return &*found;
  }
  return stack.packages.size() == 1 ? &stack.packages.front() : nullptr;
}

std::vector<ProcessWord> script_words(const Stack& stack, const Service& service, const std::vector<ProcessWord>& words) {
  const std::optional<std::string> name = called_script(words);
  const PackageManifest* manifest = name ? find_manifest(stack, service) : nullptr;
  if (!manifest) return {};
  std::vector<ProcessWord> found;
  for (const PackageManifest::Script& script : manifest->scripts) {
    if (script.name.value != *name) continue;
    for (const std::string_view word : split_words(script.command.value)) found.push_back({std::string(word), script.command.span});
  }
  return found;
}

}  // namespace portolan::check
