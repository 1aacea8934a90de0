#include "model/companion.h"

#include <algorithm>

namespace portolan {

bool PathInventory::has_file(std::string_view path) const { return std::binary_search(files.begin(), files.end(), path); }

bool PathInventory::has_folder(std::string_view path) const {
  return path.empty() || std::binary_search(folders.begin(), folders.end(), path);
}

}  // namespace portolan
