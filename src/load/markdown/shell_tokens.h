// The words of one shell command, each with its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace portolan::load {

struct ShellToken {
  std::string text{};     ///< quotes and backslashes resolved; $(…) is one word
  std::size_t begin = 0;  ///< in the command
  std::size_t end = 0;

  /// `origin`: where the command begins in `file`.
  Spanned<std::string> placed(FileId file, std::size_t origin) const;
};

std::vector<ShellToken> shell_tokens(std::string_view command);

/// The first token that is no prompt, no `sudo` and no variable set for the call.
std::size_t skip_prefix(const std::vector<ShellToken>& tokens);

/// "<service>", "SERVICE_NAME", "[service]", "$NAME" and "…" stand for something the reader fills in.
bool is_placeholder_operand(std::string_view text);

/// ">", "2>&1", ">file": no part of the call. Length in tokens, 0 for other tokens.
std::size_t redirection_at(const std::vector<ShellToken>& tokens, std::size_t at);

}  // namespace portolan::load
