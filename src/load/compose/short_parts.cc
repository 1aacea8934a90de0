#include "load/compose/short_parts.h"

#include <string>
#include <string_view>

namespace portolan::load {

static std::vector<std::string_view> split_typed(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int braces = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++braces;
    if (text[i] == '}' && braces > 0) --braces;
    if (text[i] != ':' || braces > 0) continue;
    parts.push_back(text.substr(begin, i - begin));
    begin = i + 1;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

static bool mentions(std::string_view part, const std::string& name) {
  return part.find("${" + name) != std::string_view::npos || part.find("$" + name) != std::string_view::npos;
}

std::vector<std::vector<Origin>> origins_of_parts(const SourceMap& sources, const Value& item) {
  const std::vector<std::string_view> parts = split_typed(item.span.known() ? sources.text(item.span) : std::string_view());
  std::vector<std::vector<Origin>> origins(parts.size());
  for (const Origin& origin : item.origins) {
    if (origin.kind != OriginKind::variable && origin.kind != OriginKind::default_value && origin.kind != OriginKind::unset) continue;
    bool found = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (!mentions(parts[i], origin.name)) continue;
      origins[i].push_back(origin);
      found = true;
    }
    if (found) continue;
    for (auto& part : origins) part.push_back(origin);
  }
  return origins;
}

}  // namespace portolan::load
