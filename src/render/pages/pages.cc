#include "render/pages/pages.h"

namespace portolan::render {

const std::vector<PageKind>& page_kinds() {
  static const std::vector<PageKind> kinds{
      {"findings", plan_findings},
      {"guide", plan_guide},
      {"home", plan_home},
      {"overview", plan_overviews},
      {"plan", plan_plans},
      {"rules", plan_rules},
      {"source", plan_sources},
  };
  return kinds;
}

}  // namespace portolan::render
