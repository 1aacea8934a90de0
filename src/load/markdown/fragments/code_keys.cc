#include "load/markdown/fragments/code_keys.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "load/markdown/fragments/recognise.h"
#include "load/markdown/fragments/speaker.h"
#include "load/yaml/yaml.h"

namespace portolan::load {

namespace {

constexpr YamlLimits code_limits{.bytes = 4096, .line = 4096, .depth = 8, .nodes = 200, .entries = 50, .copies = 10, .copied_bytes = 4096, .documents = 1};

bool is_any(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// The key of a service that `key` stands in, where it is not one itself.
std::string_view parent_of(std::string_view key) {
  if (is_any(key, {"test", "interval", "timeout", "retries", "start_period"})) return "healthcheck";
  if (is_any(key, {"context", "dockerfile"})) return "build";
  return {};
}

/// Keys that take a list; explanations write a single entry behind the colon.
bool takes_list(std::string_view key) {
  return is_any(key, {"ports", "volumes", "networks", "depends_on", "env_file", "secrets", "configs", "cap_add", "cap_drop", "expose", "profiles", "environment", "security_opt"});
}

std::optional<Value> parse_value(const Spanned<std::string>& code, std::size_t begin) {
  const std::string_view text = std::string_view(code.value).substr(begin);
  YamlFile yaml = read_yaml_part(code.span.file, code.span.begin + static_cast<std::uint32_t>(begin), text, code_limits);
  if (!yaml.readable || yaml.documents.size() != 1) return std::nullopt;
  return std::move(yaml.documents[0]);
}

Value map_of(const Spanned<std::string>& key, Value value) {
  Value map = make_map(key.span);
  map.set(key, std::move(value));
  return map;
}

/// The keys of a service that the code writes, or nothing.
std::optional<Value> tree_of(const Spanned<std::string>& code) {
  const std::size_t colon = code.value.find(':');
  if (colon == std::string::npos || colon + 1 >= code.value.size() || code.value[colon + 1] != ' ') return std::nullopt;
  const Spanned<std::string> key{code.value.substr(0, colon), {code.span.file, code.span.begin, code.span.begin + static_cast<std::uint32_t>(colon)}};
  const std::string_view parent = parent_of(key.value);
  if (parent.empty() && !is_service_key(key.value)) return std::nullopt;
  std::size_t begin = code.value.find_first_not_of(' ', colon + 1);
  if (begin == std::string::npos) return std::nullopt;
  const bool item = code.value.compare(begin, 2, "- ") == 0;
  if (item) begin = std::min(code.value.find_first_not_of(' ', begin + 1), code.value.size());
  auto value = parse_value(code, begin);
  if (!value || value->is_null() || (item && !value->is_scalar())) return std::nullopt;
  if (value->is_scalar() && (item || takes_list(key.value))) {
    Value list = make_list(value->span);
    list.items.push_back(std::move(*value));
    value = std::move(list);
  }
  Value tree = map_of(key, std::move(*value));
  return parent.empty() ? std::move(tree) : map_of({std::string(parent), key.span}, std::move(tree));
}

/// On one line, without escapes: places can be told.
bool stands_in_place(const Spanned<std::string>& code) { return code.span.end - code.span.begin == code.value.size() && code.value.size() <= code_limits.bytes; }

bool speak(Reading& reading, std::optional<Value> tree, const Spanned<std::string>& code, const std::vector<Spanned<std::string>>& services, const Frame& frame) {
  auto found = tree ? recognise(std::move(*tree), std::nullopt) : std::nullopt;
  if (!found || found->level != FragmentLevel::service) return false;
  const std::size_t before = reading.statements();
  Speaker speaker(reading);
  for (const Spanned<std::string>& service : services) {
    speaker.speak({.form = FragmentForm::keys,
                   .path = {{"services", service.span}, service},
                   .tree = found->tree,
                   .files = {},
                   .scope = frame.scope,
                   .modality = frame.mood.modality,
                   .modality_words = frame.mood.words,
                   .section = frame.section,
                   .span = code.span});
  }
  return reading.statements() != before;
}

/// `db: condition: service_healthy` is two mappings on one line.
std::optional<Value> dependency_of(const Spanned<std::string>& code) {
  const std::size_t first = code.value.find(": "), second = first == std::string::npos ? first : code.value.find(": ", first + 2);
  if (second == std::string::npos) return std::nullopt;
  const auto key = [&](std::size_t begin, std::size_t end) {
    return Spanned<std::string>{code.value.substr(begin, end - begin), {code.span.file, code.span.begin + static_cast<std::uint32_t>(begin), code.span.begin + static_cast<std::uint32_t>(end)}};
  };
  auto condition = parse_value(code, second + 2);
  if (!condition || !condition->is_scalar() || code.value.compare(first + 2, second - first - 2, "condition") != 0) return std::nullopt;
  return map_of(key(0, first), map_of(key(first + 2, second), std::move(*condition)));
}

}  // namespace

bool read_code_key(Reading& reading, const Spanned<std::string>& code, const std::vector<Spanned<std::string>>& services, const Frame& frame) {
  if (services.empty() || !stands_in_place(code)) return false;
  return speak(reading, tree_of(code), code, services, frame);
}

bool read_code_item(Reading& reading, std::string_view key, const Spanned<std::string>& code, const std::vector<Spanned<std::string>>& services, const Frame& frame) {
  if (services.empty() || !stands_in_place(code)) return false;
  auto value = key == "depends_on" ? dependency_of(code) : parse_value(code, 0);
  if (!value || value->is_null() || (key != "depends_on" && !value->is_scalar())) return false;
  if (value->is_scalar()) {
    if (value->text.find(' ') != std::string::npos) return false;
    Value list = make_list(value->span);
    list.items.push_back(std::move(*value));
    value = std::move(list);
  }
  return speak(reading, map_of({std::string(key), code.span}, std::move(*value)), code, services, frame);
}

}  // namespace portolan::load
