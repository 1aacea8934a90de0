// All services of one environment in one table.
#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/ports.h"
#include "render/facts/service_facts.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

/// Above this many services a row holds the name and the image only, so that the page stays below 150 KB.
constexpr std::size_t most_full_rows = 120;
constexpr std::size_t most_rows = 600;

std::string host_ports(const Service& service) {
  std::vector<std::string> ports;
  for (const PortMapping& mapping : service.ports) {
    ports.push_back(mapping.published ? ":" + to_string(*mapping.published) : "any free port");
    if (ports.size() == 6) break;
  }
  return join(ports, " ");
}

Html waits_of(const PageContext& page, const Service& service) {
  std::string text;
  for (const Dependency& dependency : service.depends_on) {
    text += (text.empty() ? "" : ", ") + service_link(page, *page.environment_index, dependency.service.value).text;
  }
  return {text};
}

Data describe(const PageContext& page, const Service& service, const Masking& masking, bool full) {
  const std::size_t e = *page.environment_index;
  Data row;
  row.set("icon", full ? service_icon(page.stack(), service) : Html{}).set("name", service_link(page, e, service.name.value));
  row.set("image", image_text(page.stack(), service, masking));
  row.set("about", full ? shown(masking, describe_service(page.stack(), page.report(), e, service)) : "");
  row.set("ports", full ? host_ports(service) : "").set("waits", full ? waits_of(page, service) : Html{});
  row.set_flag("checked", service.has_health_check());
  std::vector<std::string> profiles;
  for (const auto& profile : service.profiles) profiles.push_back(printable_utf8(profile.value));
  row.set("profiles", profiles.empty() ? "" : fmt::format("profile {}", join_naturally(profiles)));
  return row;
}

std::string render_services(const PageContext& page) {
  const Environment& environment = page.environment();
  const Masking masking = find_secrets(environment, page.sources());
  const bool full = environment.services.size() <= most_full_rows;
  std::vector<Data> rows;
  for (const Service& service : environment.services) {
    if (rows.size() == most_rows) break;
    rows.push_back(describe(page, service, masking, full));
  }
  Data data;
  add_broken(page, data);
  data.set_flag("full", full).set("heart", icon("heart-pulse"));
  data.set("more", environment.services.size() > most_rows ? fmt::format("{} more services are not shown; the search finds them.", environment.services.size() - most_rows) : "");
  data.set_flag("has_rows", !rows.empty()).set_list("rows", std::move(rows));
  std::string lead = fmt::format("{} in {}.", count_of(environment.services.size(), "service"), environment.title);
  return frame_environment_page(page, std::move(lead), Html{page.render("services", data)});
}

}  // namespace

void plan_services(const SiteContext& site, std::vector<PagePlan>& pages) { plan_for_environments(site, pages, &Links::services, render_services); }

}  // namespace portolan::render
