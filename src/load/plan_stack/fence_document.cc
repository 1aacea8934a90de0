#include "load/plan_stack/fence_document.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace portolan::load {

namespace {

/// The fragment as a whole document: its tree below the keys of its path. Keys of a service stand under the heading's words for it, which must lead to one.
Value document_of(const Fragment& fragment, const ServiceNames& names) {
  Value document = fragment.tree;
  if (fragment.path.size() > 1 && fragment.path[0].value == "services") {
    const auto name = names.find(fragment.path[1].value);
    if (!name) return make_map(fragment.span);
    Value services = make_map(fragment.path[0].span);
    services.set({*name, fragment.path[1].span}, std::move(document));
    document = make_map(fragment.path[0].span);
    document.set({"services", fragment.path[1].span}, std::move(services));
    return document;
  }
  for (auto step = fragment.path.rbegin(); step != fragment.path.rend(); ++step) {
    Value outer = make_map(step->span.known() ? step->span : fragment.span);
    outer.set(*step, std::move(document));
    document = std::move(outer);
  }
  return document;
}

bool is_top_key(std::string_view key) {
  return key == "services" || key == "networks" || key == "volumes" || key == "secrets" || key == "configs" || key == "name" || key.starts_with("x-");
}

/// Only what a compose file holds: services that are maps or bare names. `version` is obsolete and says nothing.
Value only_compose(Value document) {
  if (!document.is_map()) return make_map(document.span);
  std::erase_if(document.entries, [](const Entry& entry) { return !is_top_key(entry.key.value) || entry.key.value == "version"; });
  for (Entry& part : document.entries) {
    if (part.key.value == "name" || part.key.value.starts_with("x-") || !part.value.is_map()) continue;
    std::erase_if(part.value.entries, [](const Entry& entry) { return !entry.value.is_map() && !entry.value.is_null(); });
  }
  std::erase_if(document.entries, [](const Entry& entry) {
    const bool part = entry.key.value != "name" && !entry.key.value.starts_with("x-");
    return part && (!entry.value.is_map() || entry.value.entries.empty());
  });
  return document;
}

}  // namespace

Value fence_document(const Fragment& fragment, const ServiceNames& names) { return only_compose(document_of(fragment, names)); }

std::vector<std::string> services_in_fences(const Plan& plan) {
  std::vector<std::string> names;
  for (const Fragment& fragment : plan.fragments) {
    if (fragment.path.size() > 1) continue;
    const Value document = fence_document(fragment, {});
    const Value* services = document.find("services");
    for (const Entry& service : services ? services->entries : std::vector<Entry>{}) {
      if (std::find(names.begin(), names.end(), service.key.value) == names.end()) names.push_back(service.key.value);
    }
  }
  return names;
}

}  // namespace portolan::load
