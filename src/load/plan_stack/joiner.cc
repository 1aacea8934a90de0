#include "load/plan_stack/joiner.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace portolan::load {

namespace {

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// Sorted. Lists of a service whose items name things of their own.
constexpr std::array<std::string_view, 21> name_lists{"aliases", "cap_add", "cap_drop", "configs", "depends_on", "devices", "dns", "dns_search", "env_file", "expose", "extra_hosts",
                                                      "group_add", "links", "networks", "ports", "profiles", "secrets", "security_opt", "tmpfs", "volumes", "volumes_from"};
// Sorted. NAME=value lists and maps.
constexpr std::array<std::string_view, 6> pair_lists{"annotations", "args", "environment", "extra_hosts", "labels", "sysctls"};
// Sorted. Lists of names that may be maps from names to more.
constexpr std::array<std::string_view, 2> name_maps{"depends_on", "networks"};

bool is_pairs(const std::vector<std::string>& path) { return path.size() >= 3 && path[0] == "services" && path.back() != "extra_hosts" && contains(pair_lists, path.back()); }
bool is_names(const std::vector<std::string>& path) { return path.size() == 3 && path[0] == "services" && contains(name_maps, path.back()); }
bool is_build(const std::vector<std::string>& path) { return path.size() == 3 && path[0] == "services" && path[2] == "build"; }
bool is_name_list(const std::vector<std::string>& path) { return path.size() >= 3 && path[0] == "services" && contains(name_lists, path.back()); }

/// "80:80/tcp" → "80/tcp", "./a:/b:ro" → "/b", a long form by its target or source, everything else by its text.
std::string identity_of(const Value& item, const std::string& list) {
  if (item.is_map()) {
    for (const std::string_view key : {"target", "source", "path"}) {
      if (const Value* found = item.find(key); found && found->is_scalar()) return found->text;
    }
    return {};
  }
  if (list == "ports") {
    const std::size_t cut = item.text.rfind(':');
    std::string port = cut == std::string::npos ? item.text : item.text.substr(cut + 1);
    return port.ends_with("/tcp") ? port.substr(0, port.size() - 4) : port;
  }
  if (list == "volumes") {
    const std::vector<std::string_view> parts = split(item.text, ':');
    return std::string(parts.size() > 1 ? parts[1] : parts[0]);
  }
  return item.text;
}

struct Pair {
  Spanned<std::string> key;
  Value value;
};

std::vector<Pair> pairs_in(const Value& value) {
  std::vector<Pair> pairs;
  for (const Entry& entry : value.entries) pairs.push_back({entry.key, entry.value});
  for (const Value& item : value.items) {
    const std::size_t cut = item.text.find('=');
    Pair pair{{item.text.substr(0, cut), item.span}, Value{}};
    if (cut != std::string::npos) {
      pair.value = make_string(item.text.substr(cut + 1), item.span);
    } else {
      pair.value.span = item.span;
    }
    pair.value.origins = item.origins;
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

/// `[a, b]` → `{a: , b: }`; in depends_on a bare name means that it has started.
Value as_map(const Value& list, const std::string& attribute) {
  Value map = make_map(list.span);
  map.origins = list.origins;
  for (const Value& item : list.items) {
    Value value;
    value.span = item.span;
    if (attribute == "depends_on") {
      value = make_map(item.span);
      value.set({"condition", item.span}, make_string("service_started", item.span));
    }
    map.set({item.text, item.span}, std::move(value));
  }
  return map;
}

/// As data, without what quotes and long forms change.
bool says_the_same(const Value& a, const Value& b) {
  if (a.is_scalar() && b.is_scalar()) return a.text == b.text;
  return same_data(a, b);
}

bool is_placeholder_value(const Value& value) { return value.tag == placeholder_tag; }

std::string without_first(const std::vector<std::string>& path, std::size_t count) {
  return join(std::vector<std::string>(path.begin() + static_cast<std::ptrdiff_t>(std::min(count, path.size())), path.end()), ".");
}

}  // namespace

void Joiner::join(Value& tree, const Value& more) {
  silent_ = false;
  Path path;
  lay(tree, more, path);
}

void Joiner::fill(Value& tree, const Value& more) {
  silent_ = true;
  Path path;
  lay(tree, more, path);
}

void Joiner::complete(Value& tree, const Value& more) {
  Value* services = tree.find("services");
  const Value* added = more.find("services");
  if (!services || !added) return;
  for (const Entry& entry : added->entries) {
    Value* service = services->find(entry.key.value);
    if (!service) continue;
    if (service->is_null()) *service = make_map(service->span);
    if (!service->is_map()) continue;
    for (const Entry& key : entry.value.entries) {
      if (!service->find(key.key.value)) service->entries.push_back(key);
    }
  }
}

void Joiner::lay(Value& tree, const Value& more, Path& path) {
  if (++steps_ > most_steps || more.is_null()) return;
  if (tree.is_null() || (is_placeholder_value(tree) && !is_placeholder_value(more))) {
    tree = more;
  } else if (is_placeholder_value(more)) {
    return;
  } else if (is_pairs(path)) {
    lay_pairs(tree, more, path);
  } else if (is_names(path) && tree.kind != more.kind) {
    lay_names(tree, more, path);
  } else if (is_build(path) && tree.is_map() != more.is_map()) {
    lay_builds(tree, more, path);
  } else if (tree.is_map() && more.is_map()) {
    lay_map(tree, more, path);
  } else if (is_name_list(path) && tree.is_list() && more.is_list()) {
    lay_list(tree, more, path);
  } else if (!says_the_same(tree, more)) {
    differ(tree, more, path);
  }
}

void Joiner::lay_map(Value& tree, const Value& more, Path& path) {
  for (const Entry& entry : more.entries) {
    steps_ += tree.entries.size();
    if (exhausted()) return;
    Value* own = tree.find(entry.key.value);
    if (!own) {
      tree.entries.push_back(entry);
      continue;
    }
    path.push_back(entry.key.value);
    lay(*own, entry.value, path);
    path.pop_back();
  }
}

void Joiner::lay_names(Value& tree, const Value& more, Path& path) {
  const auto usable = [](const Value& value) { return value.is_map() || value.is_list(); };
  if (!usable(tree) || !usable(more)) return differ(tree, more, path);
  if (tree.is_list()) {
    // The longer form says more: what it adds to a bare name is no difference.
    Value mapped = more;
    for (const Value& item : tree.items) {
      if (!mapped.find(item.text)) mapped.entries.push_back(as_map(tree, path.back()).entries[static_cast<std::size_t>(&item - tree.items.data())]);
    }
    tree = std::move(mapped);
    return;
  }
  for (const Entry& entry : as_map(more, path.back()).entries) {
    if (!tree.find(entry.key.value)) tree.entries.push_back(entry);
  }
}

/// `build: ./web` is `build: {context: ./web}`.
void Joiner::lay_builds(Value& tree, const Value& more, Path& path) {
  const auto long_form = [](const Value& build) {
    if (!build.is_scalar()) return build;
    Value map = make_map(build.span);
    map.set({"context", build.span}, build);
    return map;
  };
  tree = long_form(tree);
  lay_map(tree, long_form(more), path);
}

void Joiner::lay_pairs(Value& tree, const Value& more, Path& path) {
  for (Pair& pair : pairs_in(more)) {
    steps_ += tree.entries.size() + tree.items.size();
    if (exhausted()) return;
    if (tree.is_map()) {
      if (const Value* own = tree.find(pair.key.value)) {
        if (!own->is_null() && !pair.value.is_null() && !says_the_same(*own, pair.value)) {
          path.push_back(pair.key.value);
          differ(*own, pair.value, path);
          path.pop_back();
        }
      } else {
        tree.entries.push_back({pair.key, std::move(pair.value)});
      }
      continue;
    }
    if (!tree.is_list()) return differ(tree, more, path);
    const auto own = std::find_if(tree.items.begin(), tree.items.end(), [&](const Value& item) { return item.text.substr(0, item.text.find('=')) == pair.key.value; });
    const std::string text = pair.value.is_null() ? pair.key.value : pair.key.value + "=" + pair.value.text;
    if (own == tree.items.end()) {
      Value item = make_string(text, pair.value.span);
      item.origins = pair.value.origins;
      tree.items.push_back(std::move(item));
    } else if (own->text != text && !pair.value.is_null() && own->text != pair.key.value) {
      path.push_back(pair.key.value);
      differ(*own, pair.value, path);
      path.pop_back();
    }
  }
}

void Joiner::lay_list(Value& tree, const Value& more, Path& path) {
  for (const Value& item : more.items) {
    steps_ += tree.items.size();
    if (exhausted()) return;
    const std::string identity = identity_of(item, path.back());
    const auto own = std::find_if(tree.items.begin(), tree.items.end(), [&](const Value& other) { return identity_of(other, path.back()) == identity; });
    if (own == tree.items.end()) {
      tree.items.push_back(item);
    } else if (own->kind == item.kind && !says_the_same(*own, item)) {
      differ(*own, item, path);
    }
  }
}

void Joiner::differ(const Value& taken, const Value& left, const Path& path) {
  if (silent_ || disagreements_.size() >= most_disagreements) return;
  const bool known = std::any_of(disagreements_.begin(), disagreements_.end(), [&](const Disagreement& other) { return other.taken == taken.span && other.left == left.span; });
  if (known) return;
  const bool of_service = path.size() > 1 && path[0] == "services";
  disagreements_.push_back({.service = of_service ? path[1] : std::string(), .key = without_first(path, of_service ? 2 : 0), .taken = taken.span, .left = left.span, .environments = {}});
}

}  // namespace portolan::load
