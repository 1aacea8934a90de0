// What the search of the handbook knows, as a classic script that is loaded on first use.
#pragma once

#include <string>

#include "render/page.h"

namespace portolan::render {

/// `window.PORTOLAN_INDEX = [[url, title, type, context, text], …]`: pages, services, ports, health checks, routes, variables (names only) and findings.
std::string search_index(const SiteContext& site);

}  // namespace portolan::render
