#include "render/search_index.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "render/environment_pages.h"
#include "render/facts/builds.h"
#include "render/facts/health.h"
#include "render/facts/masking.h"
#include "render/facts/service_facts.h"

namespace portolan::render {

static Json entry(std::string url, std::string title, std::string type, std::string context, std::string text) {
  return Json::array({std::move(url), std::move(title), std::move(type), std::move(context), std::move(text)});
}

static std::string ports_of(const Service& service) {
  std::string out;
  for (const PortMapping& port : service.ports) {
    if (port.published) out += fmt::format(" {}:{}", to_string(*port.published), to_string(port.target));
  }
  return out;
}

static void add_service(Json& index, const SiteContext& site, std::size_t stack, std::size_t environment, std::size_t number, const std::string& context,
                        const Masking& masking) {
  const Service& service = site.input.handbook.stacks[stack].environments[environment].services[number];
  const std::string image = image_text(site.input.handbook.stacks[stack], service, masking);
  const std::string command = service.command ? shown(masking, service.command->line(), service.command->span) : "";
  index.push_back(entry(site.links.service(stack, environment, number), service.name.value, "Service", context,
                        fmt::format("{}{} {}", image, ports_of(service), command)));
  for (const PortMapping& port : service.ports) {
    if (!port.published) continue;
    index.push_back(entry(fmt::format("{}#p{}", site.links.ports(stack, environment), to_string(*port.published)), to_string(*port.published), "Port", context,
                          fmt::format("{}:{}/{}", service.name.value, to_string(port.target), port.protocol)));
  }
}

/// Each name once, with the services that have it.
static void add_variables(Json& index, const Environment& here, const std::string& page, const std::string& context) {
  std::vector<std::pair<std::string, std::string>> names;
  const auto add = [&](const std::string& name, const std::string& service) {
    const auto same = std::find_if(names.begin(), names.end(), [&](const auto& known) { return known.first == name; });
    if (same == names.end()) {
      names.emplace_back(name, service);
    } else if (!service.empty()) {
      same->second += (same->second.empty() ? "" : " ") + service;
    }
  };
  for (const Service& service : here.services) {
    for (const Variable& variable : service.environment) {
      if (service.find_variable(variable.name.value) == &variable) add(variable.name.value, service.name.value);
    }
  }
  const std::size_t of_services = names.size();
  for (const VariableUse& use : here.variables) add(use.name.value, "");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string id = entity_id(i < of_services ? "variable" : "input", names[i].first);
    index.push_back(entry(id.empty() ? page : page + "#" + id, names[i].first, "Variable", context, names[i].second));
  }
}

/// Things of one kind that have a row each on `page`.
template <class List>
static void add_named(Json& index, const List& list, const std::string& page, std::string_view kind, const std::string& type, const std::string& context) {
  for (const auto& item : list) {
    const std::string id = entity_id(kind, item.name.value);
    index.push_back(entry(id.empty() ? page : page + "#" + id, item.name.value, type, context, ""));
  }
}

static void add_stages(Json& index, const Stack& owner, const Environment& here, const std::string& page, const std::string& context) {
  std::vector<const Dockerfile*> told;
  for (const BuildFact& build : list_builds(owner, here)) {
    if (!build.built || std::find(told.begin(), told.end(), build.built->dockerfile) != told.end()) continue;
    const Dockerfile& dockerfile = *told.emplace_back(build.built->dockerfile);
    for (std::size_t i = 0; i < dockerfile.stages.size(); ++i) {
      const std::string& name = dockerfile.stages[i].name;
      if (!name.empty()) index.push_back(entry(page + "#" + stage_id(dockerfile, i), name, "Stage", context, dockerfile.path));
    }
  }
}

static void add_health(Json& index, const SiteContext& site, std::size_t stack, std::size_t environment, const std::string& context, const Masking& masking) {
  const Stack& owner = site.input.handbook.stacks[stack];
  const Environment& here = owner.environments[environment];
  const std::string url = site.links.health(stack, environment);
  for (std::size_t i = 0; i < here.services.size() && i < most_checks_of_page; ++i) {
    const CheckFact fact = find_check(owner, here.services[i]);
    if (!fact.runs()) continue;
    index.push_back(entry(fmt::format("{}#h-{}", url, i + 1), here.services[i].name.value + " health check", "Health", context, shown(masking, fact.check.command(), fact.span)));
  }
}

static void add_routes(Json& index, const SiteContext& site, std::size_t stack, std::size_t environment, const std::string& context, const Masking& masking) {
  const std::string url = site.links.routes(stack, environment);
  const std::vector<ProxyFact>& facts = site.routes.at(stack).at(environment);
  std::size_t left = most_routes_of_page;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (const RouteBlock& block : facts[i].blocks) {
      const std::string names = join(block.names, " ");
      for (const ProxyRoute& route : block.routes) {
        if (left == 0) return;
        --left;
        index.push_back(entry(fmt::format("{}#r-{}", url, i + 1), shown(masking, route.path), "Route", context, shown(masking, fmt::format("{} {}", words_of(route), names))));
      }
    }
  }
}

static void add_environment(Json& index, const SiteContext& site, std::size_t stack, std::size_t environment) {
  const Stack& owner = site.input.handbook.stacks[stack];
  const Environment& here = owner.environments[environment];
  const std::string context = fmt::format("{} · {}", owner.title, here.name);
  for (const EnvironmentPageKind& kind : environment_page_kinds()) {
    index.push_back(entry((site.links.*kind.path)(stack, environment), std::string(kind.title), "Page", context, here.title));
  }
  const Masking masking = find_secrets(here, site.input.sources);
  add_health(index, site, stack, environment, context, masking);
  add_routes(index, site, stack, environment, context, masking);
  for (std::size_t i = 0; i < here.services.size(); ++i) add_service(index, site, stack, environment, i, context, masking);
  const std::string variables = site.links.variables(stack, environment);
  add_variables(index, here, variables, context);
  add_named(index, here.secrets, variables, "secret", "Secret", context);
  add_named(index, here.configs, variables, "config", "Config", context);
  add_named(index, here.volumes, site.links.volumes(stack, environment), "volume", "Volume", context);
  add_stages(index, owner, here, site.links.builds(stack, environment), context);
}

static void add_plan(Json& index, const Plan& plan, const std::string& url, const std::string& context) {
  index.push_back(entry(url, plan.title, "Document", context, plan.path));
  for (const Section& section : plan.sections) {
    if (section.level > 1) index.push_back(entry(url + "#" + heading_id(section.anchor), section.title.value, "Section", context, plan.title));
  }
}

static void add_stack(Json& index, const SiteContext& site, std::size_t stack) {
  const Stack& owner = site.input.handbook.stacks[stack];
  index.push_back(entry(site.links.overview(stack), owner.title, "Stack", "All stacks", site.input.summaries.at(stack).lead));
  if (owner.environments.size() > 1) index.push_back(entry(site.links.compare(stack), "Compare environments", "Page", owner.title, ""));
  index.push_back(entry(site.links.commands(stack), "Commands", "Page", owner.title, ""));
  index.push_back(entry(site.links.troubleshooting(stack), "Troubleshooting", "Page", owner.title, ""));
  index.push_back(entry(site.links.findings(stack), "Findings", "Page", owner.title, ""));
  for (std::size_t i = 0; i < owner.environments.size(); ++i) add_environment(index, site, stack, i);
  for (std::size_t i = 0; i < owner.plans.size(); ++i) add_plan(index, owner.plans[i], site.links.plan(stack, i), owner.title);
  for (const Finding& finding : site.input.reports.at(stack).findings) {
    index.push_back(entry(site.links.findings(stack) + "#" + finding_id(finding.fingerprint), finding.diagnostic.message, "Finding", owner.title, finding.diagnostic.rule));
  }
}

std::string search_index(const SiteContext& site) {
  Json index = Json::array();
  for (std::size_t i = 0; i < site.input.handbook.stacks.size(); ++i) add_stack(index, site, i);
  for (std::size_t i = 0; i < site.input.handbook.guide.size(); ++i) add_plan(index, site.input.handbook.guide[i], site.links.guide(i), "Guide");
  return "window.PORTOLAN_INDEX=" + compact_json(index);
}

}  // namespace portolan::render
