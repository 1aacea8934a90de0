#include "render/facts/volumes.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "check/claims/words.h"
#include "render/facts/meaning.h"
#include "render/facts/mounts.h"

namespace portolan::render {

namespace {

class StoreList {
 public:
  StoreList(const Stack& stack, std::size_t environment, const Masking& masking)
      : stack_(stack), environment_(stack.environments[environment]), masking_(masking) {}

  void add_volumes() {
    for (const Volume& volume : environment_.volumes) {
      StoreFact& store = stores.emplace_back();
      store.name = volume.name.value;
      store.volume = &volume;
      store.driver = driver_text(environment_, volume, masking_);
      store.span = volume.name.span;
    }
  }

  void add_mounts(const Service& service) {
    for (const MountFact& mount : list_mounts(environment_, service, masking_)) {
      StoreFact& store = store_of(mount);
      store.uses.push_back({&service, mount.target, mount.read_only, mount.options, mount.span});
      if (!store.span.known()) store.span = mount.span;
    }
  }

  std::vector<StoreFact> stores;

 private:
  StoreFact& store_of(const MountFact& mount) {
    const bool single = mount.kind == StoreKind::anonymous || mount.kind == StoreKind::memory;
    const auto same = std::find_if(stores.begin(), stores.end(), [&](const StoreFact& store) {
      if (store.kind != mount.kind || single) return false;
      return store.name == mount.source || (mount.kind == StoreKind::bind && normal_path(store.name) == normal_path(mount.source));
    });
    if (same != stores.end()) return *same;
    StoreFact& store = stores.emplace_back();
    store.kind = mount.kind;
    store.name = mount.source;
    store.missing = mount.kind == StoreKind::bind && is_missing(stack_, environment_, mount.source);
    return store;
  }

  const Stack& stack_;
  const Environment& environment_;
  const Masking& masking_;
};

bool names_store(const StoreFact& store, std::string_view written) {
  if (store.name.empty() || written.empty()) return false;
  if (store.name == written) return true;
  if (store.kind == StoreKind::bind) return normal_path(store.name) == normal_path(written);
  return store.volume && !store.volume->resource_name.empty() && store.volume->resource_name == written;
}

/// By its name, or, when the plan calls it otherwise, by the place where the service mounts it.
bool is_about(const ClaimView& view, const MountsVolume& said, const StoreFact& store) {
  if (names_store(store, check::unquoted(said.source.value))) return true;
  if (!said.target || view.claim->outcome != Outcome::contradicted) return false;
  return std::any_of(store.uses.begin(), store.uses.end(), [&](const StoreUse& use) {
    return use.service->name.value == view.claim->service && normal_path(use.target) == normal_path(check::unquoted(said.target->value));
  });
}

void attach_claims(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking, std::vector<StoreFact>& stores) {
  for (const ClaimView& view : all_claims(stack, report)) {
    const auto* said = std::get_if<MountsVolume>(&view.statement->fact);
    if (!said || !speaks_of(*view.claim, environment)) continue;
    for (StoreFact& store : stores) {
      if (!is_about(view, *said, store)) continue;
      if (store.purpose.empty() && view.claim->outcome != Outcome::contradicted) store.purpose = find_meaning(view, masking);
      if (!store.claim || rank_of(view.claim->outcome) < rank_of(store.claim->claim->outcome)) store.claim = view;
    }
  }
}

/// The first mount of another environment that stands where one of `store` does.
const MountFact* find_counterpart(const std::vector<std::pair<std::string, MountFact>>& others, const StoreFact& store) {
  for (const StoreUse& use : store.uses) {
    for (const auto& [service, mount] : others) {
      if (service == use.service->name.value && normal_path(mount.target) == normal_path(use.target)) return &mount;
    }
  }
  return nullptr;
}

void compare_with(const Environment& environment, std::size_t index, const Masking& masking, std::vector<StoreFact>& stores) {
  std::vector<std::pair<std::string, MountFact>> mounts;
  for (const Service& service : environment.services) {
    for (MountFact& mount : list_mounts(environment, service, masking)) mounts.emplace_back(service.name.value, std::move(mount));
  }
  for (StoreFact& store : stores) {
    StoreElsewhere& there = store.elsewhere.emplace_back();
    there.environment = index;
    const bool unused_too = store.uses.empty() && environment.find_volume(store.name);
    const MountFact* other = find_counterpart(mounts, store);
    const bool same_name = std::any_of(mounts.begin(), mounts.end(), [&](const auto& mount) { return mount.second.kind == store.kind && names_store(store, mount.second.source); });
    const bool same_place = other && other->kind == store.kind && (store.name.empty() || names_store(store, other->source));
    if (unused_too || same_name || same_place) {
      there.presence = StoreElsewhere::Presence::same;
    } else if (other) {
      there.presence = StoreElsewhere::Presence::renamed;
      there.name = describe_mount(*other);
    }
  }
}

}  // namespace

bool StoreFact::shared() const {
  return std::any_of(uses.begin(), uses.end(), [&](const StoreUse& use) { return use.service != uses.front().service; });
}

std::vector<StoreFact> list_stores(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking) {
  StoreList list(stack, environment, masking);
  list.add_volumes();
  for (const Service& service : stack.environments[environment].services) list.add_mounts(service);
  std::stable_sort(list.stores.begin(), list.stores.end(), [](const StoreFact& a, const StoreFact& b) { return a.kind < b.kind; });
  attach_claims(stack, report, environment, masking, list.stores);
  for (std::size_t e = 0; e < stack.environments.size(); ++e) {
    if (e != environment) compare_with(stack.environments[e], e, masking, list.stores);
  }
  return std::move(list.stores);
}

Verdicts judge_stores(const Stack& stack, const StackReport& report, std::size_t environment) {
  return judge_claims(stack, report, environment, [](const Fact& fact) { return std::holds_alternative<MountsVolume>(fact); });
}

}  // namespace portolan::render
