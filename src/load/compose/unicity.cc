#include <unordered_map>

#include <fmt/format.h>

#include "load/compose/merge.h"
#include "load/compose/mount.h"
#include "load/compose/path_table.h"

namespace portolan::load {

namespace {

enum class Identity { key, text, mount, device, secret, config, port, env_file };

const PathTable<Identity>& identities() {
  static const PathTable<Identity> table{
      {"services.*.build.tags", Identity::key},
      {"services.*.cap_add", Identity::key},
      {"services.*.cap_drop", Identity::key},
      {"services.*.configs", Identity::config},
      {"services.*.devices", Identity::device},
      {"services.*.dns", Identity::key},
      {"services.*.dns_opt", Identity::key},
      {"services.*.dns_search", Identity::key},
      {"services.*.environment", Identity::key},
      {"services.*.env_file", Identity::env_file},
      {"services.*.expose", Identity::text},
      {"services.*.labels", Identity::key},
      {"services.*.links", Identity::key},
      {"services.*.networks.*.aliases", Identity::key},
      {"services.*.networks.*.link_local_ips", Identity::key},
      {"services.*.ports", Identity::port},
      {"services.*.profiles", Identity::key},
      {"services.*.secrets", Identity::secret},
      {"services.*.sysctls", Identity::key},
      {"services.*.tmpfs", Identity::key},
      {"services.*.volumes", Identity::mount},
  };
  return table;
}

std::string text_at(const Value& value, std::string_view key, std::string_view otherwise = {}) {
  const Value* found = value.find(key);
  return found && found->is_scalar() ? found->text : std::string(otherwise);
}

std::string identify(const Value& item, Identity identity) {
  if (item.is_map()) {
    switch (identity) {
      case Identity::mount: return clean_target(text_at(item, "target"));
      case Identity::device: return text_at(item, "target", text_at(item, "source"));
      case Identity::secret: return text_at(item, "target", "/run/secrets/" + text_at(item, "source"));
      case Identity::config: return text_at(item, "target", "/" + text_at(item, "source"));
      case Identity::env_file: return text_at(item, "path");
      case Identity::port:
        return fmt::format("{}:{}:{}/{}", text_at(item, "host_ip", "0.0.0.0"), text_at(item, "published"), text_at(item, "target"),
                           text_at(item, "protocol", "tcp"));
      default: return {};
    }
  }
  switch (identity) {
    case Identity::mount: {
      const auto mount = parse_mount(item.text);
      return mount ? clean_target(mount->target) : item.text;
    }
    case Identity::device: {
      const auto device = parse_device(item.text);
      return device ? device->target : item.text;
    }
    case Identity::secret: return "/run/secrets/" + item.text;
    case Identity::config: return "/" + item.text;
    case Identity::key: return item.text.substr(0, item.text.find('='));
    default: return item.text;
  }
}

void keep_last(Value& list, Identity identity) {
  std::unordered_map<std::string, std::size_t> places;
  std::vector<Value> kept;
  for (Value& item : list.items) {
    const auto [place, added] = places.emplace(identify(item, identity), kept.size());
    if (added) {
      kept.push_back(std::move(item));
    } else {
      Value& earlier = kept[place->second];
      if (earlier.span != item.span) item.origins.push_back({OriginKind::overridden, earlier.span, {}, {}});
      earlier = std::move(item);
    }
  }
  list.items = std::move(kept);
}

void walk(Value& value, const PathTable<Identity>::Node* node) {
  if (!node) return;
  if (value.is_list() && node->rule) keep_last(value, *node->rule);
  for (Entry& entry : value.entries) walk(entry.value, node->step(entry.key.value));
}

}  // namespace

void remove_doubles(Loader&, Value& model) { walk(model, identities().root()); }

}  // namespace portolan::load
