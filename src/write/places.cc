#include "write/places.h"

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

}  // namespace portolan::write
