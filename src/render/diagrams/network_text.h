// The picture in words: for readers who do not see it, and for those who look for a word.
#pragma once

#include <string>
#include <vector>

#include "model/stack.h"

namespace portolan::render {

/// One sentence on each service, then on each network and volume that needs one. Plain text, still to be escaped.
std::vector<std::string> network_sentences(const Stack& stack, const Environment& environment);

}  // namespace portolan::render
