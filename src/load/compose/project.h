// Compose files → one resolved Value tree in canonical form, and the typed Environment bound from it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "base/file_reader.h"
#include "base/source_map.h"
#include "model/environment.h"
#include "model/value.h"

namespace portolan::load {

/// A compose document that stands in no file of its own: of a plan.
struct ComposeDocument {
  FileId file = FileId::none;  ///< the file that holds it
  Value tree;                  ///< as read_yaml gives it; its places may lie in several files
};

/// What `docker compose config` can be asked; the defaults are those of the reference implementation.
struct ProjectOptions {
  std::vector<std::string> files;              ///< of -f, as the reader takes them; empty: found by convention
  std::vector<ComposeDocument> documents;      ///< taken instead of files when there are any; later ones lie over earlier ones
  std::string project_name;                    ///< of -p
  std::string project_directory;               ///< "" for the folder of the first file
  std::vector<std::string> env_files;          ///< of --env-file; empty: `.env` of the project directory
  std::vector<std::string> profiles;           ///< "*" means all
  std::vector<std::string> services;           ///< these and what they depend on; empty: all
  std::map<std::string, std::string> process;  ///< process environment; empty for handbooks, so that they are the same everywhere
  bool interpolate = true;
  bool check_consistency = true;
  bool resolve_env_files = true;
  bool all_resources = false;
  bool absolute_paths = false;                 ///< paths of the model from the root of the disk, for `portolan config` alone
  bool keep_inactive = false;                  ///< handbooks show services of all profiles
};

struct Project {
  std::string name;
  std::string directory;                       ///< as the reader takes it
  std::vector<FileId> files;                   ///< all that were read as compose files, in order
  Value model;                                 ///< canonical form, origins on every node that changed
  std::vector<VariableUse> variables;
  std::vector<EnvFileReference> env_files;
  Diagnostics problems;
  bool readable = true;                        ///< false when there is no model worth showing
};

/// Runs the phases in the reference's order. Never throws for what the files contain.
Project load_project(FileReader& reader, SourceMap& sources, const ProjectOptions& options);

/// The documents laid over each other as Docker would, and otherwise as they are written: no variables, no long forms.
Value join_documents(FileReader& reader, SourceMap& sources, std::vector<ComposeDocument> documents, Diagnostics& problems);

/// The typed view. Parts that can't be bound are skipped with a diagnostic appended to `problems`. Marks secret values in `sources`.
/// Name, title, kind and reason of the environment are the caller's.
Environment bind_environment(const Project& project, FileReader& reader, SourceMap& sources, Diagnostics& problems);

}  // namespace portolan::load
