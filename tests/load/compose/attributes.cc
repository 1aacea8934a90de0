// Each line of attributes.txt is loaded as a compose file of its own, once as it is and once with its key misspelt.
#include <algorithm>
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "load/compose/attributes.h"
#include "load/compose/project.h"
#include "tests/golden.h"

using namespace portolan;

namespace {

struct Row {
  std::string path, value, expected, beside;
};

std::vector<Row> read_rows() {
  std::vector<Row> rows;
  const std::string text = test::read_source_file("tests/load/compose/attributes.txt");
  for (std::string_view line : split(text, '\n')) {
    if (line.empty() || line.starts_with('#')) continue;
    std::vector<std::string> cells;
    for (std::size_t cut = line.find(" | "); cut != std::string_view::npos; cut = line.find(" | ")) {
      cells.emplace_back(line.substr(0, cut));
      line.remove_prefix(cut + 3);
    }
    cells.emplace_back(line);
    REQUIRE(cells.size() >= 3);
    rows.push_back({cells[0], cells[1], cells[2], cells.size() > 3 ? cells[3] : ""});
  }
  return rows;
}

/// What a mapping on the way needs, so that nothing but the row itself can be wrong.
std::string neighbours(const std::string& below, std::string_view inner_key) {
  const auto unless = [&](std::string_view key, std::string_view pair) { return inner_key == key ? std::string() : fmt::format(", {}", pair); };
  if (below == "services.s") return unless("image", "image: i") + unless("network_mode", "network_mode: none");
  if (below == "services.s.develop.watch[]" && inner_key == "exec") return ", path: ., action: sync+exec, target: /t";
  if (below != "services.s.volumes[]") return {};
  if (inner_key == "bind") return ", type: bind, source: ./a, target: /a";
  if (inner_key == "volume") return ", type: volume, source: vol, target: /a";
  if (inner_key == "image") return ", type: image, source: a, target: /a";
  return inner_key == "tmpfs" ? ", type: tmpfs, target: /a" : "";
}

/// The compose file of a row; `last` is how the attribute itself is spelt.
std::string write_file(const Row& row, const std::string& last) {
  const auto parts = split(row.path, '.');
  std::string text;
  for (std::size_t i = parts.size(); i-- > 0;) {
    const bool innermost = i + 1 == parts.size();
    std::string_view key = parts[i];
    const bool list = key.ends_with("[]");
    if (list) key.remove_suffix(2);
    std::string above;
    for (std::size_t j = 0; j < i; ++j) above += fmt::format("{}{}", j == 0 ? "" : ".", parts[j]);
    std::string extra = innermost && !row.beside.empty() ? ", " + row.beside : "";
    if (row.beside.empty() || !innermost) extra += neighbours(above, key);
    if (above == "services") extra += ", other: {image: i, user: other}";
    if (above.empty()) {
      if (key != "name") extra += ", name: shop";
      if (key == "include") extra += ", services: {}";
    }
    text = fmt::format("{{{}: {}{}{}{}}}", innermost ? last : std::string(key), list ? "[" : "", innermost ? row.value : text, list ? "]" : "", extra);
  }
  return text;
}

std::string write_json(const Value& value) {
  switch (value.kind) {
    case ValueKind::null: return "null";
    case ValueKind::string: return std::string(trim(compact_json(Json(value.text))));
    case ValueKind::list: {
      std::vector<std::string> items;
      for (const Value& item : value.items) items.push_back(write_json(item));
      return fmt::format("[{}]", join(items, ", "));
    }
    case ValueKind::map: {
      std::map<std::string, std::string> sorted;
      for (const Entry& entry : value.entries) sorted[entry.key.value] = write_json(entry.value);
      std::vector<std::string> entries;
      for (const auto& [key, text] : sorted) entries.push_back(fmt::format("\"{}\": {}", key, text));
      return fmt::format("{{{}}}", join(entries, ", "));
    }
    default: return value.text;
  }
}

const Value* find_path(const Value& model, std::string_view path) {
  const Value* value = &model;
  for (std::string_view part : split(path, '.')) {
    const bool list = part.ends_with("[]");
    if (list) part.remove_suffix(2);
    value = value ? value->find(part) : nullptr;
    if (list) value = value && !value->items.empty() ? &value->items[0] : nullptr;
  }
  return value;
}

load::Project load_text(const std::string& text, SourceMap& sources) {
  const auto reader = make_memory_reader({{"compose.yml", text},
                                          {"part.yml", "services: {included: {image: part, network_mode: none, user: \"${USER_OF_PART:-none}\", stdin_open: true, build: ./app}}"},
                                          {"part.env", "USER_OF_PART=set\n"},
                                          {"one.labels", "from=file\n"}},
                                         "folder");
  load::ProjectOptions options;
  options.files = {"compose.yml"};
  options.profiles = {"*"};
  options.all_resources = true;
  options.check_consistency = false;
  options.resolve_env_files = false;
  return load::load_project(*reader, sources, options);
}

/// "services.s.ports[].target" as the table of attributes sees it: names of services, resources, networks … are "*".
std::string pattern_of(const std::string& path) {
  std::string pattern;
  const load::Shape* shape = &load::compose_file_shape;
  for (std::string_view part : split(path, '.')) {
    const bool list = part.ends_with("[]");
    if (list) part.remove_suffix(2);
    pattern += fmt::format("{}{}{}", pattern.empty() ? "" : ".", shape->keys ? part : std::string_view("*"), list ? "[]" : "");
    shape = load::find_shape(*shape, part);
    REQUIRE(shape);
    if (list) shape = shape->items;
    REQUIRE(shape);
  }
  return pattern;
}

void collect_patterns(const load::Shape& shape, const std::string& path, std::set<std::string>& patterns) {
  for (std::size_t i = 0; i < shape.key_count; ++i) {
    const std::string below = path.empty() ? std::string(shape.keys[i].name) : fmt::format("{}.{}", path, shape.keys[i].name);
    patterns.insert(below);
    collect_patterns(*shape.keys[i].shape, below, patterns);
  }
  const auto holds_itself = [&](const load::Shape* inner) { return inner == &shape; };  // free-form values
  if (shape.items && !holds_itself(shape.items)) collect_patterns(*shape.items, path + "[]", patterns);
  if (shape.others && !holds_itself(shape.others)) collect_patterns(*shape.others, path + ".*", patterns);
}

}  // namespace

TEST_CASE("every attribute is accepted in each form, and comes out typed") {
  for (const Row& row : read_rows()) {
    const std::string key(row.path.substr(row.path.rfind('.') + 1));
    const std::string file = write_file(row, key);
    CAPTURE(row.path);
    CAPTURE(file);
    SourceMap sources;
    const load::Project project = load_text(file, sources);
    for (const Diagnostic& problem : project.problems) FAIL_CHECK(problem.message);
    const bool elsewhere = row.expected.starts_with('@');
    const std::size_t blank = row.expected.find(' ');
    const Value* found = find_path(project.model, elsewhere ? std::string_view(row.expected).substr(1, blank - 1) : std::string_view(row.path));
    const std::string expected = elsewhere ? row.expected.substr(blank + 1) : row.expected;
    CHECK((found ? write_json(*found) : "-") == expected);
  }
}

TEST_CASE("every misspelt attribute is reported, with the right one named") {
  for (const Row& row : read_rows()) {
    const std::string key(row.path.substr(row.path.rfind('.') + 1));
    const std::string file = write_file(row, key + "q");
    CAPTURE(file);
    SourceMap sources;
    const load::Project project = load_text(file, sources);
    const bool reported = std::any_of(project.problems.begin(), project.problems.end(), [&](const Diagnostic& problem) {
      return problem.rule == "compose-unknown-key" && problem.message.starts_with(fmt::format("unknown key \"{}q\"", key)) &&
             problem.help.starts_with(fmt::format("did you mean \"{}\"?", key)) && sources.text(problem.span) == key + "q";
    });
    CHECK(reported);
  }
}

TEST_CASE("no attribute of the tables is without a line in attributes.txt") {
  std::set<std::string> wanted, tested;
  collect_patterns(load::compose_file_shape, "", wanted);
  for (const Row& row : read_rows()) tested.insert(pattern_of(row.path));
  for (const std::string& pattern : wanted) {
    if (!tested.contains(pattern)) FAIL_CHECK(pattern);
  }
  CHECK(wanted.size() > 250);
}
