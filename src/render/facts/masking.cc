#include "render/facts/masking.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"

namespace portolan::render {

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

Masking find_secrets(const Environment& environment, const SourceMap& sources) {
  Masking masking{.sources = &sources, .values = {}};
  for (const Service& service : environment.services) {
    for (const Variable& variable : service.environment) {
      if (variable.secret && variable.value) masking.values.push_back(variable.value->value);
    }
  }
  collect_definitions(environment.resolved, sources, masking.values);
  auto& values = masking.values;
  std::erase_if(values, [](const std::string& value) { return trim(value).size() < shortest_secret; });
  std::sort(values.begin(), values.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return masking;
}

std::string shown(const Masking& masking, std::string_view text, const Span& span) {
  if (span.known() && masking.sources->is_secret(span)) return masking.sources->shown(span);
  std::string out(text);
  for (const std::string& value : masking.values) {
    for (std::size_t at = out.find(value); at != std::string::npos; at = out.find(value, at)) {
      out.replace(at, value.size(), "••••••");
      at += std::string_view("••••••").size();
    }
  }
  return printable_utf8(out);
}

std::string shown_value(const Masking& masking, const Variable& variable) {
  if (!variable.value) return "from the shell";
  if (variable.secret) return "set, hidden";
  if (!variable.interpolated.empty() && variable.value->span.known()) return masking.sources->shown(variable.value->span);
  return shown(masking, variable.value->value, variable.value->span);
}

}  // namespace portolan::render
