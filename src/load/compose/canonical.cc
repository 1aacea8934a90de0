#include "load/compose/canonical.h"

#include <algorithm>
#include <iterator>
#include <unordered_set>

#include <fmt/format.h>

#include "load/compose/mount.h"
#include "load/compose/pairs.h"
#include "load/compose/path_table.h"
#include "load/compose/port.h"
#include "load/compose/short_parts.h"

namespace portolan::load {

namespace {

Value implied(Value value) {
  value.origins.push_back({OriginKind::implied, value.span, {}, {}});
  return value;
}

void put(Value& map, std::string_view key, Value value) { map.set({std::string(key), map.span}, std::move(value)); }

void put_text(Value& map, std::string_view key, const std::string& text) {
  if (!text.empty()) put(map, key, make_string(text, map.span));
}

/// Says of the value at `key` which variables it was made of.
void trace(Value& map, std::string_view key, const std::vector<Origin>& origins) {
  if (Value* value = map.find(key)) value->origins.insert(value->origins.end(), origins.begin(), origins.end());
}

Value map_like(const Value& value) {
  Value map = make_map(value.span);
  map.origins = value.origins;
  return map;
}

}  // namespace

void expand_build(Value& value) {
  if (!value.is_scalar()) return;
  Value map = map_like(value);
  map.set({"context", value.span}, std::move(value));
  value = std::move(map);
}

void expand_dependencies(Value& value) {
  if (value.is_list()) {
    Value map = map_like(value);
    std::unordered_set<std::string> known;
    for (const Value& item : value.items) {
      if (!known.insert(item.text).second) continue;
      Value dependency = make_map(item.span);
      put(dependency, "condition", implied(make_string("service_started", item.span)));
      put(dependency, "required", implied(make_boolean("true", item.span)));
      map.entries.push_back({{item.text, item.span}, std::move(dependency)});
    }
    value = std::move(map);
    return;
  }
  for (Entry& entry : value.entries) {
    if (entry.value.is_map() && !entry.value.find("required")) put(entry.value, "required", implied(make_boolean("true", entry.key.span)));
  }
}

void expand_names(Value& value) {
  if (!value.is_list()) return;
  Value map = map_like(value);
  std::unordered_set<std::string> known;
  for (const Value& item : value.items) {
    if (!known.insert(item.text).second) continue;
    Value nothing;
    nothing.span = item.span;
    map.entries.push_back({{item.text, item.span}, std::move(nothing)});
  }
  value = std::move(map);
}

namespace {

class Expander {
 public:
  explicit Expander(Loader& loader) : loader_(loader) {}

  /// False when the value must go.
  using Rule = bool (Expander::*)(Value&);

  static const PathTable<Rule>& rules() {
    static const PathTable<Rule> table{
        {"services.*.build", &Expander::build},
        {"services.*.build.additional_contexts", &Expander::pairs},
        {"services.*.build.secrets.*", &Expander::grant},
        {"services.*.build.ssh", &Expander::ssh},
        {"services.*.configs.*", &Expander::grant},
        {"services.*.depends_on", &Expander::dependencies},
        {"services.*.devices.*", &Expander::device},
        {"services.*.dns", &Expander::servers},
        {"services.*.env_file", &Expander::env_files},
        {"services.*.extends", &Expander::extends},
        {"services.*.gpus", &Expander::gpus},
        {"services.*.label_file", &Expander::items},
        {"services.*.models", &Expander::names},
        {"services.*.networks", &Expander::names},
        {"services.*.ports", &Expander::ports},
        {"services.*.secrets.*", &Expander::grant},
        {"services.*.volumes.*", &Expander::mount},
        {"networks.*", &Expander::resource},
        {"volumes.*", &Expander::resource},
        {"secrets.*", &Expander::resource},
        {"configs.*", &Expander::resource},
    };
    return table;
  }

  bool walk(Value& value, const PathTable<Rule>::Node* node) {
    if (!node) return true;
    if (node->rule && !(this->**node->rule)(value)) return false;
    std::erase_if(value.entries, [&](Entry& entry) { return !walk(entry.value, node->step(entry.key.value)); });
    std::erase_if(value.items, [&](Value& item) { return !walk(item, node->step("*")); });
    return true;
  }

 private:
  bool left_open(const Value& value) const { return !loader_.options.interpolate && value.text.find('$') != std::string::npos; }

  bool refuse(const Value& value, std::string_view what, const std::string& reason, std::string help = {}) {
    loader_.error("compose-invalid-value", value.span, fmt::format("{} \"{}\": {}", what, value.text, reason), std::move(help));
    return false;
  }

  bool build(Value& value) { return expand_build(value), true; }
  bool dependencies(Value& value) { return expand_dependencies(value), true; }
  bool names(Value& value) { return expand_names(value), true; }
  bool items(Value& value) { return value = to_items(std::move(value)), true; }
  bool servers(Value& value) {
    value = to_items(std::move(value));
    std::erase_if(value.items, [](const Value& item) { return item.text.empty(); });  // ${UNSET} names no server
    return true;
  }
  bool pairs(Value& value) { return value = to_pairs(loader_.sources, std::move(value)), true; }

  bool ssh(Value& value) {
    if (value.is_scalar()) value = to_items(std::move(value));
    return value = to_pairs(loader_.sources, std::move(value)), true;
  }

  bool grant(Value& value) {
    if (!value.is_scalar()) return true;
    Value map = map_like(value);
    map.set({"source", value.span}, std::move(value));
    return value = std::move(map), true;
  }

  bool extends(Value& value) {
    if (!value.is_scalar()) return true;
    Value map = map_like(value);
    map.set({"service", value.span}, std::move(value));
    return value = std::move(map), true;
  }

  bool gpus(Value& value) {
    if (!value.is_scalar()) return true;
    Value list = make_list(value.span);
    list.items.push_back(make_map(value.span));
    put(list.items[0], "count", make_integer(-1, value.span));
    return value = std::move(list), true;
  }

  bool env_files(Value& value) {
    value = to_items(std::move(value));
    for (Value& item : value.items) {
      if (item.is_scalar()) {
        Value map = map_like(item);
        map.set({"path", item.span}, std::move(item));
        item = std::move(map);
      }
      if (!item.find("required")) put(item, "required", implied(make_boolean("true", item.span)));
    }
    return true;
  }

  bool device(Value& value) {
    if (!value.is_scalar() || left_open(value)) return true;
    const auto device = parse_device(value.text);
    if (!device) return refuse(value, "device", device.error());
    Value map = map_like(value);
    put_text(map, "source", device->source);
    put_text(map, "target", device->target);
    put_text(map, "permissions", device->permissions);
    trace_from_left(map, value, {"source", "target", "permissions"});
    return value = std::move(map), true;
  }

  bool mount(Value& value) {
    if (!value.is_scalar()) return true;
    const auto mount = parse_mount(value.text);
    if (!mount) return refuse(value, "volume", mount.error(), "write SOURCE:TARGET or SOURCE:TARGET:OPTIONS");
    const std::string_view path = mount->source.empty() ? std::string_view(mount->target) : mount->source;
    const bool drive = path.size() > 1 && path[1] == ':' && path != value.text.substr(0, 2);
    if (drive && (mount->source.empty() || !is_container_path(mount->target))) {
      loader_.warning("compose-invalid-value", value.span, fmt::format("volume \"{}\": \"{}\" is read as a path of Windows", value.text, path),
                      "give the volume a name of two letters or more");
    }
    Value map = map_like(value);
    put_text(map, "type", mount->type);
    put_text(map, "source", mount->source);
    put_text(map, "target", clean_target(mount->target));
    if (mount->read_only) put(map, "read_only", make_boolean("true", value.span));
    Value bind = make_map(value.span);
    put_text(bind, "selinux", mount->selinux);
    put_text(bind, "propagation", mount->propagation);
    if (mount->type == "bind") put(bind, "create_host_path", implied(make_boolean("true", value.span)));
    if (!bind.entries.empty()) put(map, "bind", std::move(bind));
    Value volume = make_map(value.span);
    if (mount->no_copy) put(volume, "nocopy", make_boolean("true", value.span));
    if (mount->type == "volume" || mount->no_copy) put(map, "volume", std::move(volume));
    trace_from_left(map, value, mount->source.empty() ? std::vector<std::string_view>{"target"} : std::vector<std::string_view>{"source", "target"});
    return value = std::move(map), true;
  }

  static bool is_container_path(std::string_view text) { return text.starts_with('/') || (text.size() > 2 && text[1] == ':'); }

  bool ports(Value& value) {
    std::vector<Value> expanded;
    for (Value& item : value.items) {
      if (!item.is_scalar() || left_open(item)) {
        expanded.push_back(std::move(item));
        continue;
      }
      auto ports = parse_port(item.text);
      if (!ports) {
        refuse(item, "port", ports.error(), "write HOST:CONTAINER, such as \"8080:80\"");
        continue;
      }
      constexpr std::size_t values_of_a_port = 3;  // a whole range 1-65535 will do, a second one will not
      if (!loader_.repeat(values_of_a_port * (ports->size() - 1), 0, item.span)) break;
      for (const ShortPort& port : *ports) expanded.push_back(long_port(item, port));
    }
    return value.items = std::move(expanded), true;
  }

  void trace_from_left(Value& map, const Value& item, const std::vector<std::string_view>& keys) const {
    if (item.origins.empty()) return;
    const auto parts = origins_of_parts(loader_.sources, item);
    for (std::size_t i = 0; i < keys.size(); ++i) trace(map, keys[i], parts[std::min(i, parts.size() - 1)]);
  }

  Value long_port(const Value& item, const ShortPort& port) const {
    Value map = map_like(item);
    put(map, "mode", implied(make_string("ingress", item.span)));
    put_text(map, "host_ip", port.host_ip);
    put(map, "target", make_integer(port.target, item.span));
    put_text(map, "published", port.published);
    put_text(map, "protocol", port.protocol);
    if (item.origins.empty()) return map;
    const auto parts = origins_of_parts(loader_.sources, item);
    const auto from_right = [&](std::size_t place) { return parts[parts.size() - 1 - std::min(place, parts.size() - 1)]; };
    trace(map, "target", from_right(0));
    trace(map, "published", from_right(1));
    trace(map, "host_ip", from_right(2));
    return map;
  }

  /// external: {name: x} is the old form of external: true with name: x.
  bool resource(Value& value) {
    Value* external = value.find("external");
    if (!external || !external->is_map()) return true;
    const Value* name = external->find("name");
    if (name && value.find("name") && value.find("name")->text != name->text) {
      return refuse(*name, "name", "the resource has two names", "keep \"name\" beside \"external: true\"");
    }
    if (name) {
      Value moved = *name;
      value.set({"name", moved.span}, std::move(moved));
      external = value.find("external");
    }
    *external = make_boolean("true", external->span);
    return true;
  }

  Loader& loader_;
};

}  // namespace

void expand_short_forms(Loader& loader, Value& model) { Expander(loader).walk(model, Expander::rules().root()); }

}  // namespace portolan::load
