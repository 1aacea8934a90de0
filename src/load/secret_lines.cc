#include "load/secret_lines.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "load/compose/secrecy.h"

namespace portolan::load {

namespace {

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(" \t-"), line.size()); }

/// "- export DB_PASSWORD" → "DB_PASSWORD"; quotes are dropped.
std::string_view last_word(std::string_view text) {
  text = trim(text);
  while (!text.empty() && (text.back() == '"' || text.back() == '\'')) text.remove_suffix(1);
  return text.substr(text.find_last_of(" \t\"'{,") + 1);
}

/// Where the secret value of this line begins; the line's end when it has none.
std::size_t secret_begin(std::string_view line) {
  for (std::size_t at = line.find_first_of(":="); at < line.size(); at = line.find_first_of(":=", at + 1)) {
    const std::string_view name = last_word(line.substr(0, at));
    // Compose's own keys: below them stand names, not values.
    if (!is_secret_variable(name) || name == "secrets" || name == "credential_spec") continue;
    const std::size_t value = line.find_first_not_of(" \t", at + 1);
    return std::min(value, line.size());
  }
  if (const auto password = find_url_password(line)) return static_cast<std::size_t>(password->data() - line.data());
  return line.size();
}

}  // namespace

void mark_secret_lines(SourceMap& sources, FileId file) {
  std::size_t block = std::string_view::npos;  // indent of the key whose block scalar we are in
  for (int number = 1; number <= sources.line_count(file); ++number) {
    const Span span = sources.line_span(file, number);
    const std::string_view line = sources.text(span);
    const std::size_t indent = indent_of(line);
    if (indent == line.size()) continue;
    if (block != std::string_view::npos && indent > block) {
      sources.mark_secret({file, span.begin + static_cast<std::uint32_t>(indent), span.end});
      continue;
    }
    block = std::string_view::npos;
    const std::size_t begin = secret_begin(line);
    if (begin == line.size()) continue;
    const std::string_view value = line.substr(begin);
    if (value.front() == '|' || value.front() == '>') {
      block = indent;
    } else {
      sources.mark_secret({file, span.begin + static_cast<std::uint32_t>(begin), span.end});
    }
  }
}

void mark_secret_lines(SourceMap& sources, const Diagnostics& problems) {
  std::set<FileId> files;
  for (const Diagnostic& problem : problems) {
    if (problem.severity == Severity::error && problem.span.known()) files.insert(sources.original(problem.span).file);
  }
  for (const FileId file : files) mark_secret_lines(sources, file);
}

}  // namespace portolan::load
