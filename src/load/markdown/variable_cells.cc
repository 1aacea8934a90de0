#include "load/markdown/variable_cells.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace portolan::load {

namespace {

/// Words that say that there is a value, not which one. The first word of a cell decides.
bool says_it_is_set(const std::vector<Word>& words) {
  constexpr auto set = std::to_array<std::string_view>({"set", "required", "yes", "generated", "random", "empty", "blank", "secret", "from", "in", "given", "read", "taken", "own", "mandatory", "present", "needed", "✓", "✔", "✅"});
  return !words.empty() && !words.front().code && std::find(set.begin(), set.end(), words.front().lower) != set.end();
}

bool is_plain_word(const Word& word) {
  const bool letters = std::all_of(word.lower.begin(), word.lower.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return !word.code && letters && word.lower != "true" && word.lower != "false";
}

}  // namespace

std::optional<Spanned<std::string>> value_in(const Phrase& cell) {
  const std::vector<Word> words = cell.words();
  if (words.size() != 1 || says_nothing(cell.text()) || says_it_is_set(words)) return std::nullopt;
  return cell.take(words[0].begin, words[0].end);
}

void add_variable_cell(Reading& reading, HasVariable named, const Phrase& cell, const Frame& frame) {
  const std::vector<Word> words = cell.words();
  if (words.empty()) return;
  named.value = value_in(cell);
  named.described = named.described && is_plain_word(words.front());
  if (named.value || says_it_is_set(words)) {
    const std::string text = reading.sources().shown(named.name.span) + ": " + cell.shown(reading.sources(), 0, cell.size());
    return reading.add(named, whole(cell).span(), text, frame);
  }
  reading.add(named, named.name.span, reading.sources().shown(named.name.span), frame);
}

}  // namespace portolan::load
