// Where a node of the source ends. yaml-cpp tells only where it begins, and not always that.
#pragma once

#include <cstdint>
#include <string_view>

namespace portolan::load {

enum class ScalarStyle { plain, single_quoted, double_quoted, block };

struct ScalarExtent {
  ScalarStyle style = ScalarStyle::plain;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool closed = true;  ///< false: the closing quote is missing
};

/// Skips tags and anchors (with the white space and comments behind them) that stand before a node.
std::uint32_t skip_properties(std::string_view source, std::uint32_t offset);
/// Skips white space, line breaks and comments.
std::uint32_t skip_blanks(std::string_view source, std::uint32_t offset);
/// The scalar at `offset`, whose content yaml-cpp read as `content`.
ScalarExtent find_scalar_extent(std::string_view source, std::uint32_t offset, std::string_view content);
/// The end of the flow collection whose last child ends at `offset`: behind its bracket.
std::uint32_t find_flow_end(std::string_view source, std::uint32_t offset);
/// The end of a word: an alias, an anchor, a tag.
std::uint32_t find_word_end(std::string_view source, std::uint32_t offset);

}  // namespace portolan::load
