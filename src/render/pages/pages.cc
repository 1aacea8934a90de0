#include "render/pages/pages.h"

namespace portolan::render {

const std::vector<PageKind>& page_kinds() {
  static const std::vector<PageKind> kinds{
      {"architecture", plan_architecture},
      {"commands", plan_commands},
      {"compare", plan_compare},
      {"home", plan_home},
      {"networks", plan_networks},
      {"ports", plan_ports},
      {"service", plan_service},
      {"services", plan_services},
  };
  return kinds;
}

}  // namespace portolan::render
