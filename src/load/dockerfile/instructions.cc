#include "load/dockerfile/instructions.h"

#include <algorithm>

#include "base/text.h"

namespace portolan::load {

namespace {

struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;  // without the line break
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> lines;
  for (std::size_t at = text.starts_with("\xef\xbb\xbf") ? 3 : 0; at < text.size();) {
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    std::size_t end = stop;
    while (end > at && (text[end - 1] == '\r' || text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
    lines.push_back({at, end});
    at = stop + 1;
  }
  return lines;
}

std::string_view of(std::string_view text, const Line& line) { return text.substr(line.begin, line.end - line.begin); }

std::string to_upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

/// `# escape=\`` at the top changes the character that continues a line (for Windows paths).
char escape_of(std::string_view text, const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    const std::string_view comment = trim(of(text, line));
    if (!comment.starts_with('#')) break;
    const std::size_t equals = comment.find('=');
    if (equals == std::string_view::npos) break;
    if (equals_ignoring_case(trim(comment.substr(1, equals - 1)), "escape")) return trim(comment.substr(equals + 1)) == "`" ? '`' : '\\';
  }
  return '\\';
}

/// The words after `<<` in an instruction: "RUN <<EOF" has one.
std::vector<std::string> heredoc_ends(std::string_view text) {
  std::vector<std::string> ends;
  for (std::size_t at = text.find("<<"); at != std::string_view::npos; at = text.find("<<", at + 2)) {
    std::size_t begin = at + 2;
    if (begin < text.size() && text[begin] == '-') ++begin;
    const bool quoted = begin < text.size() && (text[begin] == '"' || text[begin] == '\'');
    if (quoted) ++begin;
    std::size_t end = begin;
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '_')) ++end;
    const bool before_blank = at == 0 || text[at - 1] == ' ' || text[at - 1] == '\t';
    if (end > begin && before_blank) ends.emplace_back(text.substr(begin, end - begin));
  }
  return ends;
}

/// Lines of a file, instruction by instruction.
class Reader {
 public:
  Reader(FileId file, std::string_view text) : file_(file), text_(text), lines_(lines_of(text)), escape_(escape_of(text, lines_)) {}

  std::vector<Instruction> read() {
    std::vector<Instruction> instructions;
    for (; at_ < lines_.size() && instructions.size() < most_instructions; ++at_) {
      const std::string_view first = trim(of(text_, lines_[at_]));
      if (!first.empty() && first.front() != '#') instructions.push_back(read_one(first));
    }
    return instructions;
  }

 private:
  Instruction read_one(std::string_view first) {
    Instruction instruction;
    instruction.escape = escape_;
    instruction.span = {file_, static_cast<std::uint32_t>(first.data() - text_.data()), static_cast<std::uint32_t>(lines_[at_].end)};
    const std::size_t keyword_end = std::min(first.find_first_of(" \t"), first.size());
    instruction.keyword = to_upper(first.substr(0, keyword_end));
    const std::size_t begin = instruction.span.begin + keyword_end;
    bool open = goes_on(begin);
    append(instruction, begin, lines_[at_].end - (open ? 1 : 0));
    while (open && at_ + 1 < lines_.size()) {
      const std::string_view next = trim(of(text_, lines_[++at_]));
      if (next.empty() || next.front() == '#') continue;  // comments between continued lines are dropped
      open = goes_on(lines_[at_].begin);
      append(instruction, lines_[at_].begin, lines_[at_].end - (open ? 1 : 0));
      instruction.span.end = static_cast<std::uint32_t>(lines_[at_].end);
    }
    const std::string& keyword = instruction.keyword;
    if (keyword == "RUN" || keyword == "COPY" || keyword == "ADD") take_heredocs(instruction);
    return instruction;
  }

  bool goes_on(std::size_t begin) const { return lines_[at_].end > begin && text_[lines_[at_].end - 1] == escape_; }

  void append(Instruction& instruction, std::size_t begin, std::size_t end) const {
    instruction.text += text_.substr(begin, end - begin);
    for (std::size_t at = begin; at < end; ++at) instruction.places.push_back(static_cast<std::uint32_t>(at));
  }

  void take_heredocs(Instruction& instruction) {
    for (const std::string& end : heredoc_ends(instruction.text)) {
      while (at_ + 1 < lines_.size() && trim(of(text_, lines_[at_ + 1])) != end) {
        const Line& line = lines_[++at_];
        if (instruction.keyword != "RUN" || trim(of(text_, line)).starts_with('#')) continue;
        // A line of a script is a command of its own.
        instruction.text += " ; ";
        instruction.places.insert(instruction.places.end(), 3, static_cast<std::uint32_t>(line.begin));
        append(instruction, line.begin, line.end);
      }
      if (at_ + 1 == lines_.size()) instruction.unclosed = instruction.span;
      if (at_ + 1 < lines_.size()) ++at_;
      instruction.span.end = static_cast<std::uint32_t>(lines_[at_].end);
    }
  }

  FileId file_;
  std::string_view text_;
  std::vector<Line> lines_;
  char escape_;
  std::size_t at_ = 0;
};

}  // namespace

Span Instruction::place(std::size_t begin, std::size_t end) const {
  if (begin >= end || begin >= places.size()) return span;
  return {span.file, places[begin], places[std::min(end, places.size()) - 1] + 1};
}

std::vector<Instruction> read_instructions(FileId file, std::string_view text) { return Reader(file, text).read(); }

std::optional<std::vector<std::string>> exec_form(std::string_view text) {
  text = trim(text);
  if (!text.starts_with('[') || !text.ends_with(']')) return std::nullopt;
  std::vector<std::string> arguments;
  std::string_view rest = trim(text.substr(1, text.size() - 2));
  while (!rest.empty()) {
    if (rest.front() != '"') return std::nullopt;
    std::string argument;
    std::size_t i = 1;
    for (; i < rest.size() && rest[i] != '"'; ++i) {
      if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
      argument.push_back(rest[i]);
    }
    if (i >= rest.size()) return std::nullopt;
    arguments.push_back(std::move(argument));
    rest = trim(rest.substr(i + 1));
    if (rest.empty()) break;
    if (rest.front() != ',') return std::nullopt;
    rest = trim(rest.substr(1));
  }
  return arguments;
}

std::vector<InstructionWord> instruction_words(std::string_view text, char escape) {
  std::vector<InstructionWord> words;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == '\t') {
      ++i;
      continue;
    }
    InstructionWord word{.text = {}, .begin = i};
    char quote = 0;
    for (; i < text.size() && (quote || (text[i] != ' ' && text[i] != '\t')); ++i) {
      if (text[i] == escape && quote != '\'' && i + 1 < text.size()) {
        word.text.push_back(text[++i]);
      } else if (quote ? text[i] == quote : text[i] == '"' || text[i] == '\'') {
        quote = quote ? '\0' : text[i];
      } else {
        word.text.push_back(text[i]);
      }
    }
    word.end = i;
    words.push_back(std::move(word));
  }
  return words;
}

}  // namespace portolan::load
