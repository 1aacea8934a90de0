// Relative paths of a model, seen from another folder.
#pragma once

#include "load/compose/loader.h"

namespace portolan::load {

/// How paths are written after the phase.
struct PathTarget {
  std::string folder;     ///< relative to this (as the reader takes it): "./x", "../x"
  bool absolute = false;  ///< or from the root of the disk
};

/// Rewrites every path below `model`, which stands relative to `folder`. Addresses, named contexts, absolute paths and drives stay.
/// The table of places stands in the .cc. Source: Compose Specification; the reference implementation for what counts as a path.
void move_paths(Loader& loader, Value& model, const std::string& folder, const PathTarget& target);

/// `path` (as the reader takes it) seen from `folder`: "./x", "../x", "." for the folder itself.
std::string relative_path(const FileReader& reader, const std::string& path, const std::string& folder);

/// A compose file that would have to be fetched: an address, a git repository, an OCI artifact.
bool is_remote_file(std::string_view text);

/// A context that is fetched, not read: an address, a named image, another service.
bool is_remote_context(std::string_view text);

}  // namespace portolan::load
