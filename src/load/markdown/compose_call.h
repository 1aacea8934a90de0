// One `docker compose` command line, taken apart; and what is left of a plain `docker` one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace portolan::load {

struct ComposeCall {
  std::string text{};        ///< from `docker` to the end, single blanks are kept as typed
  std::size_t begin = 0;     ///< offsets of `text` in the file
  std::size_t end = 0;
  bool legacy_spelling = false;
  std::vector<Spanned<std::string>> files{};
  std::vector<Spanned<std::string>> profiles{};
  Spanned<std::string> verb{};
  std::vector<Spanned<std::string>> env_files{};
  std::vector<Spanned<std::string>> services{};   ///< placeholders such as <service> are left out
  std::vector<Spanned<std::string>> arguments{};
  std::vector<Spanned<std::string>> placeholders{};  ///< those that stand where a service or container is named
  std::vector<Spanned<std::string>> containers{};    ///< of plain `docker`
  std::optional<Spanned<std::string>> made_container{};
};

/// Reads one simple command; its first byte stands at `origin` of `file`. Prompts, `sudo` and variables in front are skipped.
/// Nothing when it calls something else.
/// Source: reference of `docker compose` and its subcommands (which options take a value, which operands are services).
std::optional<ComposeCall> parse_compose_call(std::string_view text, FileId file, std::size_t origin);

}  // namespace portolan::load
