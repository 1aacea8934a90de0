// Dockerfile text → logical lines: continuations joined, comments dropped, and the bodies of heredocs too unless they are scripts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace portolan::load {

/// One instruction. `text` is what follows the keyword, in one line, the lines of a script in a heredoc behind " ; "; byte i of it stands at places[i] of
/// the file.
struct Instruction {
  std::string keyword;  ///< upper case
  std::string text;
  std::vector<std::uint32_t> places;
  Span span;
  char escape = '\\';            ///< what continues lines and protects the next character in this file
  std::optional<Span> unclosed;  ///< of the instruction that begins a heredoc which nothing ends

  /// Where bytes [begin, end) of `text` stand.
  Span place(std::size_t begin, std::size_t end) const;
};

/// A word of an instruction and its place in `text`.
struct InstructionWord {
  std::string text;  ///< quotes and backslashes resolved
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// No Dockerfile that people write has so many.
inline constexpr std::size_t most_instructions = 2'000;

/// Source: Dockerfile reference, "Format", "Parser directives", "escape", "Here-Documents". At most `most_instructions` are read.
std::vector<Instruction> read_instructions(FileId file, std::string_view text);

/// Splits at blanks outside quotes.
std::vector<InstructionWord> instruction_words(std::string_view text, char escape = '\\');

/// The arguments of `["a", "b"]`; nothing for the shell form.
std::optional<std::vector<std::string>> exec_form(std::string_view text);

}  // namespace portolan::load
