// A diagram that a document sets as text, drawn at the places where its author set it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/drawing.h"

namespace portolan::render {

struct DrawnOptions {
  std::string id{};                                          ///< prefix of ids; unique on the page
  std::function<std::string(std::string_view words)> link{};  ///< the page of what a name means; "" for none
};

struct DrawnView {
  std::string svg{};                     ///< well-formed as XML and valid inside HTML; secrets masked
  std::vector<std::string> sentences{};  ///< the same in words: boxes, then arrows
};

DrawnView draw_drawing(const Drawing& drawing, const SourceMap& sources, const DrawnOptions& options);

}  // namespace portolan::render
