#include "load/compose/phases.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "load/compose/canonical.h"
#include "load/compose/extends.h"
#include "load/compose/include.h"
#include "load/compose/interpolate.h"
#include "load/compose/merge.h"
#include "load/compose/paths.h"
#include "load/compose/schema.h"
#include "load/compose/steps.h"
#include "load/compose/traps.h"
#include "load/compose/typing.h"
#include "load/yaml/yaml.h"

namespace portolan::load {

namespace {

void run_interpolate(Loader& loader, Layer& layer) {
  if (loader.options.interpolate) interpolate(loader, layer.scope, layer.document);
}

void run_casts(Loader& loader, Layer& layer) {
  report_yaml_traps(loader, layer.document);
  cast_scalars(loader, layer.document);
}

void run_extends(Loader& loader, Layer& layer) { apply_extends(loader, layer.scope, layer.file, layer.document, layer.resets); }

void run_reset(Loader& loader, Layer& layer) { apply_resets(loader.sources, layer.model, layer.resets); }

void run_include(Loader& loader, Layer& layer) { apply_include(loader, layer.scope, layer.document, layer.resets); }

void run_merge(Loader& loader, Layer& layer) { merge_models(loader, layer.model, std::move(layer.document)); }

void run_unicity(Loader& loader, Layer& layer) { remove_doubles(loader, layer.model); }

void run_schema(Loader& loader, Layer& layer) {
  check_schema(loader, layer.model);
  layer.model.erase("version");  // obsolete, and read by nothing
}

void run_long_forms(Loader& loader, Layer& layer) { expand_short_forms(loader, layer.model); }

void run_paths(Loader& loader, const Scope& scope, Value& model) {
  move_paths(loader, model, scope.folder, {loader.directory, loader.options.absolute_paths});
}

void run_forms(Loader& loader, const Scope&, Value& model) { apply_forms(loader, model); }

/// What reading even an empty file again is worth, in values.
constexpr std::size_t cost_of_reading = 200;

constexpr std::array table{
    Phase{.name = "interpolate", .summary = "variables are replaced in values, never in keys", .run = PhaseRun::document, .on_document = run_interpolate},
    Phase{.name = "cast", .summary = "texts become numbers and truth values where the attribute asks for them", .run = PhaseRun::document, .on_document = run_casts},
    Phase{.name = "extend", .summary = "services take over what they extend", .run = PhaseRun::document, .on_document = run_extends},
    Phase{.name = "include", .summary = "included files become part of the document", .run = PhaseRun::document, .on_document = run_include},
    Phase{.name = "reset", .summary = "what !reset and !override name goes from earlier files", .run = PhaseRun::document, .on_document = run_reset},
    Phase{.name = "merge", .summary = "the document is laid over the earlier ones", .run = PhaseRun::document, .on_document = run_merge},
    Phase{.name = "unify", .summary = "of entries that name the same thing the later stays", .run = PhaseRun::document, .on_document = run_unicity},
    Phase{.name = "check schema", .summary = "unknown keys and wrong kinds of values are reported", .run = PhaseRun::document, .on_document = run_schema},
    Phase{.name = "write out", .summary = "short forms become long ones", .run = PhaseRun::document, .on_document = run_long_forms},
    Phase{.name = "unify again", .summary = "long forms can show that two entries name the same thing", .run = PhaseRun::document, .on_document = run_unicity},
    Phase{.name = "set defaults", .summary = "what is not said gets its default", .run = PhaseRun::model, .on_model = set_defaults},
    Phase{.name = "validate", .summary = "attributes that exclude each other are reported", .run = PhaseRun::model, .on_model = validate},
    Phase{.name = "resolve variables", .summary = "variables without a value take it from the environment", .run = PhaseRun::model, .on_model = resolve_bare_variables},
    Phase{.name = "type", .summary = "sizes, durations and commands get one form", .run = PhaseRun::project, .on_model = run_forms},
    Phase{.name = "place paths", .summary = "relative paths start from the project's folder", .run = PhaseRun::project, .on_model = run_paths},
    Phase{.name = "normalise", .summary = "names, the default network and implied dependencies are added", .run = PhaseRun::project, .on_model = normalise},
    Phase{.name = "select", .summary = "services of inactive profiles are left out", .run = PhaseRun::project, .on_model = select_profiles},
    Phase{.name = "check consistency", .summary = "references to nothing and contradictions are reported", .run = PhaseRun::project, .on_model = check_consistency},
    Phase{.name = "load env files", .summary = "env_file and label_file are read", .run = PhaseRun::project, .on_model = load_env_files},
    Phase{.name = "drop unused", .summary = "resources that no service uses are left out", .run = PhaseRun::project, .on_model = drop_unused},
    Phase{.name = "drop empty", .summary = "values that are the same as no value are left out", .run = PhaseRun::project, .on_model = drop_empty},
};

void load_document(Loader& loader, const Scope& scope, FileId file, Value document, Value& model) {
  if (document.is_null()) return;
  if (!document.is_map()) {
    loader.error("compose-invalid-type", document.span, fmt::format("a compose file is a mapping, found {}", name_of(document.kind)));
    return;
  }
  Layer layer{scope, file, model, std::move(document), {}};
  layer.resets = collect_resets(layer.document);
  for (const Phase& phase : table) {
    if (phase.run == PhaseRun::document && !loader.exhausted) phase.on_document(loader, layer);
  }
}

void load_documents(Loader& loader, const Scope& scope, FileId file, Value& model) {
  YamlFile yaml = read_yaml(loader.sources, file);
  loader.report_all(std::move(yaml.problems));
  for (Value& document : yaml.documents) load_document(loader, scope, file, std::move(document), model);
}

Value finish_model(Loader& loader, const Scope& scope, Value model) {
  if (!model.is_map() || loader.exhausted) return model;
  for (const Phase& phase : table) {
    if (phase.run == PhaseRun::model) phase.on_model(loader, scope, model);
  }
  return model;
}

}  // namespace

std::span<const Phase> phases() { return table; }

Value load_model(Loader& loader, const Scope& scope, const std::vector<FileToLoad>& files) {
  Value model;
  for (const FileToLoad& file : files) {
    const auto id = loader.read(file.path, file.asked);
    if (!id) continue;
    if (std::find(loader.files.begin(), loader.files.end(), *id) == loader.files.end()) {
      loader.files.push_back(*id);
    } else if (!loader.repeat(cost_of_reading, loader.sources.text(*id).size(), file.asked)) {
      continue;
    }
    loader.chain.push_back(file.path);
    load_documents(loader, scope, *id, model);
    loader.chain.pop_back();
  }
  return finish_model(loader, scope, std::move(model));
}

Value load_model(Loader& loader, const Scope& scope, const std::vector<ComposeDocument>& documents) {
  Value model;
  for (const ComposeDocument& document : documents) {
    if (std::find(loader.files.begin(), loader.files.end(), document.file) == loader.files.end()) loader.files.push_back(document.file);
    load_document(loader, scope, document.file, document.tree, model);
  }
  return finish_model(loader, scope, std::move(model));
}

ExtendedFile load_extended_file(Loader& loader, const Scope& scope, FileId file) {
  ExtendedFile result;
  Value& model = result.model;
  YamlFile yaml = read_yaml(loader.sources, file);
  loader.report_all(std::move(yaml.problems));
  for (Value& document : yaml.documents) {
    if (!document.is_map()) continue;
    Layer layer{scope, file, model, std::move(document), {}};
    layer.resets = collect_resets(layer.document);
    for (const auto run : {run_interpolate, run_casts, run_reset, run_merge, run_unicity, run_long_forms, run_unicity}) run(loader, layer);
    std::move(layer.resets.begin(), layer.resets.end(), std::back_inserter(result.resets));
  }
  return result;
}

}  // namespace portolan::load
