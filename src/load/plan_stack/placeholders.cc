#include "load/plan_stack/placeholders.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/plan_stack/joiner.h"
#include "load/plan_stack/plan_stack.h"

namespace portolan::load {

namespace {

bool is_ellipsis(std::string_view text) { return text == "..." || text == "\xe2\x80\xa6" || text == "etc." || text == "TODO" || text == "TBD"; }

bool is_gap(std::string_view text, char open, char close) {
  for (std::size_t at = text.find(open); at != std::string_view::npos; at = text.find(open, at + 1)) {
    if (at > 0 && (text[at - 1] == '$' || text[at - 1] == open)) continue;
    const std::size_t end = text.find(close, at);
    if (end == std::string_view::npos) return false;
    const std::string_view inside = text.substr(at + 1, end - at - 1);
    const auto word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == ' ' || c == '.'; };
    if (!inside.empty() && inside.size() <= 40 && std::all_of(inside.begin(), inside.end(), word)) return true;
  }
  return false;
}

/// "5-10s", "3-5": a choice that the plan leaves open.
bool is_choice(std::string_view text) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos || dash == 0) return false;
  const auto starts_with_digit = [](std::string_view part) { return !part.empty() && part[0] >= '0' && part[0] <= '9'; };
  return starts_with_digit(text) && starts_with_digit(text.substr(dash + 1));
}

/// Keys whose values have a form: a text with a gap is none.
bool has_form(std::string_view key) {
  constexpr std::array<std::string_view, 15> keys{"cpus", "expose", "interval", "mem_limit", "memory", "pids", "ports", "published", "replicas", "retries", "start_interval", "start_period", "target_port", "timeout", "stop_grace_period"};
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void mark(Value& value, std::string_view key) {
  if (value.is_map()) {
    for (Entry& entry : value.entries) mark(entry.value, entry.key.value);
  } else if (value.is_list()) {
    for (Value& item : value.items) mark(item, key);
  } else if (value.is_scalar()) {
    const bool choice = key != "ports" && key != "expose" && is_choice(value.text);
    if (is_ellipsis(value.text) || (has_form(key) && (choice || has_gap(value.text)))) value.tag = std::string(placeholder_tag);
  }
}

}  // namespace

void mark_placeholders(Value& document) { mark(document, ""); }

bool has_gap(std::string_view text) { return is_gap(text, '<', '>') || is_gap(text, '{', '}') || is_ellipsis(text); }

Value without_placeholders(Value document) {
  std::erase_if(document.entries, [](const Entry& entry) { return is_set_aside(entry.value); });
  std::erase_if(document.items, [](const Value& item) { return is_set_aside(item); });
  for (Entry& entry : document.entries) entry.value = without_placeholders(std::move(entry.value));
  for (Value& item : document.items) item = without_placeholders(std::move(item));
  return document;
}

}  // namespace portolan::load
