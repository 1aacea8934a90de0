// The words of a paragraph, bullet or cell as one text that knows where each byte stands and what was code, bold or a link.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/plan.h"

namespace portolan::load {

struct Mark {
  InlineKind kind = InlineKind::code;  ///< code, strong, link or image
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string url{};                   ///< of a link
  Span target{};                       ///< where `url` stands; unknown when it was not found
};

/// A word: a run without blanks; code is one word whatever is in it. Punctuation around plain words is not part of them.
struct Word {
  std::string lower{};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool code = false;
  bool ends_clause = false;  ///< followed by , ; : ( or a dash
  bool ends_sentence = false;
};

/// Longer paragraphs and cells are read up to here: nobody states facts at such length, and hostile texts must end soon.
inline constexpr std::size_t longest_phrase = 4000;

class Phrase {
 public:
  Phrase() = default;
  /// `around` stands in for words whose own place is not known.
  Phrase(const std::vector<Inline>& inlines, const Span& around);
  /// The text of a span that stands in the file as it is (a line of a fence).
  Phrase(std::string_view text, const Span& span);

  const std::string& text() const { return text_; }
  const std::vector<Mark>& marks() const { return marks_; }
  std::size_t size() const { return text_.size(); }
  Span span(std::size_t begin, std::size_t end) const;
  Span span() const { return span(0, text_.size()); }
  /// Without the blanks around it.
  Spanned<std::string> take(std::size_t begin, std::size_t end) const;
  /// The mark of `kind` that begins at `begin`, or nothing.
  const Mark* mark_at(InlineKind kind, std::size_t begin) const;
  /// For output: secrets masked.
  std::string shown(const SourceMap& sources, std::size_t begin, std::size_t end) const;
  std::vector<Word> words(std::size_t begin, std::size_t end) const;
  std::vector<Word> words() const { return words(0, text_.size()); }

 private:
  void append(const std::vector<Inline>& inlines);
  void append_text(std::string_view text, const Span& place);

  std::string text_;
  std::vector<std::uint32_t> begins_, ends_;  // of each byte, in the file
  std::vector<Mark> marks_;
  Span around_;
};

/// A stretch of a phrase.
struct Stretch {
  const Phrase* phrase = nullptr;
  std::size_t begin = 0;
  std::size_t end = 0;

  std::string_view text() const { return std::string_view(phrase->text()).substr(begin, end - begin); }
  Span span() const { return phrase->take(begin, end).span; }
  Spanned<std::string> take() const { return phrase->take(begin, end); }
  std::vector<Word> words() const { return phrase->words(begin, end); }
  bool empty() const;
};

Stretch whole(const Phrase& phrase);
/// The sentences of a stretch, in order.
std::vector<Stretch> sentences_of(const Stretch& stretch);

}  // namespace portolan::load
