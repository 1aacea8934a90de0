#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "load/compose/pairs.h"
#include "load/compose/steps.h"

namespace portolan::load {

static bool is_active(const ProjectOptions& options, const Value& service) {
  const Value* profiles = service.find("profiles");
  if (!profiles || profiles->items.empty()) return true;
  for (const std::string& active : options.profiles) {
    if (active == "*") return true;
    if (std::any_of(profiles->items.begin(), profiles->items.end(), [&](const Value& item) { return item.text == active; })) return true;
  }
  return false;
}

/// Those named and what they depend on, whatever their profiles.
static std::set<std::string> reach(Loader& loader, Value& model) {
  std::set<std::string> wanted;
  std::vector<std::string> open = loader.options.services;
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    if (!wanted.insert(name).second) continue;
    const Value* services = model.find("services");
    const Value* service = services ? services->find(name) : nullptr;
    const Value* depends_on = service ? service->find("depends_on") : nullptr;
    if (!depends_on) continue;
    for (const Entry& dependency : depends_on->entries) open.push_back(dependency.key.value);
  }
  return wanted;
}

static void select_named(Loader& loader, Value& model) {
  const Value* services = model.find("services");
  for (const std::string& name : loader.options.services) {
    if (services && services->find(name)) continue;
    loader.error("compose-undefined-reference", services ? services->span : model.span, fmt::format("no service is called \"{}\"", name));
  }
  const std::set<std::string> wanted = reach(loader, model);
  std::erase_if(entries_of(model, "services"), [&](const Entry& entry) { return !wanted.contains(entry.key.value); });
}

void select_profiles(Loader& loader, const Scope&, Value& model) {
  if (loader.options.keep_inactive) return;
  if (!loader.options.services.empty()) return select_named(loader, model);
  std::vector<Entry>& services = entries_of(model, "services");
  for (const Entry& entry : services) {
    if (!is_active(loader.options, entry.value)) loader.inactive.insert(entry.key.value);
  }
  std::erase_if(services, [&](const Entry& entry) { return loader.inactive.contains(entry.key.value); });
}

static void collect_keys(const Value* map, std::set<std::string>& names) {
  if (!map) return;
  for (const Entry& entry : map->entries) names.insert(entry.key.value);
}

static void collect_sources(const Value* list, std::set<std::string>& names) {
  if (!list) return;
  for (const Value& item : list->items) {
    if (const Value* source = item.find("source")) names.insert(source->text);
  }
}

void drop_unused(Loader& loader, const Scope&, Value& model) {
  if (loader.options.all_resources || loader.options.keep_inactive) return;
  std::set<std::string> networks, volumes, secrets, configs, models;
  for (const Entry& entry : entries_of(model, "services")) {
    const Value& service = entry.value;
    collect_keys(service.find("networks"), networks);
    collect_keys(service.find("models"), models);
    collect_sources(service.find("secrets"), secrets);
    collect_sources(service.find("configs"), configs);
    if (const Value* build = service.find("build")) collect_sources(build->find("secrets"), secrets);
    if (const Value* mounts = service.find("volumes")) {
      for (const Value& mount : mounts->items) {
        const Value* type = mount.find("type");
        const Value* source = mount.find("source");
        if (type && source && type->text == "volume") volumes.insert(source->text);
      }
    }
  }
  const auto keep = [&](std::string_view part, const std::set<std::string>& used) {
    std::erase_if(entries_of(model, part), [&](const Entry& entry) { return !is_extension(entry.key.value) && !used.contains(entry.key.value); });
    if (const Value* left = model.find(part); left && left->entries.empty()) model.erase(part);
  };
  keep("networks", networks);
  keep("volumes", volumes);
  keep("secrets", secrets);
  keep("configs", configs);
  keep("models", models);
}

}  // namespace portolan::load
