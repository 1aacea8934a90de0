// Documents of no stack, grouped by the folder of the product that they could describe.
#pragma once

#include <string>
#include <vector>

#include "load/discover.h"

namespace portolan::load {

struct PaperGroup {
  std::string folder;                  ///< as the reader takes it
  std::vector<std::string> documents;  ///< sorted
};

/// "docs/plan.md" speaks of what lies around docs/. Folders above a stack with compose files make no group, nor do folders for manuals and examples (guide/, tutorials/):
/// their compose files are for the reader to learn from. `root_name` is the name of ROOT.
std::vector<PaperGroup> group_documents(const Discovery& discovery, const std::string& root_name);

/// Whether a path lies in the folder or below it; every path lies in "".
bool lies_below(std::string_view path, std::string_view folder);

}  // namespace portolan::load
