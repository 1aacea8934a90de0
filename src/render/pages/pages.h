// The kinds of pages, one line each.
#pragma once

#include <string_view>
#include <vector>

#include "render/page.h"

namespace portolan::render {

/// `plan` appends one PagePlan for each page of its kind in the whole site. The render functions keep `site` by reference: it outlives them.
struct PageKind {
  std::string_view name;
  void (*plan)(const SiteContext& site, std::vector<PagePlan>& pages);
};

/// Alphabetical.
const std::vector<PageKind>& page_kinds();

void plan_architecture(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_builds(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_commands(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_compare(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_findings(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_guide(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_health(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_home(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_networks(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_overviews(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_plans(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_ports(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_routes(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_rules(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_service(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_services(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_settings(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_sources(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_troubleshooting(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_variables(const SiteContext& site, std::vector<PagePlan>& pages);
void plan_volumes(const SiteContext& site, std::vector<PagePlan>& pages);

}  // namespace portolan::render
