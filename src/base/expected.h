// The outcome of reading one small text: a value, or the reason why it is none.
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace portolan {

/// The error is a reason to print after the place and the quoted text: lower case, no full stop.
template <class T>
using Expected = tl::expected<T, std::string>;

inline tl::unexpected<std::string> unexpected(std::string reason) { return tl::unexpected<std::string>(std::move(reason)); }

}  // namespace portolan
