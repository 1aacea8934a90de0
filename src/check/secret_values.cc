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
