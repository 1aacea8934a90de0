#include "load/markdown/front_matter.h"

#include "base/text.h"

namespace portolan::load {

static Spanned<std::string> spanned(FileId file, std::string_view text, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(part.data() - text.data());
  return {std::string(part), {file, begin, begin + static_cast<std::uint32_t>(part.size())}};
}

static std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? text.substr(1, text.size() - 2) : text;
}

FrontMatter read_front_matter(FileId file, std::string_view text) {
  FrontMatter front;
  std::size_t at = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
  const auto line_at = [&](std::size_t offset) { return text.substr(offset, text.find('\n', offset) - offset); };
  if (trim(line_at(at)) != "---" || text[at] != '-') return front;
  std::vector<FrontMatterEntry> entries;
  at += line_at(at).size() + 1;
  while (at < text.size()) {
    const std::string_view line = line_at(at);
    const std::size_t next = std::min(text.size(), at + line.size() + 1);
    if (trim(line) == "---" || trim(line) == "...") {
      front.entries = std::move(entries);
      front.end = static_cast<std::uint32_t>(next);
      return front;
    }
    const std::size_t colon = line.find(':');
    const bool top_level = !line.empty() && line.front() != ' ' && line.front() != '#' && line.front() != '-' && line.front() != '\t';
    if (top_level && colon != std::string_view::npos) {
      entries.push_back({spanned(file, text, trim(line.substr(0, colon))), spanned(file, text, unquoted(trim(line.substr(colon + 1))))});
    }
    at = next;
  }
  return front;  // never closed: the first line is a rule, and what follows is text
}

}  // namespace portolan::load
