// yaml-cpp's complaints in our words, with what to do about them.
#pragma once

#include <string_view>

#include "base/diagnostic.h"

namespace portolan::load {

/// `complaint` is yaml-cpp's message at byte `offset` of `source`. The table stands in the .cc; an unknown message is passed on as it is.
Diagnostic explain_yaml_error(FileId file, std::string_view source, std::size_t offset, std::string_view complaint);

/// A tab stands where indentation is expected: the most common cause of errors that point elsewhere.
Diagnostic tab_in_indentation(const Span& span);

}  // namespace portolan::load
