#include "check/claims/duration.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "base/text.h"
#include "check/claims/words.h"

namespace portolan::check {
namespace {

struct UnitWord {
  std::string_view word;
  double seconds;
};

// Sorted by word.
constexpr UnitWord unit_words[] = {
    {"h", 3600},    {"hour", 3600}, {"hours", 3600}, {"m", 60},     {"min", 60}, {"minute", 60}, {"minutes", 60},
    {"ms", 0.001}, {"s", 1},        {"sec", 1},      {"second", 1}, {"seconds", 1}, {"secs", 1},
};

struct Part {
  double value = 0;
  double unit = 0;  ///< seconds of its last unit; 0: it has none
};

std::string_view take_while(std::string_view& text, std::string_view letters) {
  const std::size_t end = std::min(text.find_first_not_of(letters), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(end);
  text = trim(text);
  return taken;
}

std::optional<Part> parse_part(std::string_view text) {
  Part part;
  text = trim(text);
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    const std::string_view number = take_while(text, "0123456789.");
    const std::string_view unit = take_while(text, "abcdefghijklmnopqrstuvwxyz");
    if (number.empty() || number.size() > 9 || std::count(number.begin(), number.end(), '.') > 1 || number == ".") return std::nullopt;
    const auto row = std::find_if(std::begin(unit_words), std::end(unit_words), [&](const UnitWord& candidate) { return candidate.word == unit; });
    const bool known = row != std::end(unit_words);
    if (!known && (!unit.empty() || !text.empty() || part.unit != 0)) return std::nullopt;
    const double amount = std::strtod(std::string(number).c_str(), nullptr);
    part.unit = known ? row->seconds : 0;
    part.value += known ? amount * row->seconds : amount;
  }
  return part;
}

}  // namespace

std::optional<Amount> parse_amount(std::string_view written) {
  std::string text = to_lower(unquoted(written));
  for (const std::string_view dash : {"–", "—", " to "}) {
    for (std::size_t at; (at = text.find(dash)) != std::string::npos;) text.replace(at, dash.size(), "-");
  }
  const std::vector<std::string_view> sides = split(text, '-');
  if (sides.size() > 2) return std::nullopt;
  const std::optional<Part> high = parse_part(sides.back());
  std::optional<Part> low = parse_part(sides.front());
  if (!low || !high) return std::nullopt;
  // "5-10s": the first number has the unit of the second.
  if (low->unit == 0 && high->unit != 0) low->value *= high->unit;
  if (low->unit != 0 && high->unit == 0) return std::nullopt;
  if (low->value > high->value) return std::nullopt;
  return Amount{low->value, high->value};
}

}  // namespace portolan::check
