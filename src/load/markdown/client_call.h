// Calls of programs that ask a host and a port: curl, psql, nc, lsof …
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "load/markdown/shell_tokens.h"

namespace portolan::load {

/// One address that a command asks. The host's place is unknown when the program takes it for granted; so is the port's (`port` is set all the same), which is
/// 0 when the program asks for none.
struct AskedAddress {
  Spanned<std::string> host{};
  Spanned<int> port{};
  std::optional<Spanned<std::string>> path{};
  std::optional<Spanned<std::string>> user{};
  std::optional<Spanned<std::string>> database{};
  std::size_t begin = 0, end = 0;  ///< in the file: the words that say it
};

/// Tokens of one command with their places in `file`; `inside`: run in a container, where clients that are given no host ask their own machine.
/// Empty for other programs, and for addresses with something to fill in or of other machines.
enum class CalledFrom { host, container };
std::vector<AskedAddress> asked_addresses(const std::vector<Spanned<std::string>>& words, CalledFrom from);

/// The words of a command as they stand in `file` from `origin` on, without prompt, `sudo` and what loops and conditions put before it.
std::vector<Spanned<std::string>> placed_words(std::string_view command, FileId file, std::size_t origin);

/// `grep :8000` behind a program that lists open ports.
bool lists_ports(std::string_view command);
std::optional<AskedAddress> asked_by_filter(const std::vector<Spanned<std::string>>& words);

}  // namespace portolan::load
