// Networks of one environment: who can open a connection to whom, and what the networks are.
#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "check/knowledge/images.h"
#include "render/facts/reach.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

constexpr std::size_t most_networks = 120;

Data describe_cell(const ReachCell& cell) {
  Data data;
  data.set_flag("yes", cell.kind == ReachCell::Kind::reaches).set_flag("itself", cell.kind == ReachCell::Kind::itself);
  data.set_flag("unknown", cell.kind == ReachCell::Kind::no_port).set_flag("no", cell.kind == ReachCell::Kind::cannot);
  data.set("address", printable_utf8(cell.address)).set("over", cell.networks.empty() ? "" : "over " + printable_utf8(join_naturally(cell.networks)));
  return data;
}

std::vector<Data> describe_cells(const std::vector<ReachCell>& cells) {
  std::vector<Data> items;
  for (const ReachCell& cell : cells) items.push_back(describe_cell(cell));
  return items;
}

Html name_of_group(const PageContext& page, const ReachGroup& group) {
  if (group.services.size() == 1) return service_link(page, *page.environment_index, group.services.front()->name.value);
  return {escape_html(printable_utf8(group.name))};
}

Data describe_matrix(const PageContext& page, const ReachMatrix& matrix) {
  std::vector<Data> columns, rows, outside;
  for (std::size_t i = 0; i < matrix.groups.size() && !matrix.too_large; ++i) {
    const std::string name = printable_utf8(matrix.groups[i].name);
    columns.emplace_back().set("name", name);
    std::vector<ReachCell> cells = matrix.between[i];
    cells.push_back(matrix.out[i]);
    rows.emplace_back().set("name", name_of_group(page, matrix.groups[i])).set_list("cells", describe_cells(cells));
  }
  const auto add_outside = [&](const char* name, const std::vector<ReachCell>& cells) {
    outside.emplace_back().set("name", name).set_list("cells", describe_cells(cells));
  };
  if (!matrix.too_large) {
    add_outside("This machine", matrix.from_host);
    add_outside("Other machines, internet", matrix.from_outside);
  }
  Data data;
  data.set_flag("has_rows", !rows.empty()).set_list("columns", std::move(columns)).set_list("rows", std::move(rows)).set_list("outside", std::move(outside));
  data.set("collapsed", matrix.collapsed && !matrix.too_large ? "Services with the same networks share a row: they reach the same others." : "");
  data.set("too_large", matrix.too_large ? fmt::format("There are {} different sets of networks, too many for a table. The page of each service names its networks; "
                                                       "two services reach each other when they share one.", matrix.groups.size()) : "");
  return data;
}

/// A sentence for each store that lies open: which services could ask it without saying that they need it.
std::vector<Data> describe_open_stores(const PageContext& page, const check::Reachability& reach) {
  std::vector<Data> items;
  const std::size_t e = *page.environment_index;
  for (const OpenStore& open : find_open_stores(page.stack(), page.environment(), reach)) {
    items.emplace_back().set("store", service_link(page, e, open.store->name.value)).set("needed_by", service_list(page, e, open.needed_by))
        .set("others", service_list(page, e, open.others));
    if (items.size() == 5) break;
  }
  return items;
}

Html members_of(const PageContext& page, const Network& network) {
  std::string chips;
  std::size_t count = 0;
  for (const Service& service : page.environment().services) {
    if (!service.joins(network.name.value)) continue;
    if (++count <= 40) chips += service_chip(page, *page.environment_index, service.name.value).text + " ";
  }
  if (count > 40) chips += fmt::format("<span class=\"mut\">and {} more</span>", count - 40);
  return {count == 0 ? "<span class=\"mut\">none</span>" : chips};
}

std::vector<Data> describe_networks(const PageContext& page) {
  std::vector<Data> rows;
  for (const Network& network : page.environment().networks) {
    if (rows.size() == most_networks) break;
    rows.emplace_back()
        .set("name", printable_utf8(network.name.value))
        .set("resource", network.resource_name == network.name.value ? "" : printable_utf8(network.resource_name))
        .set("driver", network.driver.empty() ? "bridge" : printable_utf8(network.driver))
        .set_flag("internal", network.internal)
        .set("kind", network.implied ? "made by Compose" : network.external ? "must exist already" : "")
        .set("members", members_of(page, network))
        .set("source", source_link(page, network.implied ? Span{} : network.name.span));
  }
  return rows;
}

std::vector<Data> list_network_claims(const PageContext& page) {
  std::vector<ClaimView> views = all_claims(page.stack(), page.report());
  std::erase_if(views, [&](const ClaimView& view) {
    const Fact& fact = view.statement->fact;
    const bool about = std::holds_alternative<Exposure>(fact) || std::holds_alternative<JoinsNetwork>(fact) || std::holds_alternative<NetworkSetting>(fact);
    return !about || !speaks_of(*view.claim, *page.environment_index);
  });
  return describe_claims(page, views, 60);
}

std::string render_networks(const PageContext& page) {
  const Environment& environment = page.environment();
  const check::Reachability reach = check::compute_reachability(environment);
  std::vector<Data> networks = describe_networks(page), claims = list_network_claims(page);
  Data data;
  add_broken(page, data);
  data.set_object("matrix", describe_matrix(page, build_matrix(page.stack(), environment)));
  data.set_flag("flat", is_flat(environment, reach)).set("icon_info", icon("info")).set("check", icon("circle-check"));
  data.set_list("open_stores", describe_open_stores(page, reach));
  data.set_flag("has_networks", !networks.empty()).set_list("networks", std::move(networks));
  data.set("more", environment.networks.size() > most_networks ? fmt::format("{} more networks are not shown.", environment.networks.size() - most_networks) : "");
  data.set_flag("has_claims", !claims.empty()).set_list("claims", std::move(claims));
  return frame_environment_page(page, "Who can open a connection to whom, by service name.", Html{page.render("networks", data)});
}

}  // namespace

void plan_networks(const SiteContext& site, std::vector<PagePlan>& pages) { plan_for_environments(site, pages, &Links::networks, render_networks); }

}  // namespace portolan::render
