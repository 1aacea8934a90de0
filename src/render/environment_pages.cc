#include "render/environment_pages.h"

namespace portolan::render {

const std::vector<EnvironmentPageKind>& environment_page_kinds() {
  static const std::vector<EnvironmentPageKind> kinds{
      {"Architecture", "network", "a", &Links::architecture},
      {"Services", "server", "s", &Links::services},
      {"Ports", "plug", "p", &Links::ports},
      {"Networks", "route", "n", &Links::networks},
      {"Routes", "arrow-right", "r", &Links::routes},
      {"Volumes", "hard-drive", "v", &Links::volumes},
      {"Variables & secrets", "key-round", "e", &Links::variables},
      {"Builds", "boxes", "b", &Links::builds},
      {"Health and start-up", "heart-pulse", "h", &Links::health},
      {"Settings", "cpu", "l", &Links::settings},
  };
  return kinds;
}

std::optional<std::size_t> find_environment_page_kind(const Links& links, std::size_t stack, std::size_t environment, std::string_view path) {
  const auto& kinds = environment_page_kinds();
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if ((links.*kinds[i].path)(stack, environment) == path) return i;
  }
  return std::nullopt;
}

}  // namespace portolan::render
