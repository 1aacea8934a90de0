// What has no type of its own: a key, its path and its value.
#include <algorithm>

#include "load/markdown/fragments/leaf_text.h"
#include "load/markdown/fragments/recognise.h"
#include "load/markdown/fragments/speaker.h"
#include "load/secret_text.h"

namespace portolan::load {

namespace {

bool holds_pairs(const Shape& shape) { return shape.form == Form::pairs || shape.form == Form::open_pairs || shape.form == Form::hosts || shape.form == Form::keyed_texts; }

/// By what an entry of a list of mappings is known.
const Entry* identity_of(const Value& item) {
  for (const std::string_view key : {"target", "source", "path", "subnet", "name", "driver", "capabilities"}) {
    const auto found = std::find_if(item.entries.begin(), item.entries.end(), [&](const Entry& entry) { return entry.key.value == key && entry.value.is_scalar(); });
    if (found != item.entries.end()) return &*found;
  }
  return nullptr;
}

/// The key that a text stands for where a mapping is meant: `build: ./web` is its context.
std::string_view key_for_text(std::string_view key) {
  if (key == "build") return "context";
  if (key == "extends") return "service";
  return {};
}

}  // namespace

void Speaker::say_leaves(const Text& service, const Path& path, const Value& value, const Shape* shape) {
  if (!shape || value.is_null()) return;
  const SourceMap& sources = reading_.sources();
  if (shape->form == Form::words || (shape->form == Form::health_test && value.is_list())) {
    const Text line = command_line_of(sources, value);
    return say_set(service, path, is_left_open(line.value) || line.value.empty() ? std::nullopt : std::optional(line), path.back().span);
  }
  if (is_left_open(value)) return say_set(service, path, std::nullopt, path.back().span);
  if (value.is_list()) return say_items(service, path, value, *shape);
  if (value.is_map()) {
    for (const Entry& entry : value.entries) {
      if (entry.key.value.starts_with("x-")) continue;
      Path deeper = path;
      deeper.push_back(entry.key);
      const bool limit = path.size() == 3 && entry.key.value == "memory" && path[1].value == "resources" && path[2].value == "limits";
      if (limit && !service.value.empty()) {
        say_memory(service, deeper, entry.value);
      } else {
        say_leaves(service, deeper, entry.value, find_shape(*shape, entry.key.value));
      }
    }
    return;
  }
  Path whole = path;
  if (const std::string_view key = key_for_text(path.back().value); !key.empty() && path.size() == 1) whole.push_back({std::string(key), path.back().span});
  Text text = text_of(sources, value);
  const bool secret = names_secret(path.back().value) || sources.is_secret(text.span);
  const Span place{path.back().span.file, path.back().span.begin, value.span.end};
  say_set(service, std::move(whole), secret ? std::nullopt : std::optional(std::move(text)), path.back().span.file == value.span.file ? place : value.span);
}

void Speaker::say_items(const Text& service, const Path& path, const Value& list, const Shape& shape) {
  const SourceMap& sources = reading_.sources();
  if (list.is_map()) {  // one item of a list
    const Entry* identity = identity_of(list);
    if (!identity) return;
    Path item = path;
    item.push_back(text_of(sources, identity->value));
    for (const Entry& entry : list.entries) {
      Path deeper = item;
      deeper.push_back(entry.key);
      if (shape.items && &entry != identity) say_leaves(service, deeper, entry.value, find_shape(*shape.items, entry.key.value));
    }
    return;
  }
  for (const Value& item : list.items) {
    if (item.is_map()) {
      say_items(service, path, item, shape);
      continue;
    }
    if (!item.is_scalar() || is_left_open(item)) continue;
    const Text text = text_of(sources, item);
    const std::size_t separator = shape.form == Form::hosts ? text.value.find_first_of(":=") : text.value.find('=');
    if (const auto sides = holds_pairs(shape) ? split_at(sources, text, separator) : std::nullopt) {
      Path pair = path;
      pair.push_back(sides->first);
      const bool secret = names_secret(sides->first.value) || sources.is_secret(sides->second.span);
      say_set(service, std::move(pair), secret ? std::nullopt : std::optional(sides->second), item.span);
    } else {
      say_set(service, path, text, item.span);
    }
  }
}

void Speaker::say_network(const Text& name, const Value& body) {
  const SourceMap& sources = reading_.sources();
  bool said = false;
  for (const Entry& entry : body.entries) {
    const bool open = !entry.value.is_scalar() || is_left_open(entry.value) || has_variable(entry.value.text);
    NetworkSetting fact{.network = name};
    if (entry.key.value == "driver" && !open) {
      fact.driver = text_of(sources, entry.value);
    } else if (entry.key.value == "internal" && entry.value.kind == ValueKind::boolean) {
      fact.internal = Spanned<bool>{entry.value.text == "true", entry.value.span};
    } else {
      say_leaves({}, {{"networks", name.span}, name, entry.key}, entry.value, find_shape(*find_shape(compose_file_shape, "networks")->others, entry.key.value));
      continue;
    }
    said = true;
    say(std::move(fact), {entry.key.span.file, entry.key.span.begin, entry.value.span.end});
  }
  if (!said) say(NetworkSetting{.network = name}, name.span);
}

void Speaker::say_resources(const Text& part, const Value& resources) {
  const Shape* shape = find_shape(compose_file_shape, part.value);
  for (const Entry& entry : resources.entries) {
    if (is_left_open(entry.key.value)) continue;
    if (part.value == "networks") {
      say_network(entry.key, entry.value);
      continue;
    }
    say_set({}, {part, entry.key}, std::nullopt, entry.key.span);
    if (shape && shape->others) say_leaves({}, {part, entry.key}, entry.value, shape->others);
  }
}

}  // namespace portolan::load
