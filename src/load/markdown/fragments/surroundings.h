// What the text around a fence says of it: which file it is, for which environment and service, and whether it is meant as fact.
#pragma once

#include <vector>

#include "load/markdown/fragments/pieces.h"
#include "load/markdown/reading.h"

namespace portolan::load {

struct Surroundings {
  Frame frame{};                              ///< narrowed by the sentence above and the comment in the fence
  std::vector<Spanned<std::string>> files{};  ///< compose files that are named for it
  bool other_file = false;                    ///< a YAML file that is no compose file is named for it
};

/// The nearest words decide: a comment above the first key, the info string, the sentence or label right above, the heading. `above` is the block right above
/// the fence, or nothing. Words of doubt count when they open the fence ("Example:", "Alternatively, …:"), not wherever they stand.
Surroundings surroundings_of(const Reading& reading, const Block& fence, const YamlPiece& piece, const Frame& frame, const Block* above);

}  // namespace portolan::load
