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

/// How headings call the file named `file_name`: "Basic production" for "### Basic production (`docker-compose.yml`)"; "" when no heading names it
/// together with a word for an environment.
std::string title_in_headings(const std::vector<Plan>& plans, const std::string& file_name);

}  // namespace portolan::load
