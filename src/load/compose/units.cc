#include "load/compose/units.h"

#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::load {

Expected<std::int64_t> parse_whole(std::string_view text) {
  std::int64_t number = 0;
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) {
    return unexpected(fmt::format("expected a whole number, found \"{}\"", text));
  }
  return number;
}

Expected<double> parse_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !std::isfinite(number)) {
    return unexpected(fmt::format("expected a number, found \"{}\"", text));
  }
  return number;
}

Expected<bool> parse_truth(std::string_view text) {
  const std::string word = to_lower(text);
  if (word == "true" || word == "yes" || word == "y" || word == "on") return true;
  if (word == "false" || word == "no" || word == "n" || word == "off") return false;
  return unexpected(fmt::format("expected true or false, found \"{}\"", text));
}

Expected<std::int64_t> parse_size(std::string_view text) {
  const auto refuse = [&] { return unexpected(fmt::format("expected a size such as \"512m\", found \"{}\"", text)); };
  if (text == "-1") return -1;
  std::size_t digits = 0;
  while (digits < text.size() && ((text[digits] >= '0' && text[digits] <= '9') || text[digits] == '.')) ++digits;
  const auto amount = parse_number(text.substr(0, digits));
  if (digits == 0 || !amount) return refuse();
  std::string unit = to_lower(trim(text.substr(digits)));
  constexpr std::string_view letters = "bkmgtp";
  int power = 0;
  if (!unit.empty()) {
    const std::size_t found = letters.find(unit[0]);
    if (found == std::string_view::npos) return refuse();
    power = static_cast<int>(found);
    const std::string rest = unit.substr(1);
    if (!rest.empty() && (power == 0 || (rest != "b" && rest != "ib"))) return refuse();
  }
  const double bytes = *amount * std::pow(1024.0, power);
  if (bytes >= 9.2e18) return unexpected(fmt::format("\"{}\" is more than any machine has", text));
  return static_cast<std::int64_t>(bytes);
}

Expected<std::chrono::nanoseconds> parse_duration(std::string_view text) {
  struct Unit {
    std::string_view name;
    double nanoseconds;
  };
  constexpr std::array units{Unit{"ns", 1},    Unit{"us", 1e3},   Unit{"µs", 1e3},     Unit{"μs", 1e3},         Unit{"ms", 1e6},
                             Unit{"s", 1e9},   Unit{"m", 60e9},   Unit{"h", 3600e9},   Unit{"d", 24 * 3600e9}, Unit{"w", 7 * 24 * 3600e9}};
  if (text == "0") return std::chrono::nanoseconds(0);
  const bool negative = text.starts_with('-');
  std::string_view rest = negative || text.starts_with('+') ? text.substr(1) : text;
  if (rest.empty()) return unexpected(fmt::format("expected a duration such as \"1m30s\", found \"{}\"", text));
  double total = 0;
  while (!rest.empty()) {
    std::size_t digits = 0;
    while (digits < rest.size() && ((rest[digits] >= '0' && rest[digits] <= '9') || rest[digits] == '.')) ++digits;
    const auto amount = parse_number(rest.substr(0, digits));
    if (digits == 0 || !amount) return unexpected(fmt::format("expected a duration such as \"1m30s\", found \"{}\"", text));
    rest.remove_prefix(digits);
    std::size_t letters = 0;
    while (letters < rest.size() && rest[letters] != '.' && (rest[letters] < '0' || rest[letters] > '9')) ++letters;
    const std::string_view name = rest.substr(0, letters);
    const Unit* unit = nullptr;
    for (const Unit& candidate : units) {
      if (candidate.name == name) unit = &candidate;
    }
    if (!unit && name.empty()) return unexpected(fmt::format("\"{}\" lacks a unit: s, m, h …", text));
    if (!unit) return unexpected(fmt::format("\"{}\" is no unit of time in \"{}\"", name, text));
    total += *amount * unit->nanoseconds;
    rest.remove_prefix(letters);
  }
  if (total >= 9.2e18) return unexpected(fmt::format("\"{}\" is longer than 290 years", text));
  const auto count = static_cast<std::int64_t>(std::llround(total));
  return std::chrono::nanoseconds(negative ? -count : count);
}

Expected<ShellWords> split_shell_words(std::string_view text) {
  ShellWords result;
  std::string word;
  bool started = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      if (started) result.words.push_back(std::move(word));
      word.clear();
      started = false;
    } else if (c == ';' || c == '&' || c == '|' || c == '<' || c == '>') {
      result.ignored = text.substr(i);
      break;
    } else if (c == '\'') {
      const std::size_t end = text.find('\'', i + 1);
      if (end == std::string_view::npos) return unexpected("the single quotes are never closed");
      word += text.substr(i + 1, end - i - 1);
      started = true;
      i = end;
    } else if (c == '"') {
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && std::string_view("\"\\$`\n").find(text[i + 1]) != std::string_view::npos) ++i;
        word += text[i];
      }
      if (i >= text.size()) return unexpected("the double quotes are never closed");
      started = true;
    } else if (c == '\\') {
      if (i + 1 >= text.size()) return unexpected("nothing follows the backslash at the end");
      word += text[++i];
      started = true;
    } else {
      word += c;
      started = true;
    }
  }
  if (started) result.words.push_back(std::move(word));
  return result;
}

}  // namespace portolan::load
