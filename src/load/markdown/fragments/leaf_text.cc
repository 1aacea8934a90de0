#include "load/markdown/fragments/leaf_text.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "load/compose/units.h"

namespace portolan::load {

Spanned<std::string> text_of(const SourceMap& sources, const Value& value) {
  Span place = value.span;
  std::string_view raw = sources.text(place);
  const bool quotes = value.quoted && raw.size() >= 2 && (raw.front() == '"' || raw.front() == '\'') && raw.back() == raw.front();
  if (quotes) {
    raw = raw.substr(1, raw.size() - 2);
    ++place.begin;
    --place.end;
  }
  if (raw == value.text || value.kind != ValueKind::string) return {std::string(raw), place};
  return {value.text, value.span};
}

Spanned<std::string> part_of(const SourceMap& sources, const Spanned<std::string>& text, std::size_t begin, std::size_t end) {
  Spanned<std::string> part{text.value.substr(begin, end - begin), text.span};
  if (sources.text(text.span) != text.value) return part;
  part.span.begin = text.span.begin + static_cast<std::uint32_t>(begin);
  part.span.end = text.span.begin + static_cast<std::uint32_t>(end);
  return part;
}

std::optional<std::pair<Spanned<std::string>, Spanned<std::string>>> split_at(const SourceMap& sources, const Spanned<std::string>& text, std::size_t separator) {
  if (separator == std::string::npos || separator >= text.value.size()) return std::nullopt;
  return std::pair{part_of(sources, text, 0, separator), part_of(sources, text, separator + 1, text.value.size())};
}

static std::string with_single_dollars(std::string text) {
  for (std::size_t at = text.find("$$"); at != std::string::npos; at = text.find("$$", at + 1)) text.erase(at, 1);
  return text;
}

Spanned<std::string> command_line_of(const SourceMap& sources, const Value& value, std::size_t skip) {
  std::vector<std::string> words;
  if (value.is_scalar()) {
    auto split = split_shell_words(value.text);
    if (split && split->ignored.empty()) {
      words = std::move(split->words);
    } else {
      for (const std::string_view word : split_words(value.text)) words.emplace_back(word);
    }
  }
  for (const Value& item : value.items) words.push_back(item.kind == ValueKind::string ? item.text : text_of(sources, item).value);
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(std::min(skip, words.size())));
  const Span place = value.is_scalar() ? text_of(sources, value).span : value.span;
  return {with_single_dollars(join(words, " ")), place};
}

bool has_variable(std::string_view text) {
  for (std::size_t at = text.find('$'); at != std::string_view::npos && at + 1 < text.size(); at = text.find('$', at + 2)) {
    const char next = text[at + 1];
    if (next == '{' || next == '_' || (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z')) return true;
  }
  return false;
}

}  // namespace portolan::load
