#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/attributes.h"
#include "load/compose/wording.h"
#include "load/yaml/yaml.h"

namespace portolan::load {

namespace {

/// The keys that lead to the place, outermost first; items of lists add none.
void find_path(const Value& value, const Span& place, std::vector<std::string_view>& path) {
  for (const Entry& entry : value.entries) {
    const Span whole{entry.key.span.file, entry.key.span.begin, std::max(entry.key.span.end, entry.value.span.end)};
    if (!whole.contains(place)) continue;
    path.push_back(entry.key.value);
    return find_path(entry.value, place, path);
  }
  for (const Value& item : value.items) {
    if (item.span.contains(place)) return find_path(item, place, path);
  }
}

/// `build`, `deploy` and `develop` are documents of their own; everything else stands in the chapter of its top-level element.
std::string section_of(const std::vector<std::string_view>& path) {
  std::vector<std::string> names;
  const Shape* shape = &compose_file_shape;
  for (const std::string_view part : path) {
    while (!shape->takes_map() && shape->items) shape = shape->items;
    const Shape* inner = find_shape(*shape, part);
    if (!inner) break;
    if (shape->keys) names.emplace_back(part);
    shape = inner;
  }
  if (names.empty()) return "compose file";
  if (names.size() > 1 && (names[1] == "build" || names[1] == "deploy" || names[1] == "develop")) names.erase(names.begin());
  if (names.size() > 2) names.resize(2);
  return join(names, " › ");
}

std::string_view fixed_section(std::string_view rule) {
  if (rule == "compose-interpolation" || rule == "compose-missing-variable") return "interpolation";
  if (rule == "compose-include") return "include";
  if (rule == "compose-extends") return "services › extends";
  return {};
}

bool depends_on_place(std::string_view rule) {
  constexpr std::array rules{"compose-unknown-key", "compose-invalid-type", "compose-invalid-value", "compose-undefined-reference"};
  return std::find(rules.begin(), rules.end(), rule) != rules.end();
}

}  // namespace

void name_sections(const SourceMap& sources, Diagnostics& problems) {
  std::map<FileId, YamlFile> files;  // only files with problems are worth a second reading
  for (Diagnostic& problem : problems) {
    std::string section(fixed_section(problem.rule));
    if (depends_on_place(problem.rule) && problem.span.known() && problem.span.begin < problem.span.end) {
      auto found = files.find(problem.span.file);
      if (found == files.end()) found = files.emplace(problem.span.file, read_yaml(sources, problem.span.file)).first;
      std::vector<std::string_view> path;
      for (const Value& document : found->second.documents) find_path(document, problem.span, path);
      section = section_of(path);
    }
    if (section.empty()) continue;
    problem.help = problem.help.empty() ? fmt::format("specification: {}", section) : fmt::format("{} (specification: {})", problem.help, section);
  }
}

}  // namespace portolan::load
