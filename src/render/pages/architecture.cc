// One environment in one picture, the same in words, the way of a request, the order of starting, and its services.
#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/diagrams/network_view.h"
#include "render/facts/health.h"
#include "render/facts/request_path.h"
#include "render/facts/service_facts.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pages/start_steps.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

// What keeps the page below 150 KB in an environment of hundreds of services.
constexpr std::size_t most_sentences = 120, most_cards = 40, most_chips = 300, most_routes = 40;

std::string stylesheet_of(const PageContext& page) { return page.path.substr(0, page.path.rfind('.')) + ".css"; }

Diagram draw(const PageContext& page) {
  const std::size_t s = *page.stack_index, e = *page.environment_index;
  DiagramLinks links;
  links.service = [&page, s, e](const Service& service) {
    const auto target = page.links().service(s, e, service.name.value);
    return target ? page.link_to(*target) : std::string();
  };
  links.ports = page.link_to(page.links().ports(s, e));
  return draw_network(page.stack(), page.environment(), page.site.input.layout, links);
}

Data describe_diagram(const PageContext& page, const Diagram& diagram) {
  std::vector<Data> sentences, legend;
  for (std::size_t i = 0; i < diagram.sentences.size() && i < most_sentences; ++i) sentences.emplace_back().set("sentence", printable_utf8(diagram.sentences[i]));
  for (const LegendItem& item : diagram.legend) legend.emplace_back().set("sample", Html{item.sample}).set("text", item.text);
  Data data;
  data.set("wide", Html{diagram.svg_wide}).set("tall", Html{diagram.svg_tall}).set("label", fmt::format("{}: services, networks, ports and volumes", page.environment().title));
  data.set_flag("has_ports", diagram.has_ports).set_flag("has_dependencies", diagram.has_dependencies).set_flag("has_volumes", diagram.has_volumes);
  data.set_flag("has_toggles", diagram.has_ports || diagram.has_dependencies || diagram.has_volumes);
  data.set_flag("collapsed", diagram.collapsed).set_flag("has_legend", !legend.empty()).set_list("legend", std::move(legend));
  data.set("more", diagram.sentences.size() > most_sentences ? fmt::format("And {} more.", diagram.sentences.size() - most_sentences) : "");
  data.set_flag("has_sentences", !sentences.empty()).set_list("sentences", std::move(sentences));
  data.set("minus", icon("minus")).set("plus", icon("plus")).set("full", icon("maximize"));
  return data;
}

Html open_ports(const PageContext& page, const Service& service) {
  std::string text;
  for (const PortMapping& mapping : service.ports) {
    text += (text.empty() ? "" : " ") + escape_html(mapping.published ? ":" + to_string(*mapping.published) : "any free port");
  }
  return {text.empty() ? "" : fmt::format("<a href=\"{}\" class=\"port\">{}</a>", escape_html(page.link_to(page.links().ports(*page.stack_index, *page.environment_index))), text)};
}

Data describe_path(const PageContext& page, const RequestPath& path, const Masking& masking) {
  const std::size_t e = *page.environment_index;
  std::vector<Data> routes, targets;
  for (const RouteFact& route : path.routes) {
    if (routes.size() == most_routes) break;
    routes.emplace_back().set("listens", printable_utf8(route.listens)).set("path", shown(masking, route.route->path)).set("outcome", shown(masking, words_of(*route.route)))
        .set("service", route.service ? service_link(page, e, route.service->name.value) : Html{}).set("source", source_link(page, route.route->span));
  }
  for (const Service* target : path.targets) {
    const auto inside = inside_addresses(page.stack(), *target);
    targets.emplace_back().set("service", service_link(page, e, target->name.value)).set("address", inside.empty() ? "" : printable_utf8(inside.front())).set("open", open_ports(page, *target));
  }
  Data data;
  data.set("proxy", service_link(page, e, path.proxy->name.value)).set("entry", open_ports(page, *path.proxy));
  data.set_list("routes", std::move(routes)).set_flag("has_targets", !targets.empty()).set_list("targets", std::move(targets));
  data.set("more", path.routes.size() > most_routes ? fmt::format("{} more routes are not shown.", path.routes.size() - most_routes) : "");
  data.set("behind", path.behind.empty() ? Html{} : service_list(page, e, path.behind));
  return data;
}

Data describe_card(const PageContext& page, const Service& service, const Masking& masking) {
  const std::size_t s = *page.stack_index, e = *page.environment_index;
  std::vector<Data> ports;
  for (const PortMapping& mapping : service.ports) {
    if (ports.size() == 4) break;
    ports.emplace_back().set("port", fmt::format("{} → {}", mapping.published ? to_string(*mapping.published) : "any", to_string(mapping.target)));
  }
  Data card;
  card.set("href", page.link_to(page.links().service(s, e, service.name.value).value_or(page.path))).set("icon", service_icon(page.stack(), service));
  card.set("name", printable_utf8(service.name.value)).set("about", shown(masking, describe_service(page.stack(), page.report(), e, service)));
  card.set("image", image_text(page.stack(), service, masking)).set_flag("has_ports", !ports.empty()).set_list("ports", std::move(ports));
  card.set_flag("checked", find_check(page.stack(), service).runs());
  return card;
}

void add_services(const PageContext& page, Data& data) {
  const Masking masking = find_secrets(page.environment(), page.sources());
  std::vector<Data> cards, chips;
  const auto& services = page.environment().services;
  for (std::size_t i = 0; i < services.size() && i < most_chips; ++i) {
    if (services.size() <= most_cards) {
      cards.push_back(describe_card(page, services[i], masking));
    } else {
      chips.emplace_back().set("chip", service_chip(page, *page.environment_index, services[i].name.value));
    }
  }
  data.set_flag("has_cards", !cards.empty()).set_list("cards", std::move(cards)).set_flag("has_chips", !chips.empty()).set_list("chips", std::move(chips));
  data.set_flag("has_services", !services.empty()).set("heart", icon("heart-pulse"));
  data.set("all_services", page.link_to(page.links().services(*page.stack_index, *page.environment_index)));
}

std::string render_architecture(const PageContext& page) {
  const Environment& environment = page.environment();
  std::vector<Data> paths;
  const Masking masking = find_secrets(environment, page.sources());
  for (const RequestPath& path : find_request_paths(environment, page.routes())) paths.push_back(describe_path(page, path, masking));
  const Diagram diagram = draw(page);
  Data data;
  add_broken(page, data);
  data.set_object("diagram", describe_diagram(page, diagram)).set_object("start", describe_start(page, order_start(page.stack(), environment)));
  data.set("health", page.link_to(page.links().health(*page.stack_index, *page.environment_index)));
  data.set("all_routes", page.link_to(page.links().routes(*page.stack_index, *page.environment_index)));
  data.set_flag("has_paths", !paths.empty()).set_list("paths", std::move(paths));
  add_services(page, data);
  std::string lead = fmt::format("{}: {} on {}.", environment.title, count_of(environment.services.size(), "service"), count_of(environment.networks.size(), "network"));
  std::vector<std::string> stylesheets;
  if (!diagram.css.empty()) stylesheets.push_back(stylesheet_of(page));
  return frame_environment_page(page, std::move(lead), Html{page.render("architecture", data)}, std::move(stylesheets));
}

}  // namespace

void plan_architecture(const SiteContext& site, std::vector<PagePlan>& pages) {
  plan_for_environments(site, pages, &Links::architecture, render_architecture);
  // The rules that highlight neighbours differ from picture to picture, and the policy of the pages allows no style element.
  const std::size_t first = pages.size();
  plan_for_environments(site, pages, &Links::architecture, [](const PageContext& page) { return draw(page).css; });
  for (std::size_t i = first; i < pages.size(); ++i) pages[i].path = pages[i].path.substr(0, pages[i].path.rfind('.')) + ".css";
}

}  // namespace portolan::render
