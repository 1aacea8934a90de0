// Which compose files are started together, as documents, Makefiles and CI files tell it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "load/environments.h"
#include "model/plan.h"

namespace portolan::load {

/// A Makefile, a script or a file of a CI system: only its calls of Compose are read.
struct BuildScript {
  std::string path;  ///< as the reader takes it
  std::string text;
};

/// Scripts of more bytes, and more scripts, are not opened.
inline constexpr std::size_t largest_script = 128u << 10;
inline constexpr std::size_t most_scripts = 50;

/// Whether a file of this name may start compose files: Makefile, justfile, *.sh, .gitlab-ci.yml.
bool is_build_script(std::string_view path);

/// Each way once, in the order of plans and scripts. Paths are understood from the folder of the text, from one above it, or from one with compose files;
/// ways with a file that is not among `files` are left out.
std::vector<ToldRun> find_told_runs(const std::vector<Plan>& plans, const std::vector<BuildScript>& scripts, const std::vector<ComposeOutline>& files);

}  // namespace portolan::load
