// A whole site from files held in memory: loaded, checked and rendered.
#pragma once

#include <map>
#include <string>

#include "base/file_reader.h"

namespace portolan::test {

/// Bytes by path.
using Files = std::map<std::string, std::string>;

/// The pages and assets that `sources_by_path` give. Diagrams are laid out without Graphviz.
Files build_site(const Files& sources_by_path, FileReader* theme = nullptr);

}  // namespace portolan::test
