#include "render/excerpt_words.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace portolan::render {

std::string excerpt_words(const SourceMap& sources, const Span& span, std::size_t most) {
  constexpr int most_lines = 4;
  std::string text;
  std::size_t points = 0;
  for (const ExcerptLine& line : sources.excerpt(span, 0, most_lines)) {
    std::size_t at = 0;
    const int first = std::max(1, line.marked_begin);
    for (int column = 1; at < line.text.size(); ++column) {
      const std::size_t length = decode_utf8(line.text, at).length;
      if (line.marked_end > 0 && column >= line.marked_end) break;
      if (column >= first && points++ < most) text.append(line.text, at, length);
      at += length;
    }
    text += ' ';
  }
  std::string words;
  for (const std::string_view word : split_words(text)) words += (words.empty() ? "" : " ") + std::string(word);
  return words + (points > most ? " …" : "");
}

}  // namespace portolan::render
