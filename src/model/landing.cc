#include "model/landing.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/file_reader.h"
#include "base/path_pattern.h"
#include "base/text.h"

namespace portolan {

namespace {

/// A stage that copies its own copies about makes ever more of them; no real one has so many.
constexpr std::size_t most_landings = 16;

/// Folders in which builds of nginx keep their configuration.
/// Source: the images' own documentation: nginx, openresty, Bitnami, LinuxServer, Phusion Passenger.
constexpr std::array<std::string_view, 7> nginx_folders = {"/etc/nginx", "/usr/local/nginx/conf", "/usr/local/openresty/nginx/conf", "/opt/bitnami/nginx/conf",
                                                           "/opt/bitnami/openresty/nginx/conf", "/config/nginx", "/opt/nginx/conf"};

/// What is left of `path` below `folder`, "" for the folder itself; nothing when it lies elsewhere.
std::optional<std::string_view> below(std::string_view path, std::string_view folder) {
  if (folder.empty() || folder == "/") return path.starts_with('/') == (folder == "/") ? std::optional(path.substr(folder.size())) : std::nullopt;
  if (!path.starts_with(folder)) return std::nullopt;
  if (path.size() == folder.size()) return std::string_view{};
  return path[folder.size()] == '/' ? std::optional(path.substr(folder.size() + 1)) : std::nullopt;
}

bool is_host_path(std::string_view path) { return path.starts_with('/') || path.starts_with('~') || path.find('$') != std::string_view::npos; }

void add_mounts(const std::string& base, const Service& service, std::string_view file, std::vector<Landing>& landings) {
  for (const Mount& mount : service.mounts) {
    if (mount.type != MountType::bind || is_host_path(mount.source)) continue;
    if (const auto rest = below(file, join_path(base, mount.source))) landings.push_back({join_path(mount.target, *rest), mount.span});
  }
}

void add_configs(const Environment& environment, const Service& service, std::string_view file, std::vector<Landing>& landings) {
  for (const GrantReference& grant : service.configs) {
    for (const Secret& config : environment.configs) {
      if (config.name.value != grant.source.value || !config.file || normal_path(config.resolved_file) != file) continue;
      const std::string target = grant.target.empty() ? grant.source.value : grant.target;
      landings.push_back({join_path("/", target), grant.source.span});
    }
  }
}

/// Where one COPY puts a path that lies in what it copies from. A file goes to the target, or into it when that is a folder; the content of a folder
/// goes into the target.
/// Source: Dockerfile reference, COPY, "Destination".
void add_copied(const StageCopy& copy, std::string_view path, std::vector<Landing>& landings) {
  for (const Spanned<std::string>& source : copy.sources) {
    std::string_view pattern = source.value;
    std::string normal = normal_path(pattern);
    // A path of the context may be written with a slash in front, one of a stage without.
    while (normal.starts_with('/')) normal.erase(0, 1);
    const auto rest = below_pattern(path.starts_with('/') ? path.substr(1) : path, normal);
    if (!rest || landings.size() >= most_landings) continue;
    const bool into_folder = copy.target.value.ends_with('/') || copy.sources.size() > 1 || normal.find_first_of("*?[") != std::string::npos;
    const std::string name = !rest->empty() ? std::string(*rest) : into_folder ? file_name_of(path) : std::string();
    landings.push_back({join_path(copy.target.value, name), copy.span, true});
  }
}

/// For each stage up to `last` the places of one file of the context.
std::vector<std::vector<Landing>> landings_in_stages(const Dockerfile& dockerfile, std::size_t last, std::string_view path) {
  std::vector<std::vector<Landing>> landings(last + 1);
  for (std::size_t i = 0; i <= last; ++i) {
    const BuildStage& stage = dockerfile.stages[i];
    if (const std::size_t base = dockerfile.find_stage(stage.base.value, i); base < i) landings[i] = landings[base];
    for (const StageCopy& copy : stage.copies) {
      if (copy.from.empty()) {
        add_copied(copy, path, landings[i]);
      } else if (const std::size_t from = dockerfile.find_stage(copy.from, i); from < i) {
        for (const Landing& there : landings[from]) add_copied(copy, there.path, landings[i]);
      }
    }
  }
  return landings;
}

void add_built(const Stack& stack, const Service& service, std::string_view file, std::vector<Landing>& landings) {
  if (!service.build || service.build->resolved_dockerfile.empty()) return;
  const Dockerfile* dockerfile = stack.find_dockerfile(service.build->resolved_dockerfile);
  const BuildStage* target = dockerfile ? dockerfile->find_target(service.build->target ? service.build->target->value : "") : nullptr;
  const auto path = below(file, service.build->resolved_context);
  if (!target || !path) return;
  const std::size_t mounted = landings.size();
  std::vector<std::vector<Landing>> copied = landings_in_stages(*dockerfile, static_cast<std::size_t>(target - dockerfile->stages.data()), *path);
  for (Landing& landing : copied.back()) {
    const bool hidden = std::any_of(service.mounts.begin(), service.mounts.end(),
                                    [&](const Mount& mount) { return mount.type == MountType::bind && below(landing.path, normal_path(mount.target)); });
    const bool known = std::any_of(landings.begin() + static_cast<std::ptrdiff_t>(mounted), landings.end(), [&](const Landing& other) { return other.path == landing.path; });
    if (!hidden && !known) landings.push_back(std::move(landing));
  }
}

}  // namespace

std::string_view nginx_folder_of(std::string_view path) {
  for (const std::string_view folder : nginx_folders) {
    if (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/') return folder;
  }
  return {};
}

std::vector<Landing> landings_of(const Stack& stack, const Environment& environment, const Service& service, std::string_view file) {
  const std::string base = environment.compose_paths.empty() ? stack.folder : join_path(stack.folder, folder_of(environment.compose_paths.front()));
  std::vector<Landing> landings;
  add_mounts(base, service, file, landings);
  add_configs(environment, service, file, landings);
  add_built(stack, service, file, landings);
  return landings;
}

}  // namespace portolan
