#include "load/compose/include.h"

#include <algorithm>

#include <fmt/format.h>

#include "load/compose/merge.h"
#include "load/compose/pairs.h"
#include "load/compose/paths.h"
#include "load/compose/phases.h"
#include "load/compose/schema.h"
#include "load/compose/variables.h"

namespace portolan::load {

namespace {

constexpr int deepest_include = 32;

/// The texts at a key: one or a list of them.
std::vector<Value> texts_at(const Value& value, std::string_view key) {
  const Value* found = value.find(key);
  return found ? to_items(*found).items : std::vector<Value>{};
}

void import_part(Loader& loader, Value& document, Value& imported, std::string_view part, const std::vector<ResetPath>& resets) {
  Value* from = imported.find(part);
  if (!from || !from->is_map()) return;
  Value* to = document.find(part);
  if (!to || !to->is_map()) to = &document.set({std::string(part), from->span}, make_map(from->span));
  for (Entry& entry : from->entries) {
    Value* own = to->find(entry.key.value);
    if (!own) {
      to->entries.push_back(std::move(entry));
      continue;
    }
    // One resource at a time, wrapped, so that the rules of its place apply.
    const auto wrap = [&](Value value) {
      Value resources = make_map(), model = make_map();
      resources.set(entry.key, std::move(value));
      model.set({std::string(part), {}}, std::move(resources));
      return model;
    };
    Value base = wrap(std::move(entry.value));
    apply_resets(loader.sources, base, resets);
    merge_models(loader, base, wrap(std::move(*own)));
    *own = std::move(*base.find(part)->find(entry.key.value));
  }
}

void include_one(Loader& loader, const Scope& scope, Value& document, const Value& item, const std::vector<ResetPath>& resets) {
  std::vector<Value> paths = item.is_scalar() ? std::vector{item} : texts_at(item, "path");
  if (paths.empty()) {
    loader.error("compose-include", item.span, "this include names no file", "write the path of a compose file");
    return;
  }
  std::vector<FileToLoad> files;
  for (const Value& path : paths) {
    if (is_remote_file(path.text)) {
      loader.error("compose-include", path.span, fmt::format("\"{}\" stands on another machine, and nothing is fetched", path.text),
                   "put a copy of the file beside this one, and include that");
      return;
    }
    const std::string resolved = join_path(scope.folder, path.text);
    if (std::find(loader.chain.begin(), loader.chain.end(), resolved) != loader.chain.end()) {
      loader.error("compose-include", path.span, fmt::format("\"{}\" includes itself in a circle", path.text));
      return;
    }
    files.push_back({resolved, path.span});
  }
  const Value* directory = item.find("project_directory");
  const std::string folder = directory && directory->is_scalar() ? join_path(scope.folder, directory->text) : folder_of(files[0].path);

  Variables variables = *scope.variables;
  const std::vector<Value> env_files = texts_at(item, "env_file");
  std::vector<FileToLoad> named;
  for (const Value& env_file : env_files) {
    if (env_file.text != "/dev/null") named.push_back({join_path(scope.folder, env_file.text), env_file.span});
  }
  add_env_files(loader, variables, named);
  const std::string usual = join_path(folder, ".env");
  if (env_files.empty() && stands_as_file(loader.reader.kind(usual))) add_env_files(loader, variables, {{usual, item.span}});

  const Scope there{folder, &variables};
  for (const FileToLoad& file : files) loader.chain.push_back(file.path);
  Value imported = load_model(loader, there, files);
  loader.chain.resize(loader.chain.size() - files.size());
  move_paths(loader, imported, folder, {scope.folder, false});
  for (Value* part : {imported.find("services"), imported.find("networks"), imported.find("volumes"), imported.find("secrets"),
                      imported.find("configs"), imported.find("models")}) {
    if (!part) continue;
    for (Entry& entry : part->entries) entry.value.origins.push_back({OriginKind::included, item.span, {}, {}});
  }
  for (const std::string_view part : {"services", "volumes", "networks", "secrets", "configs", "models"}) {
    import_part(loader, document, imported, part, resets);
  }
}

}  // namespace

void apply_include(Loader& loader, const Scope& scope, Value& document, const std::vector<ResetPath>& resets) {
  const Value* include = document.find("include");
  if (!include) return;
  Value items = *include;
  document.erase("include");
  if (items.is_null() || !check_entry(loader, {"include"}, items)) return;
  if (loader.depth >= deepest_include) {
    loader.error("compose-include", items.span, fmt::format("includes are nested more than {} deep", deepest_include));
    return;
  }
  ++loader.depth;
  for (const Value& item : items.items) include_one(loader, scope, document, item, resets);
  --loader.depth;
}

}  // namespace portolan::load
