// nginx configuration text → a tree of directives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/span.h"

namespace portolan::load {

/// `name argument …;` or `name argument … { children }`. Quotes are resolved; spans are of the words as written.
struct Directive {
  Spanned<std::string> name{};
  std::vector<Spanned<std::string>> arguments{};
  std::vector<Directive> children{};
  bool block = false;
  Span span{};

  /// The arguments as one text with single blanks, and the place from the first to the last.
  Spanned<std::string> joined() const;
};

/// At most 32 levels and 100,000 words; what lies beyond is not read and said. Never throws.
/// Source: nginx documentation, "Configuration file's structure".
std::vector<Directive> read_directives(FileId file, std::string_view text, Diagnostics& problems);

}  // namespace portolan::load
