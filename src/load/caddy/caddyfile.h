// Text of a Caddyfile → directives with blocks, snippets filled in where they are imported.
#pragma once

#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "load/nginx/directives.h"

namespace portolan::load {

/// The blocks and lines of the file in order: `name` is the first word of the line, for a site its first address. `import` of a snippet is replaced by
/// the snippet's lines; of a file it stays as it is. Placeholders `{$NAME:default}` are replaced by their defaults; those without one stay.
/// At most 32 levels, 100,000 words, and 10,000 lines after imports; what lies beyond is not read and said. Never throws.
/// Source: https://caddyserver.com/docs/caddyfile/concepts
std::vector<Directive> read_caddyfile(FileId file, std::string_view text, Diagnostics& problems);

}  // namespace portolan::load
