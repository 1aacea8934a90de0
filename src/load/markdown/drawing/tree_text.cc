#include "load/markdown/drawing/tree_text.h"

#include <algorithm>

#include "base/text.h"

namespace portolan::load {

std::size_t name_of_branch(std::string_view line) {
  constexpr std::string_view bars[] = {" ", "\t", "│", "|", "┃", "║", "\xc2\xa0"};
  constexpr std::string_view joints[] = {"├", "└", "┣", "┗", "╠", "╚", "╰", "|", "+", "`", "\\"};
  constexpr std::string_view lines[] = {"─", "━", "═", "-"};
  const auto take = [&](std::size_t at, const auto& list) {
    for (const std::string_view one : list) {
      if (line.substr(at).starts_with(one)) return one.size();
    }
    return std::size_t{0};
  };
  std::size_t at = 0;
  for (;;) {
    const std::size_t joint = take(at, joints);
    std::size_t after = at + joint;
    std::size_t count = 0;
    while (joint > 0 && take(after, lines) > 0) {
      after += take(after, lines);
      ++count;
    }
    if (count > 0 && count <= 4) {
      while (after < line.size() && (line[after] == ' ' || line.substr(after).starts_with("\xc2\xa0"))) after += line[after] == ' ' ? 1 : 2;
      const auto first = after < line.size() ? static_cast<unsigned char>(line[after]) : 0;
      const bool name = (first >= '0' && first <= '9') || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || first == '.' || first == '_' || first == '@' || first == '[' || first == '(' ||
                        first == '{' || first == '<' || first == '*' || first == '`' || (first >= 0xc3 && first != 0xe2) || line.substr(after).starts_with("…");
      return name ? after : std::string_view::npos;
    }
    const std::size_t bar = take(at, bars);
    if (bar == 0) return std::string_view::npos;
    at += bar;
  }
}

bool is_tree_of_files(std::string_view text) {
  std::size_t branches = 0, others = 0, boxes = 0;
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).empty()) continue;
    const bool branch = line.size() < 2000 && name_of_branch(line) != std::string_view::npos;
    ++(branch ? branches : others);
    if (line.find("┌") != std::string_view::npos || line.find("╔") != std::string_view::npos || line.find("──▶") != std::string_view::npos) ++boxes;
  }
  return branches > 1 && branches >= others && boxes == 0;
}

}  // namespace portolan::load
