// Templates, assets and rule pages that travel inside the binary.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace portolan {

struct EmbeddedFile {
  std::string_view path;  ///< "templates/home.html", "assets/portolan.css", "rules/<rule>.md"
  std::string_view bytes;
};

/// Sorted by path.
const std::vector<EmbeddedFile>& embedded_files();
std::optional<std::string_view> find_embedded(std::string_view path);

}  // namespace portolan
