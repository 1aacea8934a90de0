// Scalars of a fragment as the document writes them, with their places.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "base/source_map.h"
#include "model/value.h"

namespace portolan::load {

/// Without quotes; as typed ("0440", "8080:80"), unless escapes or folded lines make it another text.
Spanned<std::string> text_of(const SourceMap& sources, const Value& value);

/// The part of `text` from `begin` to `end`. A text that is not in the document as it stands keeps the place of the whole.
Spanned<std::string> part_of(const SourceMap& sources, const Spanned<std::string>& text, std::size_t begin, std::size_t end);

/// "NAME=value", "host:address": both sides of the first separator.
std::optional<std::pair<Spanned<std::string>, Spanned<std::string>>> split_at(const SourceMap& sources, const Spanned<std::string>& text, std::size_t separator);

/// A command or probe as one line: the words of a list, or of a text as a shell takes them, without quotes; `$$` is the `$` that it means. The place is that of
/// the whole. `skip` words are left out.
Spanned<std::string> command_line_of(const SourceMap& sources, const Value& value, std::size_t skip = 0);

/// A `${VARIABLE}` stands in it; `$$` is none.
bool has_variable(std::string_view text);

}  // namespace portolan::load
