#include "render/pages/pages.h"

namespace portolan::render {

const std::vector<PageKind>& page_kinds() {
  static const std::vector<PageKind> kinds{
      {"architecture", plan_architecture},
      {"commands", plan_commands},
      {"compare", plan_compare},
      {"findings", plan_findings},
      {"guide", plan_guide},
      {"home", plan_home},
      {"networks", plan_networks},
      {"overview", plan_overviews},
      {"plan", plan_plans},
      {"ports", plan_ports},
      {"rules", plan_rules},
      {"service", plan_service},
      {"services", plan_services},
      {"source", plan_sources},
      {"troubleshooting", plan_troubleshooting},
  };
  return kinds;
}

}  // namespace portolan::render
