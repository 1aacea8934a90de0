#include "load/yaml/scalar_type.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

#include <fmt/format.h>

namespace portolan::load {

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static std::optional<std::int64_t> parse_whole(std::string_view digits, int base, bool negative) {
  std::uint64_t magnitude = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), magnitude, base);
  if (error != std::errc{} || end != digits.data() + digits.size() || digits.empty()) return std::nullopt;
  if (magnitude > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
  const auto number = static_cast<std::int64_t>(magnitude);
  return negative ? -number : number;
}

static std::optional<std::int64_t> parse_integer(std::string_view text) {
  bool negative = false;
  if (text.starts_with('-') || text.starts_with('+')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  if (text.empty() || !is_digit(text[0])) return std::nullopt;
  if (text.size() > 1 && text[0] == '0') {
    switch (text[1]) {
      case 'x': case 'X': return parse_whole(text.substr(2), 16, negative);
      case 'o': case 'O': return parse_whole(text.substr(2), 8, negative);
      case 'b': case 'B': return parse_whole(text.substr(2), 2, negative);
      default: return parse_whole(text.substr(1), 8, negative);
    }
  }
  return parse_whole(text, 10, negative);
}

/// [-+]? (.digits | digits[.digits]) ([eE][-+]?digits)?
static bool looks_like_float(std::string_view text) {
  std::size_t i = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
  const auto skip_digits = [&] {
    const std::size_t begin = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i > begin;
  };
  const bool whole = skip_digits();
  bool fraction = false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    fraction = skip_digits();
  }
  if (!whole && !fraction) return false;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
    if (!skip_digits()) return false;
  }
  return i == text.size();
}

std::string format_number(double number) {
  if (std::isfinite(number) && (number == 0 || (std::fabs(number) >= 1e-5 && std::fabs(number) < 1e21))) {
    if (number == std::trunc(number) && std::fabs(number) < 1e18) return fmt::format("{}", static_cast<std::int64_t>(number));
    std::string text(64, '\0');
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    text.resize(error == std::errc{} ? static_cast<std::size_t>(end - text.data()) : 0);
    return text;
  }
  return fmt::format("{}", number);
}

TypedText type_plain_scalar(std::string_view text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return {ValueKind::null, ""};
  if (text == "true" || text == "True" || text == "TRUE") return {ValueKind::boolean, "true"};
  if (text == "false" || text == "False" || text == "FALSE") return {ValueKind::boolean, "false"};
  const char first = text[0];
  if (!is_digit(first) && first != '-' && first != '+' && first != '.') return {ValueKind::string, std::string(text)};
  std::string plain(text);
  if (first != '.') std::erase(plain, '_');
  if (const auto number = parse_integer(plain)) return {ValueKind::integer, std::to_string(*number)};
  if (looks_like_float(plain)) {
    double number = 0;
    const char* begin = plain.data() + (plain[0] == '+' ? 1 : 0);
    const auto [end, error] = std::from_chars(begin, plain.data() + plain.size(), number);
    if (error == std::errc{} && end == plain.data() + plain.size()) return {ValueKind::number, format_number(number)};
  }
  return {ValueKind::string, std::string(text)};
}

}  // namespace portolan::load
