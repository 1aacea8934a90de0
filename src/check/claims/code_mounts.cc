#include "check/claims/code_mounts.h"

#include <algorithm>
#include <string_view>

#include "base/file_reader.h"
#include "base/text.h"
#include "check/knowledge/images.h"
#include "check/knowledge/process.h"

namespace portolan::check {

namespace {

bool is_inside(std::string_view path, std::string_view around) {
  return path == around || (path.starts_with(around) && path.size() > around.size() && path[around.size()] == '/');
}

/// Sorted. Where images keep code that they run; folders of one program's own data are not among them.
constexpr std::string_view code_places[] = {"/app", "/code", "/home/node/app", "/opt/app", "/project", "/source", "/src", "/srv/app", "/usr/src/app", "/var/www", "/work", "/workspace"};

/// A file, as far as the listing or its name tells.
bool is_file(const Stack& stack, const Mount& mount) {
  if (stack.paths.has_folder(normal_path(mount.source))) return false;
  if (stack.paths.has_file(normal_path(mount.source))) return true;
  const std::string_view name = std::string_view(mount.target).substr(mount.target.rfind('/') + 1);
  return name.find('.') != std::string_view::npos;
}

}  // namespace

std::optional<std::string> code_folder(const Stack& stack, const Service& service) {
  if (service.working_dir) return service.working_dir->value;
  for (const BuildStage* stage : stages_of(stack, service)) {
    if (stage->workdir) return stage->workdir->value;
  }
  return std::nullopt;
}

const Mount* find_mount_over(const Service& service, const std::string& folder) {
  for (const Mount& mount : service.mounts) {
    if (mount.type == MountType::bind && (is_inside(folder, mount.target) || is_inside(mount.target, folder))) return &mount;
  }
  return nullptr;
}

bool has_code(const Stack& stack, const Service& service) {
  const ServiceRole role = role_of(stack, service);
  return role != ServiceRole::database && role != ServiceRole::cache && role != ServiceRole::proxy && role != ServiceRole::tool;
}

const Mount* find_code_mount(const Stack& stack, const Service& service) {
  if (!has_code(stack, service)) return nullptr;
  const std::optional<std::string> folder = code_folder(stack, service);
  for (const Mount& mount : service.mounts) {
    if (mount.type != MountType::bind || is_file(stack, mount)) continue;
    const bool over = folder && *folder != "/" && (is_inside(*folder, mount.target) || is_inside(mount.target, *folder));
    const bool usual = std::any_of(std::begin(code_places), std::end(code_places), [&](std::string_view place) { return is_inside(mount.target, place); });
    const bool own = mount.source.starts_with('.') || !mount.source.starts_with('/');
    if (over || (!folder && usual && own)) return &mount;
  }
  return nullptr;
}

}  // namespace portolan::check
