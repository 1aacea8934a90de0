// A drawing set as text in a document: boxes, what stands in them, and arrows.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"

namespace portolan {

/// Cells of the text: columns count as wide as they are shown, from 0.
struct CellArea {
  int left = 0;
  int top = 0;
  int right = 0;   ///< the last column that belongs to it
  int bottom = 0;  ///< the last line
};

struct DrawnPoint {
  int column = 0;
  int row = 0;
};

/// A box, or words that stand alone: what an arrow touches, or a caption.
struct DrawnNode {
  std::vector<Spanned<std::string>> lines{};  ///< of text directly in it, not in a box inside it
  std::vector<CellArea> line_areas{};         ///< where each of them stands, parallel to `lines`
  CellArea area{};
  std::optional<std::size_t> parent{};        ///< the smallest box around it, index into Drawing::nodes
  bool boxed = true;
};

struct DrawnArrow {
  std::size_t from = 0;  ///< index into Drawing::nodes
  std::size_t to = 0;
  bool both_ways = false;
  bool headed = true;    ///< false: a plain line, which says that the two belong together
  std::optional<Spanned<std::string>> label{};
  Span span{};           ///< of its head
  std::vector<DrawnPoint> path{};  ///< from `from` to `to`: its ends and its corners
};

struct Drawing {
  FileId content = FileId::none;  ///< the text of the fence, as in its block
  std::size_t section = 0;        ///< index into Plan::sections
  std::vector<DrawnNode> nodes{}; ///< top to bottom, left to right, outer before inner
  std::vector<DrawnArrow> arrows{};
  int columns = 0;
  int rows = 0;
};

}  // namespace portolan
