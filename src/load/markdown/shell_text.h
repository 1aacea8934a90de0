// A text for a shell: its lines, the commands on a line, and the lines that belong together.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace portolan::load {

/// A line with its continuations joined by blanks, so that offsets stay those of the text.
struct ShellLine {
  std::string text;
  std::size_t begin = 0;
};

std::vector<ShellLine> shell_lines(std::string_view text);

/// Positions where commands of a line begin and end: `a && b; c | d`, outside quotes and $(…). The last one ends where a comment begins.
std::vector<std::pair<std::size_t, std::size_t>> commands_of(std::string_view line);

/// The last line of the command that begins with line `first`: the end of a here-document, of a quote, of an `if`, `for` or `case`.
/// `first` itself when nothing ends what it opens.
std::size_t end_of_command(const std::vector<ShellLine>& lines, std::size_t first);

/// Whether a line opens a here-document or a quote: what follows is text and no command.
bool opens_text(std::string_view line);

}  // namespace portolan::load
