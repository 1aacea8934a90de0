// Which mark stands on which word of a document.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "render/markdown_html.h"

namespace portolan::render {

/// A part of a leaf of the document tree: bytes [begin, end) of the document, under one mark or none.
struct MarkedPiece {
  std::uint32_t begin = 0, end = 0;
  const Mark* mark = nullptr;
  bool last_of_mark = false;  ///< behind it comes the mark's `after`
};

/// Knows the leaves (words, code, lines of fences) in document order, so that it can tell which is the last one under a mark.
class MarkMap {
 public:
  MarkMap(const std::vector<Mark>& marks, FileId file) : marks_(marks), file_(file) {}

  /// Call for every leaf before the first `cut`.
  void add_leaf(const Span& leaf);
  /// Call for the target of every link: marks that stand in it alone are shown on the link.
  void add_target(const Span& target);
  /// The leaf cut at the borders of marks; one piece without mark when there is none.
  std::vector<MarkedPiece> cut(const Span& leaf) const;
  /// The mark shown for a range as a whole: the last that touches it; nullptr for none.
  const Mark* touching(const Span& range) const;
  /// Marks within `range` that no leaf carries: they are shown on the block or row itself.
  std::vector<const Mark*> unplaced(const Span& range) const;

 private:
  bool shares(const Mark& mark, const Span& range) const;

  const std::vector<Mark>& marks_;
  FileId file_;
  std::map<const Mark*, std::uint32_t> last_end_;  // end of the last piece that shows the mark; looked up, never walked
};

}  // namespace portolan::render
