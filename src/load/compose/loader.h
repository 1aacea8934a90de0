// What all compose phases share: the means to read, the variables, and the one way to complain.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "load/compose/project.h"
#include "load/dotenv/dotenv.h"

namespace portolan::load {

/// A variable for interpolation, and where it was set (nowhere: the process environment or the command line).
struct VariableDefinition {
  std::string value;
  Span span;
};

using Variables = std::map<std::string, VariableDefinition, std::less<>>;

Lookup lookup_in(const Variables& variables);

/// Where a compose file stands: what its relative paths are relative to, and which variables it sees.
struct Scope {
  std::string folder;  ///< as the reader takes it
  const Variables* variables = nullptr;
};

/// Lives as long as one call of load_project.
struct Loader {
  FileReader& reader;
  SourceMap& sources;
  const ProjectOptions& options;
  Diagnostics& problems;
  std::string directory = {};                  ///< of the project, as the reader takes it
  std::string name = {};                       ///< of the project
  std::vector<FileId> files = {};              ///< compose files read, in order
  std::vector<VariableUse> uses = {};
  std::vector<EnvFileReference> env_files = {};
  std::vector<std::string> chain = {};         ///< files and services being read now, to find cycles
  std::set<std::string> inactive = {};         ///< services that profiles leave out
  std::set<std::string> unreadable = {};       ///< paths that were asked for in vain
  int depth = 0;                               ///< of includes and extends
  std::set<std::string> secret_texts = {};     ///< what secret variables put into the model, defaults included: never part of a message
  std::size_t errors = 0, warnings = 0;        ///< recorded so far
  std::size_t unlisted_errors = 0, unlisted_warnings = 0;
  Span first_unlisted = {};
  std::size_t repeated_values = 0;             ///< that files, extends and ranges repeat: see `repeat`
  std::size_t repeated_bytes = 0;
  bool exhausted = false;                      ///< they were too many, and that was reported

  /// Beyond the first few hundred, problems are counted and no longer recorded: a file with so many is no compose file.
  void report(Diagnostic problem);
  void report_all(Diagnostics found);
  void error(std::string_view rule, const Span& span, std::string message, std::string help = {});
  void warning(std::string_view rule, const Span& span, std::string message, std::string help = {});
  /// Whether a further error is recorded: what costs time to word can be left unsaid when not.
  bool records_problems() const;
  /// Says at the end how many problems were not recorded, when there are any.
  void report_unlisted();
  /// Counts what is there once more than somebody wrote it. False, with one error at `place` for the whole project, when a small text has
  /// grown beyond what any project needs: what would repeat it then stays undone.
  bool repeat(std::size_t values, std::size_t bytes, const Span& place);
  /// Reads a file into the source map; a diagnostic at `asked` (where the name stands) when that fails.
  std::optional<FileId> read(const std::string& path, const Span& asked);
};

/// A value and all below it.
std::size_t count_values(const Value& value);

inline bool is_extension(std::string_view key) { return key.starts_with("x-"); }

}  // namespace portolan::load
