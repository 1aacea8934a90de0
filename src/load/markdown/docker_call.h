// One plain `docker` command line that names containers, taken apart.
#pragma once

#include <optional>
#include <string_view>

#include "load/markdown/compose_call.h"

namespace portolan::load {

/// Reads one simple command; its first byte stands at `origin` of `file`. Prompts, `sudo` and variables in front are skipped.
/// Nothing when it calls something else, or names no container: `docker ps`, `docker build`.
/// Source: reference of the `docker` command line: which options take a value, which operands are containers.
std::optional<ComposeCall> parse_docker_call(std::string_view text, FileId file, std::size_t origin);

}  // namespace portolan::load
