// UTF-8: what is valid, how many code points, where the next one starts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace portolan {

/// One decoded code point; `length` is its number of bytes, 1 for an invalid byte (then `valid` is false).
struct CodePoint {
  char32_t value = 0xfffd;
  std::size_t length = 1;
  bool valid = false;
};

/// Decodes the code point at `offset` < text.size(). Overlong forms, surrogates and values above U+10FFFF are invalid.
CodePoint decode_utf8(std::string_view text, std::size_t offset);
void append_utf8(std::string& out, char32_t code_point);
/// Offset of the first byte that is no valid UTF-8.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);
/// Invalid bytes count as one code point each.
std::size_t count_code_points(std::string_view text);
/// Valid UTF-8 without control characters (tab is kept): invalid bytes become U+FFFD, controls their pictures (U+2400…), bidirectional overrides U+FFFD.
std::string printable_utf8(std::string_view text);

}  // namespace portolan
