#include "load/compose/merge.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "load/compose/canonical.h"
#include "load/compose/pairs.h"
#include "load/compose/path_table.h"

namespace portolan::load {

namespace {

enum class MergeRule { replace, pairs, items, hosts, build, dependencies, names, logging, subnets };

const PathTable<MergeRule>& merge_rules() {
  static const PathTable<MergeRule> table{
      {"networks.*.ipam.config", MergeRule::subnets},
      {"networks.*.labels", MergeRule::pairs},
      {"volumes.*.labels", MergeRule::pairs},
      {"services.*.annotations", MergeRule::pairs},
      {"services.*.build", MergeRule::build},
      {"services.*.build.additional_contexts", MergeRule::pairs},
      {"services.*.build.args", MergeRule::pairs},
      {"services.*.build.extra_hosts", MergeRule::hosts},
      {"services.*.build.labels", MergeRule::pairs},
      {"services.*.command", MergeRule::replace},
      {"services.*.depends_on", MergeRule::dependencies},
      {"services.*.deploy.labels", MergeRule::pairs},
      {"services.*.dns", MergeRule::items},
      {"services.*.dns_opt", MergeRule::items},
      {"services.*.dns_search", MergeRule::items},
      {"services.*.entrypoint", MergeRule::replace},
      {"services.*.env_file", MergeRule::items},
      {"services.*.environment", MergeRule::pairs},
      {"services.*.extra_hosts", MergeRule::hosts},
      {"services.*.healthcheck.test", MergeRule::replace},
      {"services.*.label_file", MergeRule::items},
      {"services.*.labels", MergeRule::pairs},
      {"services.*.logging", MergeRule::logging},
      {"services.*.models", MergeRule::names},
      {"services.*.networks", MergeRule::names},
      {"services.*.sysctls", MergeRule::pairs},
      {"services.*.tmpfs", MergeRule::items},
      {"services.*.ulimits.*", MergeRule::replace},
  };
  return table;
}

class Merger {
 public:
  using Node = PathTable<MergeRule>::Node;

  explicit Merger(Loader& loader) : loader_(loader) {}

  /// `place`: where the overlay stands, its key included.
  void merge(Value& base, Value overlay, const Node* node, std::string_view name, const Span& place) {
    if (overlay.is_null()) return;
    if (base.is_null()) {
      take(base, std::move(overlay));
    } else if (node && node->rule) {
      apply(*node->rule, base, std::move(overlay), node, name, place);
    } else if (base.is_map() || base.is_list()) {
      if (base.kind != overlay.kind) {
        refuse(base, overlay, name);
      } else if (base.is_map()) {
        merge_maps(base, std::move(overlay), node, place);
      } else {
        append(base, std::move(overlay));
      }
    } else {
      take(base, std::move(overlay));
    }
  }

 private:
  static void take(Value& base, Value overlay) {
    if (base.span.known() && base.span != overlay.span) {
      overlay.origins.push_back({OriginKind::overridden, base.span, {}, {}});
    }
    base = std::move(overlay);
  }

  void refuse(const Value& base, const Value& overlay, std::string_view name) {
    loader_.report(
        {.rule = "compose-invalid-type",
         .span = overlay.span,
         .message = fmt::format("cannot override \"{}\": it is {} here and {} before", name, name_of(overlay.kind), name_of(base.kind)),
         .related = {{base.span, "defined here"}},
         .help = "write both in the same form, or replace the value with !override"});
  }

  static void append(Value& base, Value overlay) {
    base.items.insert(base.items.end(), std::make_move_iterator(overlay.items.begin()), std::make_move_iterator(overlay.items.end()));
    base.origins.push_back({OriginKind::merged, overlay.span, {}, {}});
  }

  void merge_maps(Value& base, Value overlay, const Node* node, const Span& place) {
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < base.entries.size(); ++i) places.emplace(base.entries[i].key.value, i);
    for (Entry& entry : overlay.entries) {
      const auto found = places.find(entry.key.value);
      if (found == places.end()) {
        base.entries.push_back(std::move(entry));
      } else {
        const std::string name = entry.key.value;
        Span below = entry.value.span;
        if (below.file == entry.key.span.file && entry.key.span.begin < below.begin) below.begin = entry.key.span.begin;
        merge(base.entries[found->second].value, std::move(entry.value), node ? node->step(name) : nullptr, name, below);
      }
    }
    base.origins.push_back({OriginKind::merged, place, {}, {}});
  }

  void merge_as_maps(Value& base, Value overlay) {
    base = to_pairs(loader_.sources, std::move(base));
    overlay = to_pairs(loader_.sources, std::move(overlay));
    // Here an absent value is a value: it passes the variable on from the shell.
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < base.entries.size(); ++i) places.emplace(base.entries[i].key.value, i);
    for (Entry& entry : overlay.entries) {
      const auto present = places.find(entry.key.value);
      if (present == places.end()) {
        base.entries.push_back(std::move(entry));
      } else {
        Entry& kept = base.entries[present->second];
        take(kept.value, std::move(entry.value));
        kept.key.span = entry.key.span;
      }
    }
    base.origins.push_back({OriginKind::merged, overlay.span, {}, {}});
  }

  void merge_hosts(Value& base, Value overlay) {
    const auto flatten = [](Value value) {
      if (!value.is_map()) return to_items(std::move(value));
      Value list = make_list(value.span);
      for (const Entry& entry : value.entries) {
        for (const Value& address : to_items(entry.value).items) list.items.push_back(make_string(entry.key.value + "=" + address.text, entry.key.span));
      }
      return list;
    };
    base = flatten(std::move(base));
    for (Value& item : flatten(std::move(overlay)).items) {
      const bool known = std::any_of(base.items.begin(), base.items.end(), [&](const Value& other) { return other.text == item.text; });
      if (!known) base.items.push_back(std::move(item));
    }
  }

  /// Drivers that differ have different options, so the block is replaced.
  void merge_logging(Value& base, Value overlay, const Node* node, std::string_view name, const Span& place) {
    if (!base.is_map() || !overlay.is_map()) return refuse(base, overlay, name);
    const Value* before = base.find("driver");
    const Value* after = overlay.find("driver");
    if (before && after && before->text != after->text) {
      take(base, std::move(overlay));
    } else {
      merge_maps(base, std::move(overlay), node, place);
    }
  }

  void merge_subnets(Value& base, Value overlay, const Node* node, std::string_view name) {
    if (!base.is_list() || !overlay.is_list()) return refuse(base, overlay, name);
    for (Value& item : overlay.items) {
      const Value* subnet = item.find("subnet");
      const auto same = std::find_if(base.items.begin(), base.items.end(), [&](const Value& other) {
        const Value* known = other.find("subnet");
        return (!known && !subnet) || (known && subnet && known->text == subnet->text);
      });
      if (same == base.items.end()) {
        base.items.push_back(std::move(item));
      } else {
        const Span place = item.span;
        merge_maps(*same, std::move(item), node, place);
      }
    }
  }

  void apply(MergeRule rule, Value& base, Value overlay, const Node* node, std::string_view name, const Span& place) {
    switch (rule) {
      case MergeRule::replace: return take(base, std::move(overlay));
      case MergeRule::pairs: return merge_as_maps(base, std::move(overlay));
      case MergeRule::items: {
        base = to_items(std::move(base));
        return append(base, to_items(std::move(overlay)));
      }
      case MergeRule::hosts: return merge_hosts(base, std::move(overlay));
      case MergeRule::logging: return merge_logging(base, std::move(overlay), node, name, place);
      case MergeRule::subnets: return merge_subnets(base, std::move(overlay), node, name);
      case MergeRule::build:
        expand_build(base);
        expand_build(overlay);
        break;
      case MergeRule::dependencies:
        expand_dependencies(base);
        expand_dependencies(overlay);
        break;
      case MergeRule::names:
        expand_names(base);
        expand_names(overlay);
        break;
    }
    if (base.is_map() && overlay.is_map()) return merge_maps(base, std::move(overlay), node, place);
    refuse(base, overlay, name);
  }

  Loader& loader_;
};

}  // namespace

void merge_models(Loader& loader, Value& base, Value overlay) {
  if (base.is_null()) {
    base = std::move(overlay);
    return;
  }
  const Span place = overlay.span;
  Merger(loader).merge(base, std::move(overlay), merge_rules().root(), "file", place);
}

void merge_services(Loader& loader, Value& base, Value overlay) {
  const Span place = overlay.span;
  Merger(loader).merge(base, std::move(overlay), merge_rules().root()->step("services")->step("*"), "service", place);
}

}  // namespace portolan::load
