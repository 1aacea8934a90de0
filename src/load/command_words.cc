#include "load/command_words.h"

#include <algorithm>

namespace portolan::load {

namespace {

constexpr std::size_t most_words = 64;
constexpr std::size_t most_bytes = 2'000;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool ends_command(char c) { return c == ';' || c == '|' || c == ')' || c == '`' || c == '<' || c == '>'; }

/// The quote that is open at `at`, judged by its line alone; in a code span of a document by what stands in it.
char open_quote(std::string_view text, std::size_t at) {
  std::size_t line = at;
  while (line > 0 && text[line - 1] != '\n' && at - line < most_bytes) --line;
  char quote = 0;
  for (std::size_t i = line; i < at; ++i) {
    const char c = text[i];
    if (c == '\\') {
      ++i;
    } else if (c == '`') {
      quote = 0;
    } else if (quote ? c == quote : c == '"' || c == '\'') {
      quote = quote ? '\0' : c;
    }
  }
  return quote;
}

class Cutter {
 public:
  Cutter(std::string_view text, std::size_t begin, std::size_t end) : text_(text.substr(0, std::min(text.size(), end + most_bytes))), at_(end), outer_(open_quote(text, begin)) {}

  CommandWords cut() {
    CommandWords command;
    const char first = at(at_);
    if (!is_blank(first) && first != '\n' && first != ',' && (!outer_ || first != outer_)) return command;  // "mysql:8", "docker.io"
    while (command.words.size() < most_words && find_next()) {
      command.words.push_back(word());
      if (command.words.back().text.empty()) command.words.pop_back();
    }
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    command.behind = text_.substr(std::min(at_, text_.size()));
    return command;
  }

 private:
  char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\n'; }

  void skip_blanks() {
    while (is_blank(at(at_)) && at_ < text_.size()) ++at_;
  }

  /// Goes to where the next word begins; false when the command is over.
  bool find_next() {
    const std::size_t before = at_;
    skip_blanks();
    if (outer_ && at(at_) == outer_) return find_item();
    if (at(at_) == '\\' && (at(at_ + 1) == '\n' || at(at_ + 1) == '\r')) {
      at_ = std::min(text_.find('\n', at_), text_.size() - 1) + 1;
      skip_blanks();
    } else if (at(at_) == '\n') {
      return find_list_line();
    }
    if (!outer_ && at(at_) == ',' && is_blank(at(at_ + 1))) {  // of a list without quotes
      ++at_;
      skip_blanks();
    }
    return at_ > before && at_ < text_.size() && !ends_command(at(at_)) && at(at_) != '\n' && at(at_) != ']' && !text_.substr(at_).starts_with("&&");
  }

  /// Behind the quote that closes an item: the next item, in this line or in one below.
  bool find_item() {
    const char quote = outer_;
    ++at_;
    skip_blanks();
    if (at(at_) == '\n') return find_list_line();
    if (at(at_) != ',') return false;
    ++at_;
    while (is_blank(at(at_)) || (at(at_) == '\n' && at_ < text_.size())) ++at_;
    if (at(at_) != quote) return false;
    ++at_;
    return true;
  }

  /// "- word" on the next line.
  bool find_list_line() {
    std::size_t next = at_ + 1;
    while (is_blank(at(next)) && next < text_.size()) ++next;
    if (!(at(next) == '-' && at(next + 1) == ' ')) return false;
    at_ = next + 2;
    skip_blanks();
    outer_ = at(at_) == '"' || at(at_) == '\'' ? at(at_) : '\0';
    if (outer_) ++at_;
    return at_ < text_.size() && at(at_) != '\n';
  }

  CommandWord word() {
    CommandWord word;
    char quote = 0;
    for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
      const char c = text_[at_];
      const bool escaped_quote = c == '\\' && outer_ == '"' && at(at_ + 1) == '"';
      if (escaped_quote || (c != outer_ && (quote ? c == quote : c == '"' || c == '\''))) {
        const char mark = escaped_quote ? '"' : c;
        if (escaped_quote) ++at_;
        quote = quote ? '\0' : mark;
        continue;
      }
      if (outer_ && c == outer_) break;
      if (!quote && (is_blank(c) || ends_command(c) || text_.substr(at_).starts_with("&&"))) break;
      if (!quote && !outer_ && (c == ',' || c == ']') && (is_blank(at(at_ + 1)) || at(at_ + 1) == '\n')) break;
      if (c == '\\' && quote != '\'') {
        if (at(at_ + 1) == '\n' || at(at_ + 1) == '\r') break;  // the line goes on below
        ++at_;
      }
      word.text.push_back(text_[at_]);
      word.places.push_back(at_);
    }
    return word;
  }

  std::string_view text_;
  std::size_t at_;
  char outer_;
};

}  // namespace

CommandWords cut_command(std::string_view text, std::size_t begin, std::size_t end) { return Cutter(text, begin, end).cut(); }

}  // namespace portolan::load
