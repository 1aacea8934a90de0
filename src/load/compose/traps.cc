#include "load/compose/traps.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/attributes.h"

namespace portolan::load {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// `yes`, `On`, `OFF` …, as YAML 1.1 spells them; `y` and `n` alone are texts for most readers.
bool is_old_truth(std::string_view text) {
  constexpr std::array words{"yes", "Yes", "YES", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF"};
  return text.size() < 4 && std::find(words.begin(), words.end(), text) != words.end();
}

/// What a base 60 number stands for: "22:22" → 1342. Groups after the first go from 0 to 59.
std::optional<long long> read_base_60(std::string_view text) {
  constexpr std::size_t longest = 12;
  if (text.size() > longest || text.empty() || !is_digit(text[0]) || text[0] == '0' || text.find(':') == std::string_view::npos) return std::nullopt;
  long long number = 0;
  bool first = true;
  for (const std::string_view group : split(text, ':')) {
    const auto part = parse_digits(group);
    if (!part || (!first && (*part > 59 || group.size() > 2))) return std::nullopt;
    number = number * 60 + *part;
    first = false;
  }
  return number;
}

/// 2026-01-31, and with a time behind it.
bool is_date(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return false;
  if (!all_digits(text.substr(0, 4)) || !all_digits(text.substr(5, 2)) || !all_digits(text.substr(8, 2))) return false;
  return text.size() == 10 || text[10] == 'T' || text[10] == 't' || text[10] == ' ';
}

class Trapper {
 public:
  explicit Trapper(Loader& loader) : loader_(loader) {}

  void walk(const Value& value, const Shape& shape) {
    for (const Value& item : value.items) {
      if (shape.items) walk(item, *shape.items);
    }
    for (const Entry& entry : value.entries) {
      if (const Shape* inner = find_shape(shape, entry.key.value)) walk(entry.value, *inner);
    }
    if (!value.quoted && value.span.known() && value.tag.empty()) judge(value, shape);
  }

 private:
  void judge(const Value& value, const Shape& shape) {
    if (value.kind == ValueKind::integer && shape.form != Form::mode) return judge_number(value);
    if (value.kind != ValueKind::string || value.text.size() > 32) return;
    if (is_old_truth(value.text) && shape.form != Form::flag && shape.form != Form::kept_flag) {
      hint(value, fmt::format("\"{0}\" without quotes is the text \"{0}\" here, and a truth value for readers of YAML 1.1", value.text));
    } else if (const auto number = read_base_60(value.text)) {
      hint(value, fmt::format("\"{}\" without quotes is a text here, and the number {} for readers of YAML 1.1", value.text, *number));
    } else if (is_date(value.text)) {
      hint(value, fmt::format("\"{}\" without quotes is a text here, and a point in time for readers of YAML 1.1", value.text));
    }
  }

  void judge_number(const Value& value) {
    const std::string_view typed = loader_.sources.text(value.span);
    if (typed.size() < 2 || typed[0] != '0' || !all_digits(typed)) return;
    loader_.warning(rule, value.span, fmt::format("\"{}\" is an octal number, which makes {}", typed, value.text),
                    fmt::format("write {} if that is meant, or put it in quotes", value.text));
  }

  void hint(const Value& value, std::string message) {
    loader_.report({.rule = std::string(rule), .severity = Severity::info, .span = value.span, .message = std::move(message), .help = "put it in quotes"});
  }

  static constexpr std::string_view rule = "yaml-ambiguous-scalar";

  Loader& loader_;
};

}  // namespace

void report_yaml_traps(Loader& loader, const Value& model) { Trapper(loader).walk(model, compose_file_shape); }

}  // namespace portolan::load
