// The phases from files to one canonical model, in the order of the reference implementation.
#pragma once

#include <span>

#include "load/compose/loader.h"
#include "load/compose/reset.h"

namespace portolan::load {

struct FileToLoad {
  std::string path;  ///< as the reader takes it
  Span asked;        ///< where it is named; unknown for files of the command line
};

/// What phases of one document work on: `document` is to be laid over `model`, which all documents before it made.
struct Layer {
  const Scope& scope;
  FileId file = FileId::none;
  Value& model;
  Value document;
  std::vector<ResetPath> resets;
};

enum class PhaseRun {
  document,  ///< for each YAML document of each file
  model,     ///< once for the files of the project, and once for each include
  project,   ///< once
};

struct Phase {
  std::string_view name;
  std::string_view summary;
  PhaseRun run;
  void (*on_document)(Loader&, Layer&) = nullptr;
  void (*on_model)(Loader&, const Scope&, Value&) = nullptr;
};

/// All of them, in order.
std::span<const Phase> phases();

/// The document and model phases over `files`, which share one scope.
Value load_model(Loader& loader, const Scope& scope, const std::vector<FileToLoad>& files);
/// The same over documents that were read already.
Value load_model(Loader& loader, const Scope& scope, const std::vector<ComposeDocument>& documents);
struct ExtendedFile {
  Value model;
  std::vector<ResetPath> resets;
};

/// A file that a service extends a service of: its documents merged and in long form, its own includes and extends untouched.
ExtendedFile load_extended_file(Loader& loader, const Scope& scope, FileId file);

}  // namespace portolan::load
