#include "load/plan_stack/dockerfiles.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/file_reader.h"
#include "base/text.h"

namespace portolan::load {

namespace {

/// How far above the image its Dockerfile may be named: a label over a short list.
constexpr int most_lines_above = 8, most_lines_to_label = 16;

bool is_path_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '/';
}

/// The last path in `line` that is a Dockerfile's.
std::optional<Spanned<std::string>> dockerfile_in(std::string_view line, const Span& place) {
  std::optional<Spanned<std::string>> found;
  for (std::size_t begin = 0; begin < line.size();) {
    if (!is_path_byte(line[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < line.size() && is_path_byte(line[end])) ++end;
    const std::size_t next = end;
    while (end > begin && line[end - 1] == '.') --end;
    const std::string_view word = line.substr(begin, end - begin);
    if (is_dockerfile_name(word)) {
      found = Spanned<std::string>{std::string(word), {place.file, place.begin + static_cast<std::uint32_t>(begin), place.begin + static_cast<std::uint32_t>(end)}};
    }
    begin = next;
  }
  return found;
}

/// The line of the statement and those above it in its section, from the nearest on.
std::vector<Span> lines_above(const Plan& plan, const Statement& statement, const SourceMap& sources, int most) {
  const Span place = sources.original(statement.span);
  const int last = sources.locate(place).line;
  const int first = std::max(last - most, sources.locate(plan.sections.at(statement.section).span).line);
  std::vector<Span> lines;
  for (int line = last; line >= first; --line) lines.push_back(sources.line_span(place.file, line));
  return lines;
}

}  // namespace

bool is_dockerfile_name(std::string_view path) {
  const std::string name = file_name_of(path);
  return name == "Dockerfile" || (name.starts_with("Dockerfile.") && name.size() > 11) || (name.ends_with(".dockerfile") && name.size() > 11);
}

bool names_base_image(const SourceMap& sources, const Span& image) {
  const Span place = sources.original(image);
  const Location at = sources.locate(place);
  const Span line = sources.line_span(place.file, at.line);
  const std::string before = to_lower(sources.text(Span{place.file, line.begin, std::max(line.begin, place.begin)}));
  return before.find("base image") != std::string::npos || before.find("from ") != std::string::npos || before.find("based on") != std::string::npos;
}

bool is_language_image(std::string_view image) {
  // Sorted.
  constexpr std::array<std::string_view, 31> names{"alpine",   "amazoncorretto", "amazonlinux", "bun",     "busybox", "centos", "composer", "debian", "deno",    "distroless", "dotnet",
                                                   "eclipse-temurin", "elixir",  "erlang",      "fedora",  "gcc",     "golang", "gradle",   "jdk",    "maven",   "node",       "openjdk",
                                                   "php",      "pypy",           "python",      "ruby",    "rust",    "scratch", "swift",   "ubuntu", "uv"};
  image = image.substr(0, std::min(image.find('@'), image.size()));
  const std::size_t colon = image.rfind(':');
  if (colon != std::string_view::npos && image.find('/', colon) == std::string_view::npos) image = image.substr(0, colon);
  const std::string name = file_name_of(image);
  return std::binary_search(names.begin(), names.end(), std::string_view(name));
}

std::optional<Spanned<std::string>> find_dockerfile_above(const Plan& plan, const Statement& statement, const SourceMap& sources) {
  for (const Span& line : lines_above(plan, statement, sources, most_lines_above)) {
    if (auto found = dockerfile_in(sources.text(line), line)) return found;
  }
  return std::nullopt;
}

std::optional<Spanned<std::string>> find_dockerfile_in_label(const Plan& plan, const Statement& statement, const SourceMap& sources) {
  for (const Span& line : lines_above(plan, statement, sources, most_lines_to_label)) {
    const std::string_view text = trim(sources.text(line));
    if (text.starts_with("**") || text.starts_with("#")) return dockerfile_in(text, {line.file, line.begin + static_cast<std::uint32_t>(sources.text(line).find(text)), line.end});
  }
  return std::nullopt;
}

}  // namespace portolan::load
