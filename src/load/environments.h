// Which compose files form which environment of a stack, by their names, their contents and what the plans call them.
#pragma once

#include <string>
#include <vector>

#include "base/source_map.h"
#include "model/environment.h"
#include "model/plan.h"

namespace portolan::load {

/// What one compose file says about its own role.
struct ComposeOutline {
  std::string path;             ///< as the reader takes it
  bool readable = true;
  bool has_services = false;
  bool stands_alone = false;    ///< every service has an image, a build or extends another, and what it refers to is defined
  std::vector<std::string> services{};  ///< names, as the file writes them
  std::vector<std::string> parts{};     ///< files that it includes, or whose services it extends, as the reader takes them
  bool waits = false;                   ///< makes an environment only where a text tells how it is started
};

/// Files that a text starts together, in the order of -f.
struct ToldRun {
  std::vector<std::string> files;
  std::string place;  ///< path of the text
};

/// Ways to start that make an environment although no name of a file does, at most.
inline constexpr std::size_t most_told_environments = 12;

/// A compose file that no environment uses, and why.
struct UnusedFile {
  std::string path;
  std::string reason;
};

struct FoundEnvironment {
  std::string name;
  std::string title;
  std::string reason;
  EnvironmentKind kind = EnvironmentKind::other;
  std::vector<std::string> synonyms;
  std::vector<std::string> files;  ///< in the order of -f
};

/// Reads the roles of the loaded file `file` from its YAML, without any of the phases.
ComposeOutline outline_compose_file(const SourceMap& sources, FileId file);

/// Environments of one stack, development first, production last; names are unique.
std::vector<FoundEnvironment> choose_environments(const std::vector<ComposeOutline>& files, const std::vector<Plan>& plans);

struct EnvironmentChoice {
  std::vector<FoundEnvironment> environments;
  std::vector<UnusedFile> unused;  ///< in the order of the files
};

/// The same, where texts tell which files are started together.
EnvironmentChoice choose_told_environments(const std::vector<ComposeOutline>& files, const std::vector<Plan>& plans, const std::vector<ToldRun>& told);

/// Words of a compose file's name beside those that say what it is: "docker-compose.dev.yml" → {"dev"}, "kong-tests-compose.yaml" → {"kong", "tests"}.
std::vector<std::string> name_words(std::string_view file_name);

/// How headings call the file named `file_name`: "Basic production" for "### Basic production (`docker-compose.yml`)"; "" when no heading names it
/// together with a word for an environment.
std::string title_in_headings(const std::vector<Plan>& plans, const std::string& file_name);

}  // namespace portolan::load
