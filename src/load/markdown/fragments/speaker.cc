#include "load/markdown/fragments/speaker.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "load/compose/mount.h"
#include "load/compose/units.h"
#include "load/markdown/fragments/leaf_text.h"
#include "load/markdown/fragments/recognise.h"
#include "load/markdown/words.h"
#include "load/secret_text.h"
#include "model/image.h"

namespace portolan::load {

namespace {

const Shape& shape_of(std::string_view part) { return *find_shape(compose_file_shape, part)->others; }

Span join_spans(const Span& first, const Span& last) {
  return first.file == last.file && first.begin <= last.begin ? Span{first.file, first.begin, std::max(first.end, last.end)} : last;
}

/// A key with its scalar; of longer values the key alone.
Span place_of(const Entry& entry) { return entry.value.is_scalar() ? join_spans(entry.key.span, entry.value.span) : entry.key.span; }

/// A path of the host or the name of a volume, and a path of the container.
bool is_plain_mount(const ShortMount& mount) { return !mount.source.empty() && mount.target.starts_with('/'); }

std::optional<DependencyCondition> condition_of(const Value& body) {
  const Value* condition = body.find("condition");
  if (!condition) return std::nullopt;
  if (condition->text == "service_healthy") return DependencyCondition::healthy;
  if (condition->text == "service_completed_successfully") return DependencyCondition::completed;
  if (condition->text == "service_started") return DependencyCondition::started;
  return std::nullopt;
}

}  // namespace

void Speaker::speak(const Fragment& fragment) {
  frame_ = {};
  frame_.section = fragment.section;
  frame_.scope = fragment.scope;
  frame_.mood = {fragment.modality, fragment.modality_words};
  group_ = std::string(name_of(fragment.modality));
  for (const Text& words : fragment.scope.environments) group_ += "\n" + words.value;
  if (fragment.path.size() == 2) return say_service(fragment.path[1], fragment.tree);
  if (fragment.path.size() == 1 && fragment.path[0].value == "services") return say_services(fragment.tree);
  if (fragment.path.size() == 1) return say_resources(fragment.path[0], fragment.tree);
  for (const Entry& entry : fragment.tree.entries) {
    const std::string& key = entry.key.value;
    if (key == "services") {
      say_services(entry.value);
    } else if (key == "volumes" || key == "networks" || key == "secrets" || key == "configs" || key == "models") {
      say_resources(entry.key, entry.value);
    } else if (key == "name" && entry.value.is_scalar() && !is_left_open(entry.value)) {
      say_set({}, {entry.key}, text_of(reading_.sources(), entry.value), place_of(entry));
    }
  }
}

void Speaker::say(Fact fact, const Span& place) {
  const std::string shown = reading_.sources().shown(place);
  std::string line;
  for (const std::string_view word : split_words(shown)) line += (line.empty() ? "" : " ") + std::string(word);
  reading_.add(std::move(fact), place, std::move(line), frame_);
}

void Speaker::say_set(const Text& service, Path path, std::optional<Text> value, const Span& place) {
  say(SetsKey{.service = service, .path = std::move(path), .value = std::move(value)}, place);
}

void Speaker::say_exists(const Text& service) {
  if (existing_.insert(group_ + "\n" + service.value).second) say(ServiceExists{.service = service}, service.span);
}

void Speaker::say_services(const Value& services) {
  for (const Entry& entry : services.entries) {
    if (is_left_open(entry.key.value)) continue;
    say_exists(entry.key);
    say_service(entry.key, entry.value);
  }
}

void Speaker::say_service(const Text& service, const Value& body) {
  if (!body.is_map() || is_left_open(body)) return;
  for (const Entry& entry : body.entries) {
    if (!entry.value.is_null() && !entry.key.value.starts_with("x-")) say_key(service, entry);
  }
}

void Speaker::say_key(const Text& service, const Entry& entry) {
  const std::string& key = entry.key.value;
  const Value& value = entry.value;
  if (key == "image" && value.is_scalar()) return say_image(service, entry);
  if (key == "restart" && value.is_scalar()) return say_restart(service, entry);
  if (key == "ports" || key == "volumes") {
    for (const Value& item : value.items) key == "ports" ? say_port(service, entry.key, item) : say_mount(service, entry.key, item);
    return;
  }
  if (key == "networks") return say_networks(service, entry);
  if (key == "depends_on") return say_dependencies(service, entry);
  if (key == "environment") return say_environment(service, value);
  if (key == "healthcheck" && value.is_map()) return say_health(service, entry);
  if (key == "secrets") return say_grants(service, entry);
  if (key == "mem_limit") return say_memory(service, {entry.key}, value);
  say_leaves(service, {entry.key}, value, find_shape(shape_of("services"), key));
}

void Speaker::say_image(const Text& service, const Entry& entry) {
  const Text image = text_of(reading_.sources(), entry.value);
  const bool plain = !has_variable(image.value) && !is_left_open(image.value) && parse_image(image.value).has_value();
  if (plain) return say(UsesImage{.service = service, .image = image}, place_of(entry));
  say_leaves(service, {entry.key}, entry.value, find_shape(shape_of("services"), "image"));
}

void Speaker::say_restart(const Text& service, const Entry& entry) {
  const Text policy = text_of(reading_.sources(), entry.value);
  if (is_restart_policy(to_lower(policy.value)) || policy.value.starts_with("on-failure:")) return say(RestartPolicy{.service = service, .policy = policy}, place_of(entry));
  say_leaves(service, {entry.key}, entry.value, find_shape(shape_of("services"), "restart"));
}

void Speaker::say_port(const Text& service, const Text& key, const Value& item) {
  if (!item.is_scalar()) return say_items(service, {key}, item, *find_shape(shape_of("services"), "ports"));
  if (is_left_open(item)) return;
  const SourceMap& sources = reading_.sources();
  const Text port = text_of(sources, item);
  const auto sides = split_at(sources, port, port.value.find(':'));
  const auto host = sides ? parse_digits(sides->first.value) : std::nullopt, container = sides ? parse_digits(sides->second.value) : std::nullopt;
  if (!host || !container) return say_set(service, {key}, port, item.span);  // an address, a range, a protocol, a variable
  say(PublishesPort{.service = service,
                    .container_port = Spanned<int>{*container, sides->second.span},
                    .host_port = Spanned<int>{*host, sides->first.span},
                    .published = true},
      item.span);
}

void Speaker::say_mount(const Text& service, const Text& key, const Value& item) {
  const SourceMap& sources = reading_.sources();
  if (item.is_map()) {
    const Value *source = item.find("source"), *target = item.find("target");
    if (source && target) say(MountsVolume{.service = service, .source = text_of(sources, *source), .target = text_of(sources, *target)}, source->span);
    return say_items(service, {key}, item, *find_shape(shape_of("services"), "volumes"));
  }
  if (!item.is_scalar() || is_left_open(item)) return;
  const Text written = text_of(sources, item);
  const auto mount = has_variable(written.value) ? Expected<ShortMount>(unexpected("")) : parse_mount(written.value);
  if (!mount || !is_plain_mount(*mount)) return say_set(service, {key}, written, item.span);  // anonymous, or a variable
  const std::size_t colon = written.value.find(':', mount->source.size());
  const auto sides = split_at(sources, written, colon);
  if (!sides || sides->first.value != mount->source) return say_set(service, {key}, written, item.span);
  const std::size_t options = sides->second.value.find(':');
  Text target = part_of(sources, sides->second, 0, std::min(options, sides->second.value.size()));
  say(MountsVolume{.service = service, .source = sides->first, .target = target}, item.span);
  if (mount->read_only) say_set(service, {key, target, {"read_only", key.span}}, Text{"true", part_of(sources, sides->second, options + 1, sides->second.value.size()).span}, item.span);
}

void Speaker::say_networks(const Text& service, const Entry& entry) {
  const SourceMap& sources = reading_.sources();
  for (const Value& item : entry.value.items) {
    if (item.is_scalar() && !is_left_open(item)) say(JoinsNetwork{.service = service, .network = text_of(sources, item)}, item.span);
  }
  for (const Entry& network : entry.value.entries) {
    say(JoinsNetwork{.service = service, .network = network.key}, network.key.span);
    say_leaves(service, {entry.key, network.key}, network.value, find_shape(shape_of("services"), "networks")->others);
  }
}

void Speaker::say_dependencies(const Text& service, const Entry& entry) {
  for (const Value& item : entry.value.items) {
    if (item.is_scalar() && !is_left_open(item)) say(WaitsFor{.service = service, .dependency = text_of(reading_.sources(), item)}, item.span);
  }
  for (const Entry& dependency : entry.value.entries) {
    say(WaitsFor{.service = service, .dependency = dependency.key, .condition = condition_of(dependency.value)}, dependency.key.span);
    const Shape* shape = find_shape(shape_of("services"), "depends_on")->others;
    for (const Entry& setting : dependency.value.entries) {
      if (setting.key.value != "condition") say_leaves(service, {entry.key, dependency.key, setting.key}, setting.value, find_shape(*shape, setting.key.value));
    }
  }
}

void Speaker::say_environment(const Text& service, const Value& environment) {
  const SourceMap& sources = reading_.sources();
  const auto add = [&](Text name, std::optional<Text> value, const Span& place) {
    const bool plain_name = !name.value.empty() && name.value.find_first_of(" <{$") == std::string::npos;
    if (!plain_name) return;
    // Of secrets and of what the reader is to fill in the name alone is a fact.
    const bool open = value && (is_left_open(value->value) || sources.is_secret(value->span) || names_secret(name.value));
    if (open) value.reset();
    say(HasVariable{.service = service, .name = std::move(name), .value = std::move(value)}, place);
  };
  for (const Value& item : environment.items) {
    if (!item.is_scalar()) continue;
    const Text text = text_of(sources, item);
    const std::size_t equals = text.value.find('=');
    if (auto sides = split_at(sources, text, equals)) {
      add(std::move(sides->first), std::move(sides->second), item.span);
    } else if (text.value.find(' ') == std::string::npos) {
      add(text, std::nullopt, item.span);
    }
  }
  for (const Entry& entry : environment.entries) {
    const bool told = entry.value.is_scalar();
    add(entry.key, told ? std::optional(text_of(sources, entry.value)) : std::nullopt, place_of(entry));
  }
}

void Speaker::say_health(const Text& service, const Entry& check) {
  const SourceMap& sources = reading_.sources();
  for (const Entry& entry : check.value.entries) {
    const std::string& key = entry.key.value;
    const Value& value = entry.value;
    HealthFact fact{.service = service};
    if (key == "test" && (value.is_list() || value.is_scalar())) {
      const bool kind = value.is_list() && !value.items.empty() && (value.items[0].text == "CMD" || value.items[0].text == "CMD-SHELL");
      fact.aspect = HealthAspect::test;
      fact.value = command_line_of(sources, value, kind ? 1 : 0);
      if (is_left_open(fact.value.value)) fact.value.value = fact.value.value.substr(0, fact.value.value.find(' '));  // the tool at least is told
      if (fact.value.value == "NONE") fact = {.service = service, .aspect = HealthAspect::absent, .value = {}};
    } else if (key == "disable") {
      if (value.text == "true") fact.aspect = HealthAspect::absent;
      if (value.text != "true") continue;
    } else {
      const std::pair<std::string_view, HealthAspect> rows[] = {
          {"interval", HealthAspect::interval}, {"timeout", HealthAspect::timeout}, {"retries", HealthAspect::retries}, {"start_period", HealthAspect::start_period}};
      const auto row = std::find_if(std::begin(rows), std::end(rows), [&](const auto& candidate) { return candidate.first == key; });
      const bool plain = value.is_scalar() && !is_left_open(value) && !has_variable(value.text);
      if (row == std::end(rows) || !plain) {
        say_leaves(service, {check.key, entry.key}, value, find_shape(*find_shape(shape_of("services"), "healthcheck"), key));
        continue;
      }
      fact.aspect = row->second;
      fact.value = text_of(sources, value);
    }
    say(std::move(fact), value.is_list() ? join_spans(entry.key.span, value.span) : place_of(entry));
  }
}

void Speaker::say_grants(const Text& service, const Entry& entry) {
  for (const Value& item : entry.value.items) {
    const Value* source = item.is_map() ? item.find("source") : &item;
    if (source && source->is_scalar() && !is_left_open(*source)) say(ReadsSecret{.service = service, .secret = text_of(reading_.sources(), *source)}, source->span);
    if (item.is_map()) say_items(service, {entry.key}, item, *find_shape(shape_of("services"), "secrets"));
  }
}

void Speaker::say_memory(const Text& service, const Path& path, const Value& value) {
  const auto bytes = value.is_scalar() ? parse_size(value.text) : Expected<std::int64_t>(unexpected(""));
  if (!bytes) return say_set(service, path, value.is_scalar() && !is_left_open(value) ? std::optional(text_of(reading_.sources(), value)) : std::nullopt, value.span);
  say(MemoryLimit{.service = service, .bytes = {*bytes, text_of(reading_.sources(), value).span}}, join_spans(path.back().span, value.span));
}

}  // namespace portolan::load
