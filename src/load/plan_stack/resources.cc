#include "load/plan_stack/resources.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace portolan::load {

namespace {

bool is_name(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'; };
  return !text.empty() && text[0] != '.' && std::all_of(text.begin(), text.end(), allowed);
}

std::vector<Spanned<std::string>> volumes_of(const Value& service) {
  std::vector<Spanned<std::string>> names;
  const Value* volumes = service.find("volumes");
  for (const Value& item : volumes ? volumes->items : std::vector<Value>{}) {
    if (item.is_map()) {
      const Value* type = item.find("type");
      const Value* source = item.find("source");
      if (type && type->text == "volume" && source && is_name(source->text)) names.push_back({source->text, source->span});
      continue;
    }
    const std::vector<std::string_view> parts = split(item.text, ':');
    if (parts.size() > 1 && is_name(parts[0]) && parts[1].starts_with('/')) names.push_back({std::string(parts[0]), item.span});
  }
  return names;
}

std::vector<Spanned<std::string>> networks_of(const Value& service) {
  std::vector<Spanned<std::string>> names;
  const Value* networks = service.find("networks");
  if (!networks) return names;
  for (const Value& item : networks->items) names.push_back({item.text, item.span});
  for (const Entry& entry : networks->entries) names.push_back(entry.key);
  std::erase_if(names, [](const Spanned<std::string>& name) { return name.value == "default" || !is_name(name.value); });
  return names;
}

void define(Value& document, const char* part, const std::vector<Spanned<std::string>>& names) {
  for (const Spanned<std::string>& name : names) {
    Value* section = document.find(part);
    if (!section) section = &document.set({part, name.span}, make_map(name.span));
    if (!section->is_map() || section->find(name.value)) continue;
    Value bare;
    bare.span = name.span;
    bare.origins.push_back({OriginKind::implied, name.span, std::string(used_there), {}});
    section->set(name, std::move(bare));
  }
}

}  // namespace

void define_resources(Value& document, const std::set<std::string>& defined) {
  const Value* services = document.find("services");
  if (!services) return;
  std::vector<Spanned<std::string>> networks, volumes;
  for (const Entry& service : services->entries) {
    const auto used_networks = networks_of(service.value), used_volumes = volumes_of(service.value);
    networks.insert(networks.end(), used_networks.begin(), used_networks.end());
    volumes.insert(volumes.end(), used_volumes.begin(), used_volumes.end());
  }
  if (!defined.contains("networks")) define(document, "networks", networks);
  if (!defined.contains("volumes")) define(document, "volumes", volumes);
}

}  // namespace portolan::load
