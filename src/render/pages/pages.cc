#include "render/pages/pages.h"

namespace portolan::render {

const std::vector<PageKind>& page_kinds() {
  static const std::vector<PageKind> kinds{
      {"architecture", plan_architecture},
      {"builds", plan_builds},
      {"commands", plan_commands},
      {"compare", plan_compare},
      {"findings", plan_findings},
      {"guide", plan_guide},
      {"health", plan_health},
      {"home", plan_home},
      {"networks", plan_networks},
      {"overview", plan_overviews},
      {"plan", plan_plans},
      {"ports", plan_ports},
      {"routes", plan_routes},
      {"rules", plan_rules},
      {"service", plan_service},
      {"services", plan_services},
      {"settings", plan_settings},
      {"source", plan_sources},
      {"troubleshooting", plan_troubleshooting},
      {"variables", plan_variables},
      {"volumes", plan_volumes},
  };
  return kinds;
}

}  // namespace portolan::render
