#include "load/dockerfile/instructions.h"

#include <algorithm>

#include "base/text.h"

namespace portolan::load {

namespace {

constexpr std::size_t most_instructions = 10'000;

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

}  // namespace

Span Instruction::place(std::size_t begin, std::size_t end) const {
  if (begin >= end || begin >= places.size()) return span;
  return {span.file, places[begin], places[std::min(end, places.size()) - 1] + 1};
}

std::vector<Instruction> read_instructions(FileId file, std::string_view text) {
  std::vector<Instruction> instructions;
  const std::vector<Line> lines = lines_of(text);
  const char escape = escape_of(text, lines);
  for (std::size_t i = 0; i < lines.size() && instructions.size() < most_instructions; ++i) {
    const std::string_view first = trim(of(text, lines[i]));
    if (first.empty() || first.front() == '#') continue;
    Instruction instruction;
    instruction.span = {file, static_cast<std::uint32_t>(first.data() - text.data()), static_cast<std::uint32_t>(lines[i].end)};
    const auto append = [&](std::size_t begin, std::size_t end) {
      for (std::size_t at = begin; at < end; ++at) {
        instruction.text.push_back(text[at]);
        instruction.places.push_back(static_cast<std::uint32_t>(at));
      }
    };
    const std::size_t keyword_end = std::min(first.find_first_of(" \t"), first.size());
    instruction.keyword = to_upper(first.substr(0, keyword_end));
    std::size_t begin = instruction.span.begin + keyword_end;
    bool open = lines[i].end > begin && text[lines[i].end - 1] == escape;
    append(begin, lines[i].end - (open ? 1 : 0));
    while (open && i + 1 < lines.size()) {
      const std::string_view next = trim(of(text, lines[++i]));
      if (next.empty() || next.front() == '#') continue;  // comments between continued lines are dropped
      open = text[lines[i].end - 1] == escape;
      begin = lines[i].begin;
      append(begin, lines[i].end - (open ? 1 : 0));
      instruction.span.end = static_cast<std::uint32_t>(lines[i].end);
    }
    const bool takes_heredoc = instruction.keyword == "RUN" || instruction.keyword == "COPY" || instruction.keyword == "ADD";
    if (takes_heredoc) {
      const std::vector<std::string> ends = heredoc_ends(instruction.text);
      for (const std::string& end : ends) {
        while (i + 1 < lines.size() && trim(of(text, lines[i + 1])) != end) {
          const Line& line = lines[++i];
          if (instruction.keyword != "RUN" || trim(of(text, line)).starts_with('#')) continue;
          // A line of a script is a command of its own.
          instruction.text += " ; ";
          instruction.places.insert(instruction.places.end(), 3, static_cast<std::uint32_t>(line.begin));
          append(line.begin, line.end);
        }
        if (i + 1 < lines.size()) ++i;
        instruction.span.end = static_cast<std::uint32_t>(lines[i].end);
      }
    }
    instructions.push_back(std::move(instruction));
  }
  return instructions;
}

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

std::vector<InstructionWord> instruction_words(std::string_view text) {
  std::vector<InstructionWord> words;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == '\t') {
      ++i;
      continue;
    }
    InstructionWord word{.text = {}, .begin = i};
    char quote = 0;
    for (; i < text.size() && (quote || (text[i] != ' ' && text[i] != '\t')); ++i) {
      if (text[i] == '\\' && quote != '\'' && i + 1 < text.size()) {
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
