#include "load/markdown/phrase.h"

#include <algorithm>

#include "base/text.h"

namespace portolan::load {

Phrase::Phrase(const std::vector<Inline>& inlines, const Span& around) : around_(around) {
  append(inlines);
  // Marks inside others were closed first.
  std::stable_sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
}

Phrase::Phrase(std::string_view text, const Span& span) : around_(span) { append_text(text, span); }

void Phrase::append_text(std::string_view text, const Span& place) {
  // An escape or entity makes the file's words longer than the text; then only the ends are exact.
  const bool exact = place.known() && place.end - place.begin == text.size();
  text = text.substr(0, longest_phrase - std::min(longest_phrase, text_.size()));
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto offset = static_cast<std::uint32_t>(i);
    const Span& at = place.known() ? place : around_;
    begins_.push_back(exact ? place.begin + offset : at.begin);
    ends_.push_back(exact ? place.begin + offset + 1 : at.end);
  }
  text_.append(text);
}

void Phrase::append(const std::vector<Inline>& inlines) {
  for (const Inline& item : inlines) {
    const std::size_t begin = text_.size();
    switch (item.kind) {
      case InlineKind::text:
      case InlineKind::code: append_text(item.text, item.span); break;
      case InlineKind::soft_break:
      case InlineKind::hard_break: {
        const std::uint32_t at = ends_.empty() ? around_.begin : ends_.back();
        append_text(" ", {around_.file, at, at + 1});
        break;
      }
      case InlineKind::html:
        // A new line in a cell divides what a comma would divide.
        if (to_lower(item.text).starts_with("<br") && !text_.empty()) append_text(", ", item.span);
        break;
      case InlineKind::strikethrough: break;  // struck out: not said any more
      default: append(item.children);
    }
    const bool marked = item.kind == InlineKind::code || item.kind == InlineKind::strong || item.kind == InlineKind::link || item.kind == InlineKind::image;
    if (marked && text_.size() > begin) marks_.push_back({item.kind, begin, text_.size(), item.url, item.target});
  }
}

Span Phrase::span(std::size_t begin, std::size_t end) const {
  end = std::min(end, text_.size());
  if (begin >= end) return around_;
  return {around_.file, begins_[begin], std::max(begins_[begin], ends_[end - 1])};
}

Spanned<std::string> Phrase::take(std::size_t begin, std::size_t end) const {
  end = std::min(end, text_.size());
  const auto blank = [&](std::size_t at) { return text_[at] == ' ' || text_[at] == '\t'; };
  while (begin < end && blank(begin)) ++begin;
  while (end > begin && blank(end - 1)) --end;
  return {text_.substr(begin, end - begin), span(begin, end)};
}

const Mark* Phrase::mark_at(InlineKind kind, std::size_t begin) const {
  const auto first = std::lower_bound(marks_.begin(), marks_.end(), begin, [](const Mark& mark, std::size_t at) { return mark.begin < at; });
  for (auto mark = first; mark != marks_.end() && mark->begin == begin; ++mark) {
    if (mark->kind == kind) return &*mark;
  }
  return nullptr;
}

std::string Phrase::shown(const SourceMap& sources, std::size_t begin, std::size_t end) const {
  std::string out;
  bool masked = false;
  for (std::size_t i = begin; i < std::min(end, text_.size()); ++i) {
    // Bytes of one character share their fate, since secrets begin and end between characters.
    const bool secret = sources.is_secret(span(i, i + 1));
    if (secret && !masked) out += "••••••";
    if (!secret) out.push_back(text_[i]);
    masked = secret;
  }
  return std::string(trim(out));
}

namespace {

bool opens(char c) { return c == '(' || c == '[' || c == '{' || c == '"' || c == '\'' || c == '*' || c == '<'; }

bool closes(char c) {
  return c == ')' || c == ']' || c == '}' || c == '"' || c == '\'' || c == '*' || c == '>' || c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
}

/// Code that begins at a place; asked for places in rising order.
class CodeMarks {
 public:
  CodeMarks(const std::vector<Mark>& marks, std::size_t begin)
      : next_(std::lower_bound(marks.begin(), marks.end(), begin, [](const Mark& mark, std::size_t at) { return mark.begin < at; })), end_(marks.end()) {}

  const Mark* at(std::size_t place) {
    while (next_ != end_ && next_->begin < place) ++next_;
    for (auto mark = next_; mark != end_ && mark->begin == place; ++mark) {
      if (mark->kind == InlineKind::code) return &*mark;
    }
    return nullptr;
  }

 private:
  std::vector<Mark>::const_iterator next_, end_;
};

}  // namespace

std::vector<Word> Phrase::words(std::size_t begin, std::size_t end) const {
  std::vector<Word> words;
  end = std::min(end, text_.size());
  if (begin < end) words.reserve((end - begin) / 6 + 1);
  CodeMarks marks(marks_, begin);
  for (std::size_t i = begin; i < end;) {
    if (const Mark* code = marks.at(i); code && code->end <= end) {
      words.push_back({.lower = to_lower(std::string_view(text_).substr(i, code->end - i)), .begin = i, .end = code->end, .code = true});
      i = code->end;
      continue;
    }
    if (text_[i] == ' ' || text_[i] == '\t') {
      ++i;
      continue;
    }
    std::size_t from = i, to = i;
    while (to < end && text_[to] != ' ' && text_[to] != '\t' && (to == i || !marks.at(to))) ++to;
    i = to;
    while (from < to && opens(text_[from])) ++from;
    std::size_t core = to;
    while (core > from && closes(text_[core - 1])) --core;
    const std::string_view tail = std::string_view(text_).substr(core, to - core);
    if (from == core) {  // punctuation alone belongs to the word before: "`db`," or a dash
      if (!words.empty()) {
        const std::string_view alone = std::string_view(text_).substr(from, to - from).empty() ? tail : std::string_view(text_).substr(from, to - from);
        words.back().ends_clause = true;
        words.back().ends_sentence = words.back().ends_sentence || alone.starts_with('.') || alone.starts_with('!') || alone.starts_with('?');
      }
      continue;
    }
    Word word{.lower = to_lower(std::string_view(text_).substr(from, core - from)), .begin = from, .end = core};
    word.ends_clause = !tail.empty();
    word.ends_sentence = !tail.empty() && tail.find_first_of(".!?") != std::string_view::npos && tail.find(',') == std::string_view::npos;
    words.push_back(std::move(word));
  }
  // "e.g. this" goes on: a sentence starts with a capital, a number or code.
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const char next = text_[words[i + 1].begin];
    if (!words[i + 1].code && next >= 'a' && next <= 'z' && words[i].lower.find('.') != std::string::npos) words[i].ends_sentence = false;
  }
  return words;
}

bool Stretch::empty() const { return trim(text()).empty(); }

Stretch whole(const Phrase& phrase) { return {&phrase, 0, phrase.size()}; }

std::vector<Stretch> sentences_of(const Stretch& stretch) {
  std::vector<Stretch> sentences;
  const std::vector<Word> words = stretch.words();
  std::size_t first = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].ends_sentence && i + 1 < words.size()) continue;
    sentences.push_back({stretch.phrase, words[first].begin, i + 1 < words.size() ? words[i + 1].begin : stretch.end});
    first = i + 1;
  }
  return sentences;
}


}  // namespace portolan::load
