#include "load/packages/manifest.h"

#include "load/yaml/yaml.h"

namespace portolan::load {

PackageManifest read_manifest(const SourceMap& sources, FileId file) {
  PackageManifest manifest{.file = file, .path = sources.path(file), .scripts = {}};
  // Every JSON text is a YAML text, and that reader knows places and limits. What is wrong with the file is its own tool's business.
  const YamlFile parsed = read_yaml(sources, file, {.bytes = 1u << 20, .depth = 20, .nodes = 50'000, .documents = 1});
  if (!parsed.readable || parsed.documents.empty()) return manifest;
  const Value* scripts = parsed.documents.front().find("scripts");
  if (!scripts || !scripts->is_map()) return manifest;
  for (const Entry& script : scripts->entries) {
    if (script.value.is_scalar()) manifest.scripts.push_back({script.key, {script.value.text, script.value.span}});
  }
  return manifest;
}

}  // namespace portolan::load
