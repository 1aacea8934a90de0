// Where a piece of a parsed document stands in its bytes: cmark's lines are right, its columns are not.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace portolan::load {

/// Walks forward through the bytes of one block, finding each literal again in document order. Offsets are bytes of the file.
class Locator {
 public:
  Locator(FileId file, std::string_view bytes);

  FileId file() const { return file_; }
  std::string_view bytes() const { return bytes_; }
  int line_count() const { return static_cast<int>(starts_.size()); }
  /// Lines are 1-based; lines past the end are empty spans at the end of the file. The line break is not part of it.
  Span line(int number) const;
  /// Whole lines first..last without the indent of the first and without trailing blanks and line breaks.
  Span lines(int first, int last) const;

  /// Looks for literals in `within` from now on, in order.
  void enter(const Span& within);
  /// The next place of `literal` at or after `line` (0: anywhere), with escapes and common entities resolved and soft line breaks
  /// taken as spaces; moves behind it. An unknown span when it is not found, and then nothing moves.
  Span find(std::string_view literal, int line);
  /// Behind a link's text: moves past its `](…)` or `][…]`, so that its target is not taken for text.
  /// Returns the place of an inline target without its title, an unknown span for another or none.
  Span skip_link_target();
  /// Moves to `offset` of the file; never backwards.
  void skip_to(std::uint32_t offset);
  std::uint32_t at() const { return at_; }

 private:
  FileId file_;
  std::string_view bytes_;
  std::vector<std::uint32_t> starts_;
  std::uint32_t at_ = 0;
  std::uint32_t end_ = 0;
};

}  // namespace portolan::load
