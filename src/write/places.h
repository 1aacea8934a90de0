// Places and words of the user's files, fit for reports: one line, masked.
#pragma once

#include <string>
#include <string_view>

#include "base/json.h"
#include "base/source_map.h"
#include "model/statement.h"

namespace portolan::write {

/// {"file", "line", "column", "end_line", "end_column"} of the contract: 1-based, columns count code points, ends are exclusive.
Json place_json(const SourceMap& sources, const Span& span);

/// Names and reasons come from files of strangers: no control character reaches the terminal, no line break makes a second message.
std::string one_line(std::string_view text);

/// One line; the document's own words, masked, where a part of them is secret.
std::string statement_text(const Statement& statement, const SourceMap& sources);

/// The words as written, masked where a part of them is secret.
std::string shown_words(const Spanned<std::string>& words, const SourceMap& sources);

}  // namespace portolan::write
