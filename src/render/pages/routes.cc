// Routes of one environment: which address and path leads to which service, over which network, and which hop is broken.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "check/knowledge/images.h"
#include "render/facts/masking.h"
#include "render/facts/routes.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

// What keeps the page below 150 KB, beside most_routes_of_page.
constexpr std::size_t most_hops = 6, most_claims = 60, most_faults = 20;

std::string_view words_of(ProxyRoute::Match match) {
  switch (match) {
    case ProxyRoute::Match::prefix: return "";
    case ProxyRoute::Match::exact: return "exactly this path";
    case ProxyRoute::Match::pattern: return "what fits the pattern";
    case ProxyRoute::Match::internal: return "internal: no request names it";
    case ProxyRoute::Match::everything: return "every path without a rule of its own";
  }
  return "";
}

/// Where a request goes or how it is answered; masked, for configuration may hold passwords.
struct RoutePage {
  const PageContext& page;
  const Masking& masking;

  std::string text(const std::string& words) const { return shown(masking, words); }
};

Data describe_hop(const RoutePage& at, const RouteHop& hop) {
  Data item;
  item.set("address", at.text(hop.address)).set("fault", at.text(hop.fault)).set("remark", at.text(hop.remark));
  item.set("service", hop.service ? service_link(at.page, *at.page.environment_index, hop.service->name.value) : Html{});
  item.set("over", hop.networks.empty() ? "" : printable_utf8(join_naturally(hop.networks)));
  return item;
}

Data describe_route(const RoutePage& at, const ProxyRoute& route) {
  std::vector<Data> hops;
  for (const RouteHop& hop : route.hops) {
    if (hops.size() == most_hops) break;
    hops.push_back(describe_hop(at, hop));
  }
  Data row;
  row.set("path", at.text(route.path)).set("match", route.unreached ? "never reached: the server answers before" : std::string(words_of(route.match)));
  row.set("rule", at.text(route.rule));
  row.set("outcome", at.text(route.outcome)).set("upstream", at.text(route.upstream)).set("passed_as", at.text(route.passed_as));
  row.set("upgrade", route.upgrade ? source_link(at.page, *route.upgrade) : Html{}).set("url", at.text(route.url));
  row.set("more", route.hops.size() > most_hops ? fmt::format("and {} more", route.hops.size() - most_hops) : "");
  row.set_flag("has_hops", !hops.empty()).set_list("hops", std::move(hops)).set("source", source_link(at.page, route.span));
  return row;
}

Html code_list(const RoutePage& at, const std::vector<std::string>& words, std::string_view none) {
  std::vector<std::string> items;
  for (const std::string& word : words) items.push_back(fmt::format("<code>{}</code>", escape_html(at.text(word))));
  if (items.size() > 12) items = {items.begin(), items.begin() + 12};
  return {items.empty() ? std::string(none) : join_naturally(items)};
}

Data describe_block(const RoutePage& at, const RouteBlock& block, std::size_t& left) {
  std::vector<Data> rows;
  for (const ProxyRoute& route : block.routes) {
    if (left == 0) break;
    --left;
    rows.push_back(describe_route(at, route));
  }
  Data data;
  const bool port = !block.listens.empty() && block.listens.front() >= '0' && block.listens.front() <= '9';
  data.set("listens", fmt::format("{} {}", port ? "Port" : "Entry point", at.text(block.listens))).set("names", code_list(at, block.names, "every name")).set("ways", code_list(at, block.ways, ""));
  data.set("source", source_link(at.page, block.span)).set("label", fmt::format("Routes of {} {}", port ? "port" : "entry point", printable_utf8(block.listens)));
  data.set_flag("has_rows", !rows.empty()).set_list("rows", std::move(rows));
  return data;
}

Data describe_proxy(const RoutePage& at, const ProxyFact& fact, std::size_t number, std::size_t& left) {
  std::vector<Data> blocks;
  for (const RouteBlock& block : fact.blocks) {
    if (left == 0) break;
    blocks.push_back(describe_block(at, block, left));
  }
  Data data;
  data.set("id", fmt::format("r-{}", number)).set("kind", fact.kind).set_flag("labels", !fact.given.known());
  data.set("proxy", fact.proxy ? service_link(at.page, *at.page.environment_index, fact.proxy->name.value) : Html{});
  data.set("name", fact.proxy ? printable_utf8(fact.proxy->name.value) : fact.kind).set("configuration", source_link(at.page, fact.configuration)).set("given", source_link(at.page, fact.given));
  data.set_list("blocks", std::move(blocks));
  return data;
}

/// Every hop that cannot work, with its place: what a reader must see before anything else.
std::vector<Data> describe_faults(const RoutePage& at, std::size_t& count) {
  std::vector<Data> items;
  for (const ProxyFact& fact : at.page.routes()) {
    for (const RouteBlock& block : fact.blocks) {
      for (const ProxyRoute& route : block.routes) {
        for (const RouteHop& hop : route.hops) {
          if (hop.fault.empty() || ++count > most_faults) continue;
          items.emplace_back().set("path", at.text(route.path)).set("address", at.text(hop.address)).set("fault", at.text(hop.fault))
              .set("source", source_link(at.page, hop.span.known() ? hop.span : route.span));
        }
      }
    }
  }
  return items;
}

std::vector<Data> list_route_claims(const PageContext& page) {
  std::vector<ClaimView> views = all_claims(page.stack(), page.report());
  std::erase_if(views, [&](const ClaimView& view) { return !std::holds_alternative<RoutesPath>(view.statement->fact) || !speaks_of(*view.claim, *page.environment_index); });
  return describe_claims(page, views, most_claims);
}

/// Proxies of the environment for which nothing that routes was found.
std::vector<const Service*> find_silent_proxies(const PageContext& page) {
  std::vector<const Service*> silent;
  for (const Service& service : page.environment().services) {
    const bool speaks = std::any_of(page.routes().begin(), page.routes().end(), [&](const ProxyFact& fact) { return fact.proxy == &service; });
    if (!speaks && check::role_of(page.stack(), service) == check::ServiceRole::proxy) silent.push_back(&service);
  }
  return silent;
}

std::size_t count_routes(const std::vector<ProxyFact>& facts) {
  std::size_t count = 0;
  for (const ProxyFact& fact : facts) {
    for (const RouteBlock& block : fact.blocks) count += block.routes.size();
  }
  return count;
}

std::string describe_lead(const PageContext& page, std::size_t faults) {
  const std::size_t routes = count_routes(page.routes());
  if (routes == 0) return "No route is known here.";
  const std::string broken = faults == 0 ? "" : fmt::format(", {} broken", faults);
  return fmt::format("{}{}: which address and path leads to which service.", count_of(routes, "route"), broken);
}

std::string render_routes(const PageContext& page) {
  const std::size_t s = *page.stack_index, e = *page.environment_index;
  const Masking masking = find_secrets(page.environment(), page.sources());
  const RoutePage at{page, masking};
  std::size_t left = most_routes_of_page, broken = 0;
  std::vector<Data> proxies, faults = describe_faults(at, broken), claims = list_route_claims(page);
  for (std::size_t i = 0; i < page.routes().size() && left > 0; ++i) proxies.push_back(describe_proxy(at, page.routes()[i], i + 1, left));
  const std::size_t all = count_routes(page.routes());
  Data data;
  add_broken(page, data);
  data.set("icon_err", icon("circle-x")).set_flag("has_faults", !faults.empty()).set_list("faults", std::move(faults));
  data.set("more_faults", broken > most_faults ? fmt::format("{} more are marked below.", broken - most_faults) : "");
  data.set_flag("has_proxies", !proxies.empty()).set_list("proxies", std::move(proxies)).set("cross", icon("circle-x"));
  data.set("silent", service_list(page, e, find_silent_proxies(page)));
  data.set("ports", page.link_to(page.links().ports(s, e)));
  data.set("more", all > most_routes_of_page ? fmt::format("{} more routes are not shown.", all - most_routes_of_page) : "");
  data.set_flag("has_claims", !claims.empty()).set_list("claims", std::move(claims));
  return frame_environment_page(page, describe_lead(page, broken), Html{page.render("routes", data)});
}

}  // namespace

void plan_routes(const SiteContext& site, std::vector<PagePlan>& pages) { plan_for_environments(site, pages, &Links::routes, render_routes); }

}  // namespace portolan::render
