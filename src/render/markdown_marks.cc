#include "render/markdown_marks.h"

#include <algorithm>

namespace portolan::render {

bool MarkMap::shares(const Mark& mark, const Span& range) const {
  return range.file == file_ && mark.span.file == file_ && mark.span.begin < range.end && range.begin < mark.span.end;
}

void MarkMap::add_leaf(const Span& leaf) {
  for (const MarkedPiece& piece : cut(leaf)) {
    if (piece.mark == nullptr) continue;
    std::uint32_t& end = last_end_[piece.mark];
    end = std::max(end, piece.end);
  }
}

void MarkMap::add_target(const Span& target) {
  for (const Mark& mark : marks_) {
    if (target.contains(mark.span)) last_end_[&mark] = target.end;
  }
}

std::vector<MarkedPiece> MarkMap::cut(const Span& leaf) const {
  std::vector<std::uint32_t> borders{leaf.begin, leaf.end};
  std::vector<const Mark*> here;
  for (const Mark& mark : marks_) {
    if (mark.span.begin >= leaf.end && mark.span.file == leaf.file) break;  // sorted
    if (!shares(mark, leaf)) continue;
    here.push_back(&mark);
    borders.push_back(std::clamp(mark.span.begin, leaf.begin, leaf.end));
    borders.push_back(std::clamp(mark.span.end, leaf.begin, leaf.end));
  }
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  std::vector<MarkedPiece> pieces;
  for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
    MarkedPiece piece{.begin = borders[i], .end = borders[i + 1]};
    for (const Mark* mark : here) {
      if (mark->span.begin <= piece.begin && piece.end <= mark->span.end) piece.mark = mark;
    }
    if (!pieces.empty() && pieces.back().mark == piece.mark) {
      pieces.back().end = piece.end;
    } else {
      pieces.push_back(piece);
    }
  }
  for (MarkedPiece& piece : pieces) {
    const auto found = piece.mark == nullptr ? last_end_.end() : last_end_.find(piece.mark);
    piece.last_of_mark = found != last_end_.end() && found->second == piece.end;
  }
  return pieces;
}

const Mark* MarkMap::touching(const Span& range) const {
  const Mark* found = nullptr;
  for (const Mark& mark : marks_) {
    if (shares(mark, range)) found = &mark;
  }
  return found;
}

std::vector<const Mark*> MarkMap::unplaced(const Span& range) const {
  std::vector<const Mark*> found;
  for (const Mark& mark : marks_) {
    if (range.contains(mark.span) && !last_end_.contains(&mark)) found.push_back(&mark);
  }
  return found;
}

}  // namespace portolan::render
