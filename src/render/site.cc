#include "render/site.h"

#include <algorithm>

#include "base/embedded.h"
#include "render/pages/pages.h"
#include "render/search_index.h"

namespace portolan::render {

/// What the browser asks for at run time, and the licences of what others made; drawings of icons travel inside the pages.
static void plan_assets(std::vector<PagePlan>& pages) {
  constexpr std::string_view files[] = {
      "assets/diagram.css",
      "assets/portolan.css",
      "assets/portolan.js",
      "assets/theme.js",
      "assets/vendor/inter/LICENSE",
      "assets/vendor/inter/inter-latin.woff2",
      "assets/vendor/lucide/LICENSE",
      "assets/vendor/minisearch/LICENSE",
      "assets/vendor/minisearch/minisearch.js",
      "assets/vendor/simple-icons/LICENSE",
  };
  for (const std::string_view file : files) {
    const std::optional<std::string_view> bytes = find_embedded(file);
    if (!bytes) continue;
    pages.push_back({std::string(file), [text = *bytes] { return std::string(text); }});
  }
}

Site plan_site(const SiteInput& input) {
  Site site;
  site.context.reset(new SiteContext(input));
  for (const PageKind& kind : page_kinds()) kind.plan(*site.context, site.pages);
  plan_assets(site.pages);
  site.pages.push_back({"assets/search-index.js", [context = site.context.get()] { return search_index(*context); }});
  std::sort(site.pages.begin(), site.pages.end(), [](const PagePlan& a, const PagePlan& b) { return a.path < b.path; });
  return site;
}

}  // namespace portolan::render
