#include "tests/load/markdown/fragments/fragment_lines.h"

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::test {

namespace {

std::string flow(const Value& value) {
  std::vector<std::string> parts;
  for (const Value& item : value.items) parts.push_back(flow(item));
  for (const Entry& entry : value.entries) parts.push_back(entry.key.value + (entry.value.is_null() ? "" : ": " + flow(entry.value)));
  if (value.is_list()) return "[" + join(parts, ", ") + "]";
  return value.is_map() ? "{" + join(parts, ", ") + "}" : value.text;
}

std::string words(const std::vector<Spanned<std::string>>& items, std::string_view separator) {
  std::vector<std::string> parts;
  for (const auto& item : items) parts.push_back(item.value);
  return join(parts, separator);
}

}  // namespace

std::string fragment_lines(const Plan& plan, const SourceMap& sources) {
  constexpr std::string_view forms[] = {"whole", "skeleton", "part", "definition", "keys"};
  constexpr std::string_view origins[] = {"own", "column", "heading", "file", "document"};
  std::string out;
  for (const Fragment& fragment : plan.fragments) {
    out += forms[static_cast<std::size_t>(fragment.form)];
    if (!fragment.path.empty()) out += " " + words(fragment.path, ".");
    out += " " + flow(fragment.tree);
    if (!fragment.scope.environments.empty()) out += fmt::format(" <{}: {}>", origins[static_cast<std::size_t>(fragment.scope.source)], words(fragment.scope.environments, "+"));
    if (!fragment.files.empty()) out += " of " + words(fragment.files, "+");
    if (fragment.modality != Modality::stated) out += fmt::format(" [{}: {}]", portolan::name_of(fragment.modality), fragment.modality_words.value);
    const Location at = sources.locate(fragment.span);
    out += fmt::format(" @{}-{}\n", at.line, at.end_line);
  }
  return out;
}

}  // namespace portolan::test
