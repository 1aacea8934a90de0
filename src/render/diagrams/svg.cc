#include "render/diagrams/svg.h"

#include <cmath>

#include <fmt/format.h>

#include "base/utf8.h"
#include "render/template.h"

namespace portolan::render {

std::string one_line(std::string_view text) {
  const std::string printable = printable_utf8(text);
  std::string out;
  out.reserve(printable.size());
  for (std::size_t i = 0; i < printable.size();) {
    const CodePoint point = decode_utf8(printable, i);
    const char32_t c = point.value;
    const bool noncharacter = (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
    if (c == '\n' || c == '\t' || c == 0x2028 || c == 0x2029) {
      out += ' ';
    } else if (noncharacter || c == 0x200e || c == 0x200f || c == 0x061c) {
      append_utf8(out, 0xfffd);
    } else {
      out.append(printable, i, point.length);
    }
    i += point.length;
  }
  return out;
}

std::string xml(std::string_view text) { return escape_html(one_line(text)); }

std::string number(double value) {
  const double tenths = std::round(value * 10);
  if (tenths == 0) return "0";
  const auto whole = static_cast<long long>(tenths);
  return whole % 10 == 0 ? fmt::format("{}", whole / 10) : fmt::format("{}{}.{}", whole < 0 ? "-" : "", std::abs(whole) / 10, std::abs(whole) % 10);
}

}  // namespace portolan::render
