#include "cli/config_json.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <vector>

namespace portolan::cli {

namespace {

/// Mappings whose keys are the user's own, so that a key with "x-" is one like any other.
bool has_free_keys(std::string_view key) {
  constexpr std::array<std::string_view, 12> free{"additional_contexts", "annotations", "args",    "aux_addresses", "depends_on", "driver_opts",
                                                  "environment",         "labels",      "options", "services", "storage_opt", "sysctls"};
  return std::find(free.begin(), free.end(), key) != free.end();
}

enum class Extensions { kept, dropped };

Json to_json(const Value& value, std::string_view key, Extensions extensions);

Json map_to_json(const Value& value, std::string_view key, Extensions extensions) {
  std::vector<const Entry*> entries;
  for (const Entry& entry : value.entries) {
    const bool drop = extensions == Extensions::dropped && !has_free_keys(key) && entry.key.value.starts_with("x-");
    if (!drop) entries.push_back(&entry);
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->key.value < b->key.value; });
  Json map = Json::object();
  for (const Entry* entry : entries) map[entry->key.value] = to_json(entry->value, entry->key.value, extensions);
  return map;
}

Json to_json(const Value& value, std::string_view key, Extensions extensions) {
  switch (value.kind) {
    case ValueKind::null: return nullptr;
    case ValueKind::boolean: return value.text == "true";
    case ValueKind::integer:
    case ValueKind::number: {
      Json number = Json::parse(value.text, nullptr, false);
      return number.is_discarded() ? Json(value.text) : number;
    }
    case ValueKind::string: return value.text;
    case ValueKind::map: return map_to_json(value, key, extensions);
    case ValueKind::list: break;
  }
  Json list = Json::array();
  for (const Value& item : value.items) list.push_back(to_json(item, key, extensions));
  return list;
}

void capitalise(Json& item) {
  for (const auto& [plain, capital] : {std::pair{"path", "Path"}, std::pair{"rate", "Rate"}, std::pair{"weight", "Weight"}}) {
    if (!item.contains(plain)) continue;
    item[capital] = item[plain];
    item.erase(plain);
  }
}

void shape_service(Json& service) {
  for (const char* key : {"command", "entrypoint"}) {
    if (!service.contains(key)) service[key] = nullptr;
  }
  // Keys that were added now stand behind the others; the order is alphabetical for all.
  std::map<std::string, Json> sorted;
  for (auto& [key, member] : service.items()) sorted.emplace(key, std::move(member));
  service = Json::object();
  for (auto& [key, member] : sorted) service[key] = std::move(member);
  if (service.contains("blkio_config")) {
    for (auto& [key, list] : service["blkio_config"].items()) {
      if (!list.is_array()) continue;
      for (Json& item : list) capitalise(item);
    }
  }
  if (service.contains("develop") && service["develop"].contains("watch")) {
    for (Json& item : service["develop"]["watch"]) {
      if (!item.contains("exec")) item["exec"] = Json{{"command", nullptr}};
    }
  }
}

}  // namespace

Json config_json(const Value& model) {
  Json json = Json::object();
  if (const Value* name = model.find("name")) json["name"] = name->text;
  for (const std::string_view part : {"configs", "networks", "secrets", "services", "volumes"}) {
    const Value* found = model.find(part);
    Json resources = found ? map_to_json(*found, part, Extensions::dropped) : Json::object();
    if (part == "services") {
      for (auto& [name, service] : resources.items()) shape_service(service);
    }
    if (part == "services" || !resources.empty()) json[std::string(part)] = std::move(resources);
  }
  for (const Entry& entry : model.entries) {
    if (entry.key.value.starts_with("x-")) json[entry.key.value] = to_json(entry.value, entry.key.value, Extensions::kept);
  }
  return json;
}

}  // namespace portolan::cli
