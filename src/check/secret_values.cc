#include "check/secret_values.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace portolan::check {

static constexpr std::size_t shortest_secret = 6;

/// The bytes inside `span` that are marked, each run of them one secret: a password in a probe, a token in a label.
static void collect_marked(const Span& span, const SourceMap& sources, std::vector<std::string>& values) {
  constexpr std::size_t longest = 4096;  // of a text worth looking through byte by byte
  if (!span.known() || !sources.is_secret(span)) return;
  const std::string_view text = sources.text(span).substr(0, longest);
  std::string run;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const auto at = span.begin + static_cast<std::uint32_t>(i);
    if (i < text.size() && sources.is_secret({span.file, at, at + 1})) {
      run += text[i];
    } else if (!run.empty()) {
      values.emplace_back(trim(run));
      run.clear();
    }
  }
}

static void collect_definitions(const Value& value, const SourceMap& sources, std::vector<std::string>& values) {
  for (const Origin& origin : value.origins) {
    if (origin.definition.known() && sources.is_secret(origin.definition)) values.emplace_back(sources.text(origin.definition));
  }
  if (value.is_scalar()) collect_marked(value.span, sources, values);
  for (const Value& item : value.items) collect_definitions(item, sources, values);
  for (const Entry& entry : value.entries) collect_definitions(entry.value, sources, values);
}

std::vector<std::string> secret_values(const Environment& environment, const SourceMap& sources) {
  std::vector<std::string> values;
  for (const Service& service : environment.services) {
    for (const Variable& variable : service.environment) {
      if (variable.secret && variable.value) values.push_back(variable.value->value);
    }
  }
  collect_definitions(environment.resolved, sources, values);
  std::erase_if(values, [](const std::string& value) { return trim(value).size() < shortest_secret; });
  std::sort(values.begin(), values.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

/// Adds the value of a line "NAME=value" of an env file, when it is marked.
static void add_marked_line(const SourceMap& sources, FileId file, std::string_view name, std::vector<std::string>& values) {
  const std::string_view text = sources.text(file);
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t equals = at + name.size();
    const bool line = (at == 0 || text[at - 1] == '\n' || text[at - 1] == ' ') && text.substr(equals).starts_with('=');
    if (!line) continue;
    const std::size_t end = std::min(text.find('\n', equals), text.size());
    collect_marked({file, static_cast<std::uint32_t>(equals + 1), static_cast<std::uint32_t>(end)}, sources, values);
  }
}

std::vector<std::string> secret_values_in(std::string_view written, const SourceMap& sources) {
  std::vector<std::string> values;
  const auto is_name = [](char c) { return c == '_' || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  for (std::size_t at = written.find('$'); at != std::string_view::npos; at = written.find('$', at + 1)) {
    const std::size_t begin = at + (written.substr(at + 1).starts_with('{') ? 2 : 1);
    std::size_t end = begin;
    while (end < written.size() && is_name(written[end])) ++end;
    if (end == begin) continue;
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
      const bool env = sources.path(FileId{i}).find(".env") != std::string::npos;
      if (env && sources.loaded(FileId{i})) add_marked_line(sources, FileId{i}, written.substr(begin, end - begin), values);
    }
  }
  std::erase_if(values, [](const std::string& value) { return trim(value).empty(); });
  return values;
}

void hide_values(const std::vector<std::string>& values, std::string& text) {
  constexpr std::string_view bullets = "••••••";
  for (const std::string& value : values) {
    for (std::size_t at = text.find(value); at != std::string::npos; at = text.find(value, at)) {
      text.replace(at, value.size(), bullets);
      at += bullets.size();
    }
  }
}

}  // namespace portolan::check
