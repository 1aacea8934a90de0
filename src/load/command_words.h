// The words of a command that stands somewhere in a text: in a script, a list of YAML or JSON, a line of a Dockerfile, prose.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace portolan::load {

struct CommandWord {
  std::string text;                  ///< without quotes and backslashes
  std::vector<std::size_t> places;   ///< of each of its bytes
};

struct CommandWords {
  std::vector<CommandWord> words;
  std::string_view behind;           ///< the text from the sign that ended the command on: "| docker login"
};

/// The words behind the one at [begin, end). A command ends at a sign of the shell, at the quote that it stands in, or at the end of its line, unless
/// "\" continues the line or the next item of a list follows. At most 64 words within 2,000 bytes.
CommandWords cut_command(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace portolan::load
