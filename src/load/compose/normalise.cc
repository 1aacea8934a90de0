#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "load/compose/mount.h"
#include "load/compose/pairs.h"
#include "load/compose/steps.h"

namespace portolan::load {

static Value implied(Value value) {
  value.origins.push_back({OriginKind::implied, value.span, {}, {}});
  return value;
}

static void resolve_pairs(Loader& loader, const Scope& scope, Value& pairs) {
  pairs = to_pairs(loader.sources, std::move(pairs));
  for (Entry& entry : pairs.entries) {
    if (!entry.value.is_null()) continue;
    const auto found = scope.variables->find(entry.key.value);
    if (found == scope.variables->end()) continue;
    Value value = make_string(found->second.value, entry.key.span);
    value.origins.push_back({OriginKind::variable, entry.key.span, entry.key.value, found->second.span});
    entry.value = std::move(value);
  }
}

void resolve_bare_variables(Loader& loader, const Scope& scope, Value& model) {
  for (Entry& entry : entries_of(model, "services")) {
    if (Value* environment = entry.value.find("environment")) resolve_pairs(loader, scope, *environment);
    Value* build = entry.value.find("build");
    Value* args = build ? build->find("args") : nullptr;
    if (args) resolve_pairs(loader, scope, *args);
  }
}

/// `span` is a copy: it often stands in the service, whose entries move.
static void add_dependency(Value& service, std::string_view on, std::string_view restart, Span span) {
  Value* depends_on = service.find("depends_on");
  if (!depends_on) depends_on = &service.set({"depends_on", span}, implied(make_map(span)));
  if (depends_on->find(on)) return;
  Value dependency = implied(make_map(span));
  dependency.set({"condition", span}, make_string("service_started", span));
  dependency.set({"required", span}, make_boolean("true", span));
  if (restart == "true") dependency.set({"restart", span}, make_boolean("true", span));
  depends_on->set({std::string(on), span}, std::move(dependency));
}

static void imply_dependencies(Value& service) {
  if (const Value* links = service.find("links")) {
    const std::vector<Value> items = links->items;
    for (const Value& link : items) add_dependency(service, split(link.text, ':')[0], "true", link.span);
  }
  for (const std::string_view key : {"network_mode", "ipc", "pid", "uts", "cgroup"}) {
    const Value* space = service.find(key);
    if (!space || !space->text.starts_with("service:")) continue;
    const std::string other = space->text.substr(8);
    add_dependency(service, other, "true", space->span);
  }
  if (const Value* from = service.find("volumes_from")) {
    const std::vector<Value> items = from->items;
    for (const Value& item : items) {
      if (!item.text.starts_with("container:")) add_dependency(service, split(item.text, ':')[0], "false", item.span);
    }
  }
}

static void normalise_service(Value& service) {
  if (Value* policy = service.find("pull_policy"); policy && policy->text == "if_not_present") policy->text = "missing";
  if (Value* build = service.find("build")) {
    if (!build->find("dockerfile") && !build->find("dockerfile_inline")) {
      build->set({"dockerfile", build->span}, implied(make_string("Dockerfile", build->span)));
    }
    if (Value* args = build->find("args")) {
      std::erase_if(args->entries, [](const Entry& entry) { return entry.value.is_null(); });
      if (args->entries.empty()) build->erase("args");
    }
  }
  if (Value* volumes = service.find("volumes")) {
    for (Value& volume : volumes->items) {
      if (Value* target = volume.find("target")) target->text = clean_target(target->text);
    }
  }
  if (Value* hooks = service.find("pre_start")) {
    const Value* image = service.find("image");
    for (Value& hook : hooks->items) {
      if (image && hook.is_map() && !hook.find("image")) hook.set({"image", hook.span}, implied(*image));
    }
  }
  imply_dependencies(service);
}

static void imply_default_network(Value& model) {
  bool used = false;
  for (Entry& entry : entries_of(model, "services")) {
    Value& service = entry.value;
    if (service.find("provider") || service.find("network_mode")) continue;
    Value* networks = service.find("networks");
    if (networks && !networks->entries.empty()) {
      used = used || networks->find("default");
      continue;
    }
    used = true;
    Value attachments = implied(make_map(entry.key.span)), nothing;
    nothing.span = entry.key.span;
    attachments.set({"default", entry.key.span}, std::move(nothing));
    service.set({"networks", entry.key.span}, std::move(attachments));
  }
  Value* networks = model.find("networks");
  if (!used || (networks && networks->find("default"))) return;
  if (!networks) networks = &model.set({"networks", {}}, make_map());
  networks->set({"default", {}}, implied(make_map()));
}

void normalise(Loader& loader, const Scope&, Value& model) {
  if (Value* name = model.find("name")) {
    *name = make_string(loader.name, name->span);
  } else {
    model.entries.insert(model.entries.begin(), {{"name", {}}, implied(make_string(loader.name))});
  }
  for (Entry& entry : entries_of(model, "services")) normalise_service(entry.value);
  imply_default_network(model);
  for (const std::string_view part : {"networks", "volumes", "configs", "secrets"}) {
    for (Entry& entry : entries_of(model, part)) {
      Value& resource = entry.value;
      if (resource.is_null()) {
        resource.kind = ValueKind::map;
        resource.span = entry.key.span;
      }
      if (resource.find("name")) continue;
      const Value* external = resource.find("external");
      const std::string name = external && external->text == "true" ? entry.key.value : fmt::format("{}_{}", loader.name, entry.key.value);
      resource.set({"name", entry.key.span}, implied(make_string(name, entry.key.span)));
    }
  }
}

}  // namespace portolan::load
