// Text → boxes, words and arrows.
#pragma once

#include <optional>
#include <string_view>

#include "base/span.h"
#include "model/drawing.h"

namespace portolan::load {

enum class DrawnAs {
  nothing,  ///< no diagram: prose, code, a table, a tree of files
  words,    ///< words with arrow signs or a few boxes between them: a diagram only if they are about services
  diagram,
  unclear,  ///< a diagram that could not be followed
};

struct ReadDrawing {
  DrawnAs as = DrawnAs::nothing;
  Drawing drawing{};
};

/// Reads the text of a fence. Time and memory are bounded whatever it holds; places are bytes of `content`.
ReadDrawing read_drawing(std::string_view text, FileId content);

/// Cheap: whether it is worth the trouble.
bool may_be_drawing(std::string_view text);

}  // namespace portolan::load
