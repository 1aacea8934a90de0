#include "load/markdown/fragments/recognise.h"

#include <algorithm>

#include "base/text.h"
#include "load/compose/attributes.h"

namespace portolan::load {

namespace {

const Shape& service_shape() {
  static const Shape* const shape = find_shape(compose_file_shape, "services")->others;
  return *shape;
}

const Shape& resource_shape(std::string_view part) { return *find_shape(compose_file_shape, part)->others; }

bool knows(const Shape& shape, std::string_view key) {
  for (std::size_t i = 0; i < shape.key_count; ++i) {
    if (shape.keys[i].name == key) return true;
  }
  return false;
}

bool is_any(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

/// Keys that stand where the table has them, with values of a kind that they take; and others.
struct Fit {
  int known = 0;
  int unknown = 0;

  bool exact() const { return known > 0 && unknown == 0; }
  /// A typing error or a key that is newer than the table must not cost a whole file.
  bool near() const { return known > 0 && unknown * 5 <= known; }
};

/// `{user}` is a mapping to YAML; the brace stands before its key.
bool is_braced_word(const Value& value) {
  return value.is_map() && value.entries.size() == 1 && value.entries[0].value.is_null() && value.span.begin < value.entries[0].key.span.begin;
}

void compare(const Value& value, const Shape& shape, Fit& fit) {
  constexpr unsigned scalars = accepts_text | accepts_number | accepts_boolean;
  if (value.is_null() || is_braced_word(value)) return;
  if (value.is_scalar()) {
    if ((shape.kinds & scalars) == 0 && !is_left_open(value)) ++fit.unknown;
    return;
  }
  if (value.is_list()) {
    if (!shape.items) ++fit.unknown;
    for (const Value& item : value.items) {
      if (shape.items) compare(item, *shape.items, fit);
    }
    return;
  }
  if (!shape.takes_map()) {
    ++fit.unknown;
    return;
  }
  for (const Entry& entry : value.entries) {
    if (entry.key.value.starts_with("x-")) continue;
    const Shape* inner = find_shape(shape, entry.key.value);
    ++(inner ? fit.known : fit.unknown);
    if (inner) compare(entry.value, *inner, fit);
  }
}

Fit fit_of(const Value& value, const Shape& shape) {
  Fit fit;
  compare(value, shape, fit);
  return fit;
}

bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
}

/// Nothing is said of it but its name.
bool is_empty_body(const Value& body) { return body.is_null() || (body.is_map() && body.entries.empty()) || is_left_open(body); }

bool can_start(const Value& body) { return body.find("image") || body.find("build") || body.find("extends"); }

/// Keys by which one knows a service at first sight; `labels` or `user` alone may be anything's.
bool is_telling(const Value& body) {
  return std::any_of(body.entries.begin(), body.entries.end(), [](const Entry& entry) {
    return is_any(entry.key.value, {"image", "build", "ports", "volumes", "depends_on", "environment", "env_file", "healthcheck", "restart", "deploy", "networks", "command", "entrypoint",
                                    "container_name", "extends", "profiles", "secrets", "expose", "cap_add", "cap_drop", "logging"});
  });
}

/// The services of a file, or nothing when they are something else: a job's, a framework's.
std::optional<FragmentForm> form_of_services(const Value& services, const Value& file) {
  if (services.is_null()) return FragmentForm::skeleton;
  if (!services.is_map()) return std::nullopt;
  Fit fit;
  bool complete = true, empty = true;
  for (const Entry& entry : services.entries) {
    if (!is_name(entry.key.value) && !is_left_open(entry.key.value)) return std::nullopt;
    if (!is_empty_body(entry.value) && !entry.value.is_map()) return std::nullopt;
    compare(entry.value, service_shape(), fit);
    empty = empty && is_empty_body(entry.value);
    complete = complete && can_start(entry.value);
  }
  if (empty) return FragmentForm::skeleton;
  if (!fit.near()) return std::nullopt;
  const bool more = services.entries.size() > 1 || file.entries.size() > 1;
  return complete && more ? FragmentForm::whole : FragmentForm::part;
}

/// Lists of texts under `volumes:` and the like are a service's; mappings of names are the file's.
bool is_of_service(const Entry& entry) {
  if (!is_any(entry.key.value, {"volumes", "networks", "secrets", "configs", "models"})) return is_service_key(entry.key.value);
  if (entry.value.is_list()) return true;
  if (entry.key.value != "networks" || !entry.value.is_map()) return false;
  return std::any_of(entry.value.entries.begin(), entry.value.entries.end(), [](const Entry& network) {
    return network.value.is_map() && (network.value.find("aliases") || network.value.find("ipv4_address") || network.value.find("priority"));
  });
}

std::optional<Recognised> recognise_file(Value& tree) {
  const bool all_top = std::all_of(tree.entries.begin(), tree.entries.end(), [](const Entry& entry) { return is_top_level_key(entry.key.value); });
  if (!all_top) return std::nullopt;
  FragmentForm form = FragmentForm::part;
  bool something = false;
  for (const Entry& entry : tree.entries) {
    if (entry.key.value == "services") {
      const auto found = form_of_services(entry.value, tree);
      if (!found) return std::nullopt;
      form = *found;
      something = true;
    } else if (entry.key.value.starts_with("x-")) {
      something = something || fit_of(entry.value, service_shape()).exact();
    } else {
      const Fit fit = fit_of(entry.value, *find_shape(compose_file_shape, entry.key.value));
      if (fit.unknown > 0) return std::nullopt;
      something = something || (is_any(entry.key.value, {"volumes", "networks", "secrets", "configs", "models"}) && (fit.known > 0 || entry.value.is_null()));
    }
  }
  if (!something) return std::nullopt;
  return Recognised{.form = form, .level = FragmentLevel::top, .tree = std::move(tree)};
}

std::optional<Recognised> recognise_keys(Value& tree) {
  if (!fit_of(tree, service_shape()).exact()) return std::nullopt;
  return Recognised{.form = FragmentForm::keys, .level = FragmentLevel::service, .tree = std::move(tree)};
}

bool all_entries(const Value& tree, const Shape& shape) {
  bool known = false;
  for (const Entry& entry : tree.entries) {
    if (!is_name(entry.key.value) || (!entry.value.is_map() && !entry.value.is_null())) return false;
    const Fit fit = fit_of(entry.value, shape);
    if (fit.unknown > 0) return false;
    known = known || fit.known > 0;
  }
  return known;
}

std::optional<Recognised> recognise_definitions(Value& tree, std::optional<Key> topic) {
  if (all_entries(tree, service_shape()) && std::any_of(tree.entries.begin(), tree.entries.end(), [](const Entry& entry) { return is_telling(entry.value); })) {
    return Recognised{.form = FragmentForm::definition, .level = FragmentLevel::services, .tree = std::move(tree)};
  }
  if (topic == Key::volume && all_entries(tree, resource_shape("volumes"))) {
    return Recognised{.form = FragmentForm::definition, .level = FragmentLevel::volumes, .tree = std::move(tree)};
  }
  if (topic == Key::network && all_entries(tree, resource_shape("networks"))) {
    return Recognised{.form = FragmentForm::definition, .level = FragmentLevel::networks, .tree = std::move(tree)};
  }
  return std::nullopt;
}

}  // namespace

bool is_top_level_key(std::string_view key) { return key.starts_with("x-") || knows(compose_file_shape, key); }

bool is_service_key(std::string_view key) { return knows(service_shape(), key); }

std::optional<Recognised> recognise(Value tree, std::optional<Key> topic) {
  if (!tree.is_map() || tree.entries.empty()) return std::nullopt;
  if (tree.find("services")) return recognise_file(tree);
  if (std::all_of(tree.entries.begin(), tree.entries.end(), is_of_service)) return recognise_keys(tree);
  if (auto file = recognise_file(tree)) return file;
  return recognise_definitions(tree, topic);
}

bool is_left_open(std::string_view text) {
  if (text.empty()) return false;
  if (text.find("...") != std::string_view::npos || text.find("…") != std::string_view::npos) return true;
  const std::string lower = to_lower(text);
  if (lower.starts_with("your-") || lower.starts_with("your_") || lower.starts_with("<your") || lower.find("/your-") != std::string::npos) return true;
  for (std::size_t at = text.find_first_of("<{"); at != std::string_view::npos; at = text.find_first_of("<{", at + 1)) {
    if (text[at] == '{' && at > 0 && (text[at - 1] == '$' || text[at - 1] == '{')) continue;
    const std::size_t close = text.find(text[at] == '<' ? '>' : '}', at);
    if (close == std::string_view::npos || close == at + 1) continue;
    const std::string_view inside = text.substr(at + 1, close - at - 1);
    const bool words = std::all_of(inside.begin(), inside.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ' ' || c == '.';
    });
    if (words) return true;
  }
  return false;
}

bool is_left_open(const Value& value) { return is_braced_word(value) || (value.is_scalar() && is_left_open(value.text)); }

}  // namespace portolan::load
