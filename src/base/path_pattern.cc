#include "base/path_pattern.h"

#include <algorithm>

namespace portolan {

/// Reads the set after `[` and leaves `at` behind its `]`; nothing when it is never closed.
static std::optional<bool> set_holds(std::string_view pattern, std::size_t& at, char c) {
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (const std::size_t first = at; at < pattern.size(); ++at) {
    if (pattern[at] == ']' && at > first) {
      ++at;
      return found != negated;
    }
    const bool range = at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']';
    found = found || (range ? pattern[at] <= c && c <= pattern[at + 2] : pattern[at] == c);
    if (range) at += 2;
  }
  return std::nullopt;
}

bool fits_pattern(std::string_view name, std::string_view pattern) {
  constexpr std::size_t none = std::string_view::npos;
  std::size_t n = 0, p = 0;
  // Where the last star stands, and how much of the name it has taken: going back to that star alone is enough.
  std::size_t star = none, taken = 0;
  while (n < name.size()) {
    std::size_t next = p;
    bool fits = false;
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = n;
      continue;
    }
    if (p < pattern.size()) {
      ++next;
      if (pattern[p] == '[') {
        fits = set_holds(pattern, next, name[n]).value_or(false);
      } else if (pattern[p] == '\\' && next < pattern.size()) {
        fits = pattern[next++] == name[n];
      } else {
        fits = pattern[p] == '?' || pattern[p] == name[n];
      }
    }
    if (fits) {
      p = next;
      ++n;
    } else if (star != none) {
      p = star + 1;
      n = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == none;
}

std::optional<std::string_view> below_pattern(std::string_view path, std::string_view pattern) {
  while (!pattern.empty()) {
    if (path.empty()) return std::nullopt;
    const std::size_t pattern_end = std::min(pattern.find('/'), pattern.size()), path_end = std::min(path.find('/'), path.size());
    if (!fits_pattern(path.substr(0, path_end), pattern.substr(0, pattern_end))) return std::nullopt;
    pattern.remove_prefix(std::min(pattern_end + 1, pattern.size()));
    path.remove_prefix(std::min(path_end + 1, path.size()));
  }
  return path;
}

}  // namespace portolan
