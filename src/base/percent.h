// Percent-encoding of links.
#pragma once

#include <string>
#include <string_view>

namespace portolan {

/// "other%20plan.md" → "other plan.md"; a "%" that no two hexadecimal digits follow stays. Source: RFC 3986, section 2.1.
std::string decode_percent(std::string_view text);

}  // namespace portolan
