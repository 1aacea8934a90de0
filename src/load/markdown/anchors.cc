#include "load/markdown/anchors.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace portolan::load {

static char32_t to_lower(char32_t c) {
  const bool latin = (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7);
  const bool greek = c >= 0x391 && c <= 0x3a9;
  const bool cyrillic = c >= 0x410 && c <= 0x42f;
  if (latin || greek || cyrillic) return c + 32;
  if (c >= 0x400 && c <= 0x40f) return c + 80;
  if (c >= 0x100 && c <= 0x137) return c | 1;  // Latin Extended-A alternates
  if (c >= 0x139 && c <= 0x148) return c + (c & 1);
  if (c >= 0x14a && c <= 0x177) return c | 1;
  return c;
}

/// Letters, digits, marks and connectors; beyond ASCII everything that is no known block of punctuation or symbols.
static bool is_word(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  if (c < 0xc0) return c == 0xaa || c == 0xb5 || c == 0xba;
  if (c == 0xd7 || c == 0xf7) return false;
  const bool symbols = (c >= 0x2000 && c <= 0x203e) || (c >= 0x2041 && c <= 0x2053) || (c >= 0x2055 && c <= 0x2070) ||
                       (c >= 0x20a0 && c <= 0x20cf) || (c >= 0x2190 && c <= 0x2bff) || (c >= 0x2e00 && c <= 0x2e7f) ||
                       (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) || (c >= 0xe000 && c <= 0xf8ff) ||
                       (c >= 0x1f000 && c <= 0x1faff) || c == 0xfffd;
  return !symbols;
}

std::string anchor_of(std::string_view title) {
  std::string anchor;
  for (std::size_t i = 0; i < title.size();) {
    const CodePoint point = decode_utf8(title, i);
    i += point.length;
    if (point.value == ' ') {
      anchor.push_back('-');
    } else if (point.value == '-' || (point.valid && is_word(point.value))) {
      append_utf8(anchor, to_lower(point.value));
    }
  }
  return anchor;
}

std::string Anchors::add(std::string_view title) {
  const std::string base = anchor_of(title);
  std::string anchor = base;
  while (used_.contains(anchor)) anchor = fmt::format("{}-{}", base, ++used_[base]);
  used_.emplace(anchor, 0);
  return anchor;
}

}  // namespace portolan::load
