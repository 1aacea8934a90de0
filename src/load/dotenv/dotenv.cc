#include "load/dotenv/dotenv.h"

#include <unordered_map>

#include <fmt/format.h>

#include "base/utf8.h"
#include "load/dotenv/substitute.h"

namespace portolan::load {

namespace {

// A program starts with some megabytes of variables at most; a file with more is something else.
constexpr std::size_t most_entries = 20'000;
constexpr std::size_t most_bytes = 8u << 20;
constexpr std::size_t most_problems = 100;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r'; }

class DotenvReader {
 public:
  DotenvReader(const SourceMap& sources, FileId file, const Lookup& lookup, Diagnostics& problems)
      : text_(sources.text(file)), file_(file), lookup_(lookup), problems_(problems) {
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
  }

  std::vector<DotenvEntry> run() {
    if (const auto bad = find_invalid_utf8(text_)) {
      report("not-utf8", *bad, *bad + 1, "the file is no valid UTF-8", "save the file as UTF-8");
      return {};
    }
    const std::size_t before = problems_.size();
    while (skip_to_statement() && problems_.size() - before < most_problems) {
      if (entries_.size() >= most_entries || bytes_ > most_bytes) {
        report("dotenv-limit", at_, at_ + 1, fmt::format("the file sets more than {} variables, or {} bytes of them", most_entries, most_bytes),
               "is it data under a wrong name?");
        break;
      }
      read_statement();
    }
    return std::move(entries_);
  }

 private:
  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void report(std::string_view rule, std::size_t begin, std::size_t end, std::string message, std::string help) {
    problems_.push_back({.rule = std::string(rule), .span = span(begin, end), .message = std::move(message), .help = std::move(help)});
  }

  bool skip_to_statement() {
    while (at_ < text_.size()) {
      if (is_space(text_[at_]) || text_[at_] == '\n') {
        ++at_;
      } else if (text_[at_] == '#') {
        skip_line();
      } else {
        return true;
      }
    }
    return false;
  }

  void skip_line() {
    while (at_ < text_.size() && text_[at_] != '\n') ++at_;
  }

  void skip_spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  void skip_export() {
    constexpr std::string_view word = "export";
    const std::size_t behind = at_ + word.size();
    if (text_.substr(at_).starts_with(word) && behind < text_.size() && is_space(text_[behind])) {
      at_ = behind;
      skip_spaces();
    }
  }

  static bool belongs_to_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '[' ||
           c == ']' || static_cast<unsigned char>(c) >= 0x80;
  }

  void read_statement() {
    skip_export();
    const std::size_t begin = at_;
    while (at_ < text_.size() && belongs_to_name(text_[at_]) && !text_.substr(at_).starts_with(byte_order_mark)) ++at_;
    const std::size_t end = at_;
    if (begin == end && (at_ >= text_.size() || text_[at_] == '\n')) return;  // "export" and nothing else
    skip_spaces();
    const Spanned<std::string> name{std::string(text_.substr(begin, end - begin)), span(begin, end)};
    if (at_ >= text_.size() || text_[at_] == '\n') {
      entries_.push_back({name, std::nullopt});
    } else if (text_[at_] == '=' || text_[at_] == ':') {
      ++at_;
      skip_spaces();
      read_value(name);
    } else {
      refuse_name(begin, end);
    }
  }

  void refuse_name(std::size_t begin, std::size_t end) {
    const std::size_t bad = at_;
    skip_line();
    if (text_.substr(bad).starts_with(byte_order_mark)) {
      report("dotenv-syntax", bad, bad + byte_order_mark.size(), "a byte order mark stands in the middle of the file",
             "remove it; it comes from joining files that start with one");
    } else if (bad > end) {
      report("dotenv-syntax", begin, bad, "a name cannot contain a space", "write NAME=value, one on each line");
    } else {
      report("dotenv-syntax", bad, bad + 1, fmt::format("\"{}\" cannot be part of a name", text_[bad]),
             "names are made of letters, digits, \"_\", \".\" and \"-\"");
    }
  }

  void read_value(const Spanned<std::string>& name) {
    const std::size_t begin = at_;
    if (at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'')) {
      read_quoted(name, text_[at_]);
      return;
    }
    skip_line();
    std::string_view raw = text_.substr(begin, at_ - begin);
    raw = raw.substr(0, raw.find(" #"));
    while (!raw.empty() && is_space(raw.back())) raw.remove_suffix(1);
    add(name, span(begin, begin + raw.size()), raw);
  }

  void read_quoted(const Spanned<std::string>& name, char quote) {
    const std::size_t begin = at_;
    std::string raw;
    for (++at_; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\\' && at_ + 1 < text_.size()) {
        const char next = text_[++at_];
        if (next != quote) raw += '\\';  // other escapes are read below, and by double quotes alone
        raw += next;
      } else if (c == quote) {
        ++at_;
        const Span place = span(begin + 1, at_ - 1);
        if (quote == '"') {
          add(name, place, unescape(raw));
        } else {
          keep(name, place, raw);
        }
        return;
      } else {
        raw += c;
      }
    }
    at_ = begin;
    skip_line();
    report("dotenv-syntax", begin, at_, "the quotes are never closed", fmt::format("add the closing {}", quote));
  }

  /// `\$` becomes `$$`, which the substitution turns into a dollar.
  static std::string unescape(std::string_view raw) {
    constexpr std::string_view letters = "abfnrtv\\\"";
    constexpr std::string_view meanings = "\a\b\f\n\r\t\v\\\"";
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] != '\\' || i + 1 == raw.size()) {
        text += raw[i];
        continue;
      }
      const char next = raw[++i];
      if (next == '$') {
        text += "$$";
      } else if (const std::size_t found = letters.find(next); found != std::string_view::npos) {
        text += meanings[found];
      } else if (next == '0') {
        int code = 0;
        for (int digit = 0; digit < 3 && i + 1 < raw.size() && raw[i + 1] >= '0' && raw[i + 1] <= '7'; ++digit) code = code * 8 + (raw[++i] - '0');
        text += static_cast<char>(code & 0xff);
      } else {
        text += '\\';
        text += next;
      }
    }
    return text;
  }

  void add(const Spanned<std::string>& name, const Span& place, std::string_view raw) {
    const Lookup lookup = [this](std::string_view wanted) -> std::optional<std::string> {
      const auto own = values_.find(std::string(wanted));
      return own != values_.end() ? std::optional(own->second) : lookup_(wanted);
    };
    auto value = substitute(raw, lookup);
    if (!value) {
      problems_.push_back({.rule = value.error().missing.empty() ? "dotenv-syntax" : "compose-missing-variable",
                           .span = place,
                           .message = value.error().reason,
                           .help = value.error().missing.empty() ? "write \"$$\" for a dollar, or put the value in single quotes" : ""});
      return;
    }
    keep(name, place, value->text);
  }

  void keep(const Spanned<std::string>& name, const Span& place, std::string value) {
    bytes_ += value.size();
    values_[name.value] = value;
    entries_.push_back({name, Spanned<std::string>{std::move(value), place}});
  }

  std::string_view text_;
  FileId file_;
  const Lookup& lookup_;
  Diagnostics& problems_;
  std::size_t at_ = 0;
  std::size_t bytes_ = 0;  // of all values
  std::vector<DotenvEntry> entries_;
  std::unordered_map<std::string, std::string> values_;
};

}  // namespace

std::vector<DotenvEntry> read_dotenv(const SourceMap& sources, FileId file, const Lookup& lookup, Diagnostics& problems) {
  return DotenvReader(sources, file, lookup, problems).run();
}

}  // namespace portolan::load
