#include "render/pages/pages.h"

namespace portolan::render {

const std::vector<PageKind>& page_kinds() {
  static const std::vector<PageKind> kinds{
      {"home", plan_home},
  };
  return kinds;
}

}  // namespace portolan::render
