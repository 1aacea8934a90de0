#include "load/proxy_files.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/file_reader.h"
#include "load/caddy/caddy.h"
#include "load/nginx/nginx.h"
#include "load/traefik/traefik.h"
#include "model/landing.h"

namespace portolan::load {

static bool is_yaml(std::string_view path) { return path.ends_with(".yml") || path.ends_with(".yaml"); }

/// Parts of nginx configuration often have no ending, or one of their own; beside them lie files of other kinds.
static bool may_be_nginx(std::string_view path) {
  for (const std::string_view ending : {".conf", ".conf.template", ".inc", ".include"}) {
    if (path.ends_with(ending)) return true;
  }
  constexpr std::array folders{"snippets", "sites-enabled", "sites-available", "conf.d", "locations", "includes"};
  const std::string folder = file_name_of(folder_of(path));
  return file_name_of(path).find('.') == std::string::npos && std::find(folders.begin(), folders.end(), folder) != folders.end();
}

std::vector<std::string> list_proxy_files(const FoundStack& found, const Stack& stack) {
  std::vector<std::string> paths = found.proxies;
  for (const std::string& inside : stack.paths.files) {
    const bool yaml = is_yaml(inside) && !is_compose_file(file_name_of(inside));
    if (!yaml && !may_be_nginx(inside)) continue;
    const std::string file = join_path(stack.folder, inside);
    for (const Environment& environment : stack.environments) {
      for (const Service& service : environment.services) {
        const std::string image = service.image_reference ? service.image_reference->repository : "";
        const bool nginx = image.find("nginx") != std::string::npos && inside.find(".conf") != std::string::npos;
        if (yaml && !image.ends_with("traefik")) continue;
        const std::vector<Landing> landings = landings_of(stack, environment, service, file);
        const bool read = std::any_of(landings.begin(), landings.end(), [&](const Landing& landing) { return yaml || nginx || !nginx_folder_of(landing.path).empty(); });
        if (read) paths.push_back(file);
      }
    }
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

ProxyConfig read_proxy_file(const SourceMap& sources, FileId file, Diagnostics& problems) {
  const std::string& path = sources.path(file);
  const auto read = is_caddyfile(path) ? read_caddy : is_yaml(path) ? read_traefik_file : read_nginx;
  return read(sources, file, problems);
}

}  // namespace portolan::load
