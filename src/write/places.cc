#include "write/places.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace portolan::write {

namespace {

std::string folded(std::string_view text) {
  std::string line;
  for (const std::string_view word : split_words(text)) line += (line.empty() ? "" : " ") + std::string(word);
  return line;
}

}  // namespace

Json place_json(const SourceMap& sources, const Span& span) {
  const Location place = sources.locate(span);
  return {{"file", place.file}, {"line", place.line}, {"column", place.column}, {"end_line", place.end_line}, {"end_column", place.end_column}};
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : printable_utf8(text)) line += c == '\n' ? "\u2424" : std::string(1, c);
  return line;
}

std::string statement_text(const Statement& statement, const SourceMap& sources) {
  return sources.is_secret(statement.span) ? folded(sources.shown(statement.span)) : statement.text;
}

std::string shown_words(const Spanned<std::string>& words, const SourceMap& sources) {
  return words.span.known() && sources.is_secret(words.span) ? folded(sources.shown(words.span)) : words.value;
}

std::string excerpt_words(const SourceMap& sources, const Span& span, std::size_t most) {
  // Shown line by line: only a line break of the text itself may part words, and what is long is never masked as a whole.
  std::string text;
  std::size_t points = 0;
  for (const ExcerptLine& line : sources.excerpt(span, 0, 4)) {
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
  return folded(text) + (points > most ? " …" : "");
}

}  // namespace portolan::write
