// One clause of prose, read from left to right by the shapes that know it.
#pragma once

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "load/markdown/reading.h"

namespace portolan::load {

using Services = std::vector<Spanned<std::string>>;

/// The words of one clause. Every `eat` either takes all its words and says so, or takes nothing.
class Clause {
 public:
  Clause(const Reading& reading, const Stretch& stretch) : reading_(&reading), stretch_(stretch), words_(stretch.words()) {}

  std::size_t at() const { return at_; }
  void go_to(std::size_t at) { at_ = at; }
  bool done() const { return at_ >= words_.size(); }
  /// Nothing of the same thought follows: the end, or a comma.
  bool ends() const { return done() || (at_ > 0 && words_[at_ - 1].ends_clause); }
  const std::vector<Word>& words() const { return words_; }

  bool eat(std::string_view phrase);
  /// The longest of the phrases that stands here.
  template <class Phrases>
  bool eat_one_of(const Phrases& phrases) {
    const std::size_t before = at_;
    std::size_t longest = at_;
    for (const std::string_view phrase : phrases) {
      at_ = before;
      if (eat(phrase)) longest = std::max(longest, at_);
    }
    at_ = longest;
    return longest > before;
  }
  bool eat_any(std::initializer_list<std::string_view> phrases) { return eat_one_of(phrases); }
  Services services() { return read_services(*reading_, stretch_, words_, at_); }
  std::optional<Spanned<int>> number();
  /// "4" or "four".
  std::optional<Spanned<int>> count();
  /// The next word when it is code.
  std::optional<Spanned<std::string>> code();
  /// The next word whatever it is, unless it is code; "" at the end.
  std::string_view next() const { return done() || words_[at_].code ? std::string_view() : std::string_view(words_[at_].lower); }
  /// Nothing follows that could turn what was read into something else: the end, a comma, or a word that leads to where, how and why.
  bool closes() const;
  /// From word `first` up to the last one taken.
  Stretch taken(std::size_t first) const { return {stretch_.phrase, words_[first].begin, words_[at_ - 1].end}; }
  Stretch rest() const { return {stretch_.phrase, done() ? stretch_.end : words_[at_].begin, stretch_.end}; }

 private:
  const Reading* reading_;
  Stretch stretch_;
  std::vector<Word> words_;
  std::size_t at_ = 0;
};

inline constexpr auto reaching =
    std::to_array<std::string_view>({"exposed", "reachable", "accessible", "available", "reached", "visible", "open", "accessed"});

enum class Side { host, outside, elsewhere, unsaid };

/// "to the host", "from outside", "on the host's ports": who is meant by "exposed".
Side eat_side(Clause& clause);
/// "directly", "publicly": words that change nothing.
void eat_adverbs(Clause& clause);

/// "is", "are not", "should be", "must never be", "stays", and "not" alone: whether what follows is affirmed. Nothing taken: nothing.
std::optional<bool> eat_be(Clause& clause);
/// "has", "do not have", "should have", "has no": the same for what somebody has.
std::optional<bool> eat_have(Clause& clause);
/// "does not", "must", "should never", or nothing at all: whether the verb that follows is affirmed.
bool eat_do(Clause& clause);

}  // namespace portolan::load
