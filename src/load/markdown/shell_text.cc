#include "load/markdown/shell_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace portolan::load {

std::vector<ShellLine> shell_lines(std::string_view text) {
  std::vector<ShellLine> lines;
  for (std::size_t at = 0; at < text.size();) {
    ShellLine line{.text = {}, .begin = at};
    bool open = true;
    while (open && at < text.size()) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view part = text.substr(at, end - at);
      if (part.ends_with('\r')) part.remove_suffix(1);
      open = part.ends_with('\\') && end < text.size();
      line.text.append(text.substr(at, std::min(end + 1, text.size()) - at));
      at = end + 1;
    }
    for (std::size_t i = 0; i < line.text.size(); ++i) {
      const bool continues = line.text[i] == '\\' && i + 1 < line.text.size() && (line.text[i + 1] == '\n' || line.text[i + 1] == '\r');
      if (continues || line.text[i] == '\n' || line.text[i] == '\r') line.text[i] = ' ';
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::pair<std::size_t, std::size_t>> commands_of(std::string_view line) {
  std::vector<std::pair<std::size_t, std::size_t>> parts;
  std::size_t begin = 0;
  char quote = 0;
  int depth = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\') {
      ++i;
    } else if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      --depth;
    } else if (depth == 0 && (c == ';' || c == '|' || c == '&')) {
      parts.emplace_back(begin, i);
      begin = i + 1;
    } else if (c == '#' && (i == 0 || line[i - 1] == ' ')) {  // the rest is a comment
      parts.emplace_back(begin, i);
      return parts;
    }
  }
  parts.emplace_back(begin, line.size());
  return parts;
}

/// A quote that the line leaves open; 0 for none.
static char open_quote(std::string_view line, char quote = 0) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '\\' && quote != '\'') {
      ++i;
    } else if (quote) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#' && (i == 0 || line[i - 1] == ' ')) {
      return 0;
    }
  }
  return quote;
}

/// The word that ends the here-document of this line.
static std::optional<std::string_view> end_word(std::string_view line) {
  const std::size_t at = line.find("<<");
  if (at == std::string_view::npos || line.substr(at).starts_with("<<<") || open_quote(line.substr(0, at))) return std::nullopt;
  std::string_view word = line.substr(at + 2);
  if (word.starts_with('-')) word.remove_prefix(1);
  word = trim(word);
  const bool quoted = word.starts_with('"') || word.starts_with('\'');
  const std::size_t end = quoted ? word.find(word.front(), 1) : word.find_first_of(" \t;|&>)");
  word = word.substr(quoted ? 1 : 0, std::min(end, word.size()) - (quoted ? 1 : 0));
  if (word.empty() || (word.front() >= '0' && word.front() <= '9')) return std::nullopt;  // "1 << 2" is arithmetic
  return word;
}

/// How many `if`, `for`, `case` … the line opens more than it closes.
static int opened_blocks(std::string_view line) {
  constexpr std::array openers{"if", "for", "while", "until", "case", "select"};
  constexpr std::array closers{"fi", "done", "esac"};
  int depth = 0;
  for (const auto& [begin, end] : commands_of(line)) {
    std::vector<std::string_view> words = split_words(line.substr(begin, end - begin));
    while (!words.empty() && (words.front() == "do" || words.front() == "then" || words.front() == "else" || words.front() == "$")) words.erase(words.begin());
    if (words.empty()) continue;
    if (std::find(openers.begin(), openers.end(), words.front()) != openers.end()) ++depth;
    if (std::find(closers.begin(), closers.end(), words.front()) != closers.end()) --depth;
  }
  return depth;
}

std::size_t end_of_command(const std::vector<ShellLine>& lines, std::size_t first) {
  constexpr std::size_t longest = 200;  // lines of a command: what never ends must not be looked through again and again
  const std::size_t stop = std::min(lines.size(), first + longest);
  int depth = 0;
  for (std::size_t i = first; i < stop; ++i) {
    const std::string& line = lines[i].text;
    if (const auto word = end_word(line)) {
      std::size_t end = i + 1;
      while (end < stop && trim(lines[end].text) != *word) ++end;
      if (end == stop) return first;
      i = end;
    } else if (char quote = open_quote(line)) {
      std::size_t end = i + 1;
      while (end < stop && (quote = open_quote(lines[end].text, quote)) != 0) ++end;
      if (end == stop) return first;
      i = end;
    } else {
      depth += opened_blocks(line);
    }
    if (depth <= 0) return i;
  }
  return first;
}

bool opens_text(std::string_view line) { return open_quote(line) != 0 || end_word(line).has_value(); }

}  // namespace portolan::load
