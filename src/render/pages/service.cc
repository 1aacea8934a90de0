// One service in one environment: how it is reached, what to do when it is broken, and every fact with its place.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/commands.h"
#include "render/facts/health.h"
#include "render/facts/ports.h"
#include "render/facts/runbook.h"
#include "render/facts/service_facts.h"
#include "render/facts/start_order.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

constexpr std::size_t most_variables = 150, most_claims = 40, most_findings = 12;

struct ServicePage {
  const PageContext& page;
  const Service& service;
  const Masking& masking;

  std::size_t environment() const { return *page.environment_index; }
};

/// A list cut after `most` entries: "a, b and 3 more".
std::string cut(std::vector<std::string> words, std::size_t most) {
  if (words.size() <= most) return join(words, ", ");
  const std::size_t more = words.size() - most;
  words.resize(most);
  return fmt::format("{} and {} more", join(words, ", "), more);
}

Html waits_for(const ServicePage& at) {
  std::vector<std::string> links;
  for (const Dependency& dependency : at.service.depends_on) links.push_back(service_link(at.page, at.environment(), dependency.service.value).text);
  return {links.empty() ? "nothing" : cut(links, 6)};
}

Html needed_by(const ServicePage& at) {
  std::vector<std::string> links;
  for (const Dependant& dependant : find_dependants(at.page.environment(), at.service.name.value)) {
    links.push_back(service_link(at.page, at.environment(), dependant.service->name.value).text);
  }
  return {links.empty() ? "nobody" : cut(links, 6)};
}

Data describe_address(const ServicePage& at) {
  std::vector<std::string> open;
  for (const PortMapping& mapping : at.service.ports) open.push_back(mapping.published ? ":" + to_string(*mapping.published) : "any free port");
  const auto inside = inside_addresses(at.page.stack(), at.service);
  Data data;
  data.set("host", open.empty() ? "not published" : cut(open, 4)).set("inside", inside.empty() ? "no port known" : printable_utf8(cut(inside, 3)));
  data.set("waits", waits_for(at)).set("needed", needed_by(at));
  return data;
}

Data make_step(Html words, Html block = {}) {
  Data step;
  step.set("words", std::move(words)).set("block", std::move(block));
  return step;
}

Html block(const ServicePage& at, const std::string& line, std::string_view verb) { return runbook_block(at.page, at.environment(), shown(at.masking, line), verb); }

std::vector<Data> dependency_steps(const ServicePage& at) {
  std::vector<std::string> words;
  for (const Dependency& dependency : at.service.depends_on) {
    const char* must = dependency.condition == DependencyCondition::healthy     ? "must be healthy"
                       : dependency.condition == DependencyCondition::completed ? "must have ended without an error"
                                                                                : "must have started";
    words.push_back(fmt::format("{} {}", service_link(at.page, at.environment(), dependency.service.value).text, must));
    if (words.size() == 12) break;
  }
  if (words.empty()) return {};
  return {make_step({fmt::format("Check what it waits for: {}.", join(words, ", "))})};
}

std::vector<Data> describe_steps(const ServicePage& at) {
  const Environment& environment = at.page.environment();
  const std::string& name = at.service.name.value;
  std::vector<Data> steps;
  if (environment.compose_paths.empty()) return steps;
  if (!at.service.profiles.empty()) {
    const std::string& profile = at.service.profiles.front().value;
    steps.push_back(make_step({"Was it started? It belongs to a profile, so plain <code>up</code> leaves it out."},
                              block(at, compose_line(environment, fmt::format("--profile {} up -d", quote_for_shell(profile)), name), "up")));
  }
  steps.push_back(make_step({at.service.has_health_check() ? "Is it running, and healthy?" : "Is it running?"}, block(at, compose_line(environment, "ps", name), "ps")));
  steps.push_back(make_step({"What does it say?"}, block(at, compose_line(environment, "logs --tail=100 -f", name), "logs")));
  for (Data& step : dependency_steps(at)) steps.push_back(std::move(step));
  if (at.service.has_health_check() && !at.service.health_check->command().empty()) {
    steps.push_back(make_step({"Run its health check by hand and read the error."}, block(at, probe_command(at.page.environment(), at.service), "exec")));
  }
  steps.push_back(make_step({"Look inside. An image without <code>sh</code> answers with an error."}, block(at, compose_line(environment, "exec", name) + " sh", "exec")));
  return steps;
}

std::vector<Data> describe_findings(const ServicePage& at) {
  std::vector<Data> items;
  for (const Finding* finding : findings_about(at.page.report(), at.page.environment(), at.service.name.value)) {
    if (items.size() == most_findings) break;
    const Severity severity = finding->diagnostic.severity;
    items.emplace_back()
        .set("colour", std::string(class_of(severity)))
        .set("icon", icon(severity == Severity::error ? "circle-x" : severity == Severity::warning ? "triangle-alert" : "info"))
        .set("message", finding_link(at.page, *finding))
        .set("place", source_link(at.page, finding->diagnostic.span))
        .set("help", printable_utf8(finding->diagnostic.help));
  }
  return items;
}

/// The page of the environment that tells more about a fact: how the image is built, who else is given a secret.
std::string more_about(const ServicePage& at, std::string_view key) {
  const std::size_t s = *at.page.stack_index;
  const bool build = at.service.build && (key == "Image" || key == "Dockerfile" || key == "Build arguments");
  if (build) return at.page.link_to(at.page.links().builds(s, at.environment()));
  if (key == "Secrets") return at.page.link_to(at.page.links().variables(s, at.environment()) + "#secrets");
  return key == "Configs" ? at.page.link_to(at.page.links().variables(s, at.environment()) + "#configs") : std::string();
}

/// The page of all variables, or of all volumes; "" when they are so many that it does not list each.
std::string variables_page(const ServicePage& at) {
  std::size_t count = 0;
  for (const Service& service : at.page.environment().services) count += service.environment.size();
  return count > 900 ? std::string() : at.page.links().variables(*at.page.stack_index, at.environment());
}
std::string volumes_page(const ServicePage& at) {
  return at.page.environment().volumes.size() > 100 ? std::string() : at.page.links().volumes(*at.page.stack_index, at.environment());
}

/// A name as a link to its row in such a page.
Html listed_name(const ServicePage& at, const std::string& list, std::string_view kind, const std::string& name) {
  const std::string id = entity_id(kind, name);
  return id.empty() || list.empty() ? Html{escape_html(shown(at.masking, name))} : link(at.page, list + "#" + id, name);
}

std::vector<Data> describe_facts(const ServicePage& at) {
  std::vector<Data> rows;
  for (const FactRow& fact : list_facts(at.page.stack(), at.service, at.masking)) {
    std::vector<Data> values;
    for (const std::string& value : fact.values) values.emplace_back().set("value", value);
    rows.emplace_back().set("key", fact.key).set("href", more_about(at, fact.key)).set_flag("code", fact.form == FactRow::Form::code).set_list("values", std::move(values)).set("source", source_link(at.page, fact.span));
  }
  return rows;
}

std::vector<Data> describe_ports(const ServicePage& at) {
  std::vector<Data> rows;
  const auto ports = list_ports(at.page.stack(), at.page.report(), at.environment(), at.masking);
  for (const PortFact& port : ports) {
    if (port.service != &at.service || rows.size() == 60) continue;
    rows.emplace_back().set("host", host_text(port)).set("container", container_text(port)).set("speaks", port.speaks)
        .set("audience", std::string(words_of(port.audience))).set("purpose", port.purpose)
        .set("plan", port.claim ? outcome_chip(port.claim->claim->outcome) : Html{}).set("source", source_link(at.page, port.span));
  }
  return rows;
}

std::vector<Data> describe_variables(const ServicePage& at) {
  std::vector<Data> rows;
  const std::string list = variables_page(at);
  for (const VariableFact& variable : list_variables(at.service, at.masking)) {
    if (rows.size() == most_variables) break;
    rows.emplace_back().set("name", listed_name(at, list, "variable", variable.name)).set("value", variable.value).set_flag("secret", variable.secret).set("origin", variable.origin)
        .set("source", source_link(at.page, variable.span));
  }
  return rows;
}

std::vector<Data> describe_mounts(const ServicePage& at) {
  std::vector<Data> rows;
  const std::string list = volumes_page(at);
  for (const Mount& mount : at.service.mounts) {
    if (rows.size() == 100) break;
    const std::string source = mount_source_text(mount);
    const bool listed = mount.type == MountType::volume && !mount.source.empty();
    rows.emplace_back().set("from", listed ? listed_name(at, list, "volume", source) : Html{escape_html(shown(at.masking, source))}).set("type", std::string(name_of(mount.type))).set("to", shown(at.masking, mount.target))
        .set("mode", mount.read_only ? "read-only" : "read and write").set("source", source_link(at.page, mount.span));
  }
  return rows;
}

Data describe_health(const ServicePage& at) {
  const CheckFact fact = find_check(at.page.stack(), at.service);
  const bool checked = fact.runs();
  Data data;
  data.set_flag("checked", checked).set_flag("inherited", fact.origin == CheckOrigin::dockerfile).set_flag("disabled", fact.origin == CheckOrigin::disabled);
  data.set("probe", checked ? shown(at.masking, fact.check.command(), fact.span) : "");
  data.set("timing", checked ? timing_text(fact.check) : "").set("longest", checked ? to_string(longest_check(fact.check)) : "");
  data.set("source", checked || fact.origin == CheckOrigin::disabled ? source_link(at.page, fact.span) : Html{});
  data.set("all", at.page.link_to(at.page.links().health(*at.page.stack_index, at.environment())));
  const auto dependants = find_dependants(at.page.environment(), at.service.name.value);
  const bool awaited = std::any_of(dependants.begin(), dependants.end(), [](const Dependant& dependant) { return dependant.dependency->condition == DependencyCondition::healthy; });
  data.set_flag("awaited", awaited);
  return data;
}

/// Routes of proxies that lead here.
std::vector<Data> describe_routes(const ServicePage& at) {
  std::vector<Data> rows;
  for (const ProxyFact& fact : at.page.routes()) {
    for (const RouteBlock& block : fact.blocks) {
      for (const ProxyRoute& route : block.routes) {
        const auto hop = std::find_if(route.hops.begin(), route.hops.end(), [&](const RouteHop& each) { return each.service == &at.service; });
        if (hop == route.hops.end() || rows.size() == 40) continue;
        rows.emplace_back().set("path", shown(at.masking, route.path)).set("proxy", fact.proxy ? service_link(at.page, at.environment(), fact.proxy->name.value) : Html{fact.kind})
            .set("listens", printable_utf8(block.listens)).set("address", shown(at.masking, hop->address)).set("fault", shown(at.masking, hop->fault))
            .set("url", shown(at.masking, route.url)).set("source", source_link(at.page, route.span));
      }
    }
  }
  return rows;
}

std::vector<Data> describe_statements(const ServicePage& at) {
  std::vector<ClaimView> views = claims_about(at.page.stack(), at.page.report(), at.environment(), at.service.name.value);
  std::erase_if(views, [](const ClaimView& view) { return std::holds_alternative<RunsCommand>(view.statement->fact); });
  return describe_claims(at.page, views, most_claims);
}

/// The lines of a definition. A secret that is repeated where nothing marks it, in a command or a probe, is known by its value here.
Html definition(const ServicePage& at, const Span& span) {
  const std::vector<ExcerptLine> lines = at.page.sources().excerpt(span, 0, 200);
  if (lines.empty()) return {};
  std::string text;
  for (const ExcerptLine& line : lines) text += shown(at.masking, line.text) + "\n";
  const std::string place = source_text(at.page, span);
  const std::string caption = fmt::format("{}, lines {} to {}", place.substr(0, place.rfind(':')), lines.front().number, lines.back().number);
  return code_block({.text = text, .language = "yaml", .caption = caption});
}

std::vector<Data> describe_definitions(const ServicePage& at) {
  std::vector<Data> blocks;
  for (const Span& span : at.service.definitions) blocks.emplace_back().set("block", definition(at, span));
  if (blocks.empty() && at.service.span.known()) blocks.emplace_back().set("block", definition(at, at.service.span));
  return blocks;
}

void add_list(Data& data, const std::string& name, std::vector<Data> rows) {
  data.set_flag("has_" + name, !rows.empty()).set_list(name, std::move(rows));
}

std::string render_service(const PageContext& page, std::size_t index) {
  const Service& service = page.environment().services.at(index);
  const Masking masking = find_secrets(page.environment(), page.sources());
  const ServicePage at{page, service, masking};
  Data data;
  add_broken(page, data);
  data.set_object("address", describe_address(at)).set_object("health", describe_health(at));
  add_list(data, "steps", describe_steps(at));
  add_list(data, "findings", describe_findings(at));
  add_list(data, "facts", describe_facts(at));
  add_list(data, "ports", describe_ports(at));
  add_list(data, "routes", describe_routes(at));
  add_list(data, "variables", describe_variables(at));
  add_list(data, "mounts", describe_mounts(at));
  add_list(data, "claims", describe_statements(at));
  add_list(data, "definitions", describe_definitions(at));
  const std::size_t s = *page.stack_index, e = *page.environment_index;
  data.set("all_settings", page.link_to(page.links().settings(s, e))).set("all_routes", page.link_to(page.links().routes(s, e)));
  std::vector<Html> facts;
  if (const Html place = source_link(page, service.name.span); !place.text.empty()) facts.push_back({"From " + place.text});
  return frame_page(page, {.title = printable_utf8(service.name.value), .lead = shown(masking, describe_service(page.stack(), page.report(), e, service)), .facts = std::move(facts),
                           .crumbs = {{"Services", page.links().services(s, e)}},
                           .switcher = switch_environments(page, [&](std::size_t other) { return page.links().service(s, other, service.name.value).value_or(""); }),
                           .body = Html{page.render("service", data)}});
}

}  // namespace

void plan_service(const SiteContext& site, std::vector<PagePlan>& pages) {
  const auto& stacks = site.input.handbook.stacks;
  for (std::size_t s = 0; s < stacks.size(); ++s) {
    for (std::size_t e = 0; e < stacks[s].environments.size(); ++e) {
      for (std::size_t i = 0; i < stacks[s].environments[e].services.size(); ++i) {
        const std::string path = site.links.service(s, e, i);
        pages.push_back({path, [&site, path, s, e, i] { return render_service(PageContext{site, path, s, e}, i); }});
      }
    }
  }
}

}  // namespace portolan::render
