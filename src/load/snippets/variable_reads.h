// Scripts and programs → the names of the variables that they ask their environment for.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/companion.h"

namespace portolan::load {

enum class Language { shell, python, javascript, php, ruby };

/// By the ending of the name, else by the `#!` line; nothing for other files, for tests, and for what tools have written (".min.js", ".d.ts").
std::optional<Language> language_of(std::string_view path, std::string_view text);

/// Each name once, at its first place; `has_default` when any place has one. At most 200 names. Lines that are comments are passed over. Only names that are
/// spelt out are read, in capitals in shell scripts, where a name that the script has set before is its own.
/// Shell: $X, ${X…}. Python: os.environ, os.getenv, config() of decouple, env() of django-environ. JavaScript: process.env, import.meta.env.
/// PHP: getenv(), env(), $_ENV. Ruby: ENV[], ENV.fetch.
std::vector<VariableRead> read_variable_reads(const SourceMap& sources, FileId file, Language language);

}  // namespace portolan::load
