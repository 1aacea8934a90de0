#include "render/facts/mounts.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/claims/words.h"
#include "render/facts/resolved.h"

namespace portolan::render {

/// Below one mount of the list.
static const Value* find_option(const Value* value, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) value = value ? value->find(key) : nullptr;
  return value;
}

/// Sizes are bytes in the resolved model.
static std::string size_text(std::string_view text) {
  std::int64_t bytes = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || bytes > (std::int64_t{1} << 53)) return std::string(text);
    bytes = bytes * 10 + (c - '0');
  }
  return format_bytes(bytes);
}

static std::string options_of(const Value* mount, const Masking& masking) {
  std::vector<std::string> words;
  if (const Value* size = find_option(mount, {"tmpfs", "size"})) words.push_back(fmt::format("at most {}", size_text(size->text)));
  if (const Value* part = find_option(mount, {"volume", "subpath"})) words.push_back(fmt::format("only its folder {}", shown(masking, part->text, part->span)));
  if (const Value* copy = find_option(mount, {"volume", "nocopy"}); copy && copy->text == "true") words.emplace_back("starts empty");
  if (const Value* way = find_option(mount, {"bind", "propagation"})) words.push_back(shown(masking, way->text, way->span));
  return join(words, ", ");
}

static StoreKind kind_of(const Mount& mount) {
  switch (mount.type) {
    case MountType::volume: return mount.source.empty() ? StoreKind::anonymous : StoreKind::named;
    case MountType::bind: return StoreKind::bind;
    case MountType::tmpfs: return StoreKind::memory;
    default: return StoreKind::other;
  }
}

static void add_own(const Environment& environment, const Service& service, const Masking& masking, std::vector<MountFact>& mounts) {
  const Value* listed = find_resolved(environment, {"services", service.name.value, "volumes"});
  for (std::size_t i = 0; i < service.mounts.size(); ++i) {
    const Mount& mount = service.mounts[i];
    const Value* item = listed && i < listed->items.size() ? &listed->items[i] : nullptr;
    mounts.push_back({kind_of(mount), mount.source, mount.target, mount.read_only, options_of(item, masking), mount.span});
  }
}

static void add_tmpfs(const Environment& environment, const Service& service, const Masking& masking, std::vector<MountFact>& mounts) {
  const Value* listed = find_resolved(environment, {"services", service.name.value, "tmpfs"});
  for (std::size_t i = 0; listed && i < listed->items.size(); ++i) {
    const Value& item = listed->items[i];
    const std::size_t colon = item.text.find(':');
    const std::string options = colon == std::string::npos ? "" : shown(masking, item.text.substr(colon + 1), item.span);
    mounts.push_back({StoreKind::memory, "", item.text.substr(0, colon), false, options, item.span});
  }
}

/// Memory is nobody's to lend.
/// Source: Compose Specification, services, volumes_from: SERVICE or container:NAME, then :ro or :rw.
static void add_borrowed(const Environment& environment, const Service& service, const Masking& masking, std::vector<MountFact>& mounts) {
  const Value* listed = find_resolved(environment, {"services", service.name.value, "volumes_from"});
  for (std::size_t i = 0; listed && i < listed->items.size(); ++i) {
    const Value& item = listed->items[i];
    const std::vector<std::string_view> parts = split(item.text, ':');
    const Service* lender = parts.front() == "container" ? nullptr : environment.find_service(parts.front());
    if (!lender || lender == &service) continue;
    const std::size_t first = mounts.size();
    add_own(environment, *lender, masking, mounts);
    mounts.erase(std::remove_if(mounts.begin() + static_cast<std::ptrdiff_t>(first), mounts.end(), [](const MountFact& mount) { return mount.kind == StoreKind::memory; }), mounts.end());
    for (std::size_t k = first; k < mounts.size(); ++k) {
      mounts[k].read_only = mounts[k].read_only || parts.back() == "ro";
      mounts[k].options = fmt::format("as {} mounts it", shown(masking, lender->name.value));
      mounts[k].span = item.span;
    }
  }
}

std::vector<MountFact> list_mounts(const Environment& environment, const Service& service, const Masking& masking) {
  std::vector<MountFact> mounts;
  add_own(environment, service, masking, mounts);
  add_tmpfs(environment, service, masking, mounts);
  add_borrowed(environment, service, masking, mounts);
  return mounts;
}

std::string describe_mount(const MountFact& mount) {
  if (mount.kind == StoreKind::anonymous) return "an anonymous volume";
  return mount.kind == StoreKind::memory ? "memory" : mount.source;
}

std::string driver_text(const Environment& environment, const Volume& volume, const Masking& masking) {
  std::vector<std::string> words;
  if (volume.external) return {};
  words.push_back(volume.driver.empty() ? "local" : shown(masking, volume.driver));
  const Value* options = find_resolved(environment, {"volumes", volume.name.value, "driver_opts"});
  for (std::size_t i = 0; options && i < options->entries.size(); ++i) {
    const Entry& option = options->entries[i];
    words.push_back(fmt::format("{} {}", shown(masking, option.key.value), shown(masking, option.value.text, option.value.span)));
  }
  return join(words, ", ");
}

/// Whether the listing looked into a folder: what tools make or fetch ("node_modules", "dist") it names without what is inside.
static bool was_listed(const PathInventory& paths, const std::string& folder) {
  const auto inside = [&](const std::string& path) { return folder.empty() || path.starts_with(folder + "/"); };
  return std::any_of(paths.files.begin(), paths.files.end(), inside) || std::any_of(paths.folders.begin(), paths.folders.end(), inside);
}

bool is_missing(const Stack& stack, const Environment& environment, std::string_view path) {
  const bool relative = !path.empty() && path.front() != '/' && path.front() != '~' && path.find('$') == std::string_view::npos;
  if (!relative || !stack.paths.complete || check::leads_into_hidden(normal_path(path)) || environment.compose_paths.empty()) return false;
  const std::string full = join_path(folder_of(environment.compose_paths.front()), path);
  if (full.empty() || full.starts_with("..")) return false;
  if (stack.paths.has_file(full) || stack.paths.has_folder(full)) return false;
  std::string parent = folder_of(full);
  while (!parent.empty() && !stack.paths.has_folder(parent)) parent = folder_of(parent);
  return was_listed(stack.paths, parent);
}

}  // namespace portolan::render
