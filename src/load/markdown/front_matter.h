// The lines between `---` at the top of a document.
#pragma once

#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

struct FrontMatter {
  std::vector<FrontMatterEntry> entries;  ///< `key: value` lines; nested and folded values are not read
  std::uint32_t end = 0;                  ///< offset behind the closing line, 0 when there is no front matter
};

FrontMatter read_front_matter(FileId file, std::string_view text);

}  // namespace portolan::load
