#include "base/embedded.h"

namespace portolan {

std::optional<std::string_view> find_embedded(std::string_view path) {
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path == path) return file.bytes;
  }
  return std::nullopt;
}

}  // namespace portolan
