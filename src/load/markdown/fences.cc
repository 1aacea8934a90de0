#include "load/markdown/fences.h"

#include <algorithm>

namespace portolan::load {

FileId add_fence_text(SourceMap& sources, const Locator& document, std::string_view content, int first) {
  std::vector<DerivedPiece> pieces;
  int line = first;
  for (std::size_t at = 0; at < content.size(); ++line) {
    const std::size_t end = content.find('\n', at);
    const std::size_t stop = end == std::string_view::npos ? content.size() : end;
    std::string_view text = content.substr(at, stop - at);
    if (text.ends_with('\r')) text.remove_suffix(1);
    const Span raw = document.line(line);
    const std::string_view raw_text = document.bytes().substr(raw.begin, raw.end - raw.begin);
    // What was cut off stands in front: the indent of the fence and the marks of the list or quote around it.
    const bool whole = raw_text.ends_with(text);
    const std::uint32_t origin = whole ? raw.end - static_cast<std::uint32_t>(text.size()) : raw.begin;
    const std::size_t length = whole ? std::min(stop + 1, content.size()) - at : 0;
    pieces.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(length), origin});
    at = stop + 1;
  }
  return sources.add_derived(document.file(), std::string(content), std::move(pieces));
}

std::vector<Span> cells_of(std::string_view bytes, const Span& row) {
  std::vector<Span> cells;
  std::uint32_t begin = row.begin, end = row.end;
  if (begin < end && bytes[begin] == '|') ++begin;
  const auto add = [&](std::uint32_t from, std::uint32_t to) {
    while (from < to && (bytes[from] == ' ' || bytes[from] == '\t')) ++from;
    while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) --to;
    cells.push_back({row.file, from, to});
  };
  std::uint32_t from = begin;
  for (std::uint32_t i = begin; i < end; ++i) {
    if (bytes[i] == '\\') {
      ++i;
    } else if (bytes[i] == '|') {
      add(from, i);
      from = i + 1;
    }
  }
  if (from < end) add(from, end);
  return cells;
}

}  // namespace portolan::load
