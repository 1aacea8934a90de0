#include "load/dockerfile/build_values.h"

#include <utility>

namespace portolan::load {

namespace {

constexpr std::size_t longest_value = 4096;
constexpr std::size_t longest_form = 512;  // from "${" to its "}"
constexpr int deepest = 4;

bool is_name_char(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Where the brace that opens at `open` closes; npos when it does not.
std::size_t find_close(std::string_view text, std::size_t open) {
  int depth = 0;
  for (std::size_t i = open; i < text.size() && i - open < longest_form; ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

std::string expand_at(std::string_view text, const BuildValues& values, int depth);

/// What stands for `${name` + `rest` + `}`; nothing when it stays as written.
const std::string* use_value(const std::string* value, std::string_view rest, const BuildValues& values, int depth, std::string& made) {
  const bool colon = rest.starts_with(':');
  const std::string_view sign = rest.substr(colon ? 1 : 0);
  const bool has = value && !(colon && value->empty());
  if (rest.empty()) return value;
  if (sign.starts_with('+')) made = has ? expand_at(sign.substr(1), values, depth) : std::string();
  if (sign.starts_with('-') && !has) made = expand_at(sign.substr(1), values, depth);
  if (sign.starts_with('+')) return &made;
  if (sign.starts_with('-')) return has ? value : &made;
  return sign.starts_with('?') && has ? value : nullptr;
}

/// Adds what the variable at `at`, a dollar sign, stands for; returns where the text goes on.
std::size_t add_variable(std::string_view text, std::size_t at, const BuildValues& values, int depth, std::string& out) {
  const bool braced = text.substr(at + 1).starts_with('{');
  const std::size_t begin = at + (braced ? 2 : 1);
  std::size_t end = begin;
  while (end < text.size() && is_name_char(text[end])) ++end;
  const std::size_t close = !braced ? end : end == begin ? std::string_view::npos : find_close(text, at + 1);
  if (end == begin || close == std::string_view::npos || close < end) {
    out.push_back('$');
    return at + 1;
  }
  std::string made;
  const std::string_view rest = braced ? text.substr(end, close - end) : std::string_view{};
  const std::string* value = depth < deepest ? use_value(values.find(text.substr(begin, end - begin)), rest, values, depth + 1, made) : nullptr;
  const std::size_t next = braced ? close + 1 : end;
  const bool fits = value && out.size() + value->size() <= text.size() + longest_value;
  out += fits ? std::string_view(*value) : text.substr(at, next - at);
  return next;
}

std::string expand_at(std::string_view text, const BuildValues& values, int depth) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == '$') {
      i = add_variable(text, i, values, depth, out);
    } else {
      out.push_back(text[i++]);
    }
  }
  return out;
}

}  // namespace

void BuildValues::set_argument(std::string_view name, std::string value) {
  if (!of_env_.contains(name)) values_[std::string(name)] = std::move(value);
}

void BuildValues::set_variable(std::string_view name, std::string value) {
  of_env_.emplace(name);
  values_[std::string(name)] = std::move(value);
}

const std::string* BuildValues::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.size() > longest_value ? nullptr : &found->second;
}

std::string expand(std::string_view text, const BuildValues& values) { return expand_at(text, values, 0); }

std::string expand_word(std::string_view raw, char escape, const BuildValues& values) {
  std::string out;
  char quote = 0;
  for (std::size_t i = 0; i < raw.size();) {
    const char c = raw[i];
    const bool escaped = c == escape && quote != '\'' && i + 1 < raw.size();
    if (escaped) {
      out.push_back(raw[i + 1]);
      i += 2;
    } else if (quote ? c == quote : c == '"' || c == '\'') {
      quote = quote ? '\0' : c;
      ++i;
    } else if (c == '$' && quote != '\'') {
      i = add_variable(raw, i, values, 0, out);
    } else {
      out.push_back(c);
      ++i;
    }
  }
  return out;
}

}  // namespace portolan::load
