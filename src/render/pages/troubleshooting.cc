// What to try when something fails: the plans' own answers, with the commands that do not fit marked, and checks that follow from the files.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/commands.h"
#include "render/facts/masking.h"
#include "render/facts/runbook.h"
#include "render/facts/start_order.h"
#include "render/facts/troubleshooting.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pages/plan_sections.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

constexpr std::size_t most_symptoms = 40, most_probes = 12, most_chains = 20, most_environments = 8;

struct SymptomList {
  const PageContext& page;
  std::set<std::string> anchors = {"checks"};
  std::vector<Data> items = {};
  std::size_t left_out = 0;

  /// `title` is empty for an introduction, which stands under the page's own heading.
  void add(std::size_t plan_index, const std::vector<std::size_t>& sections, std::string title) {
    if (items.size() == most_symptoms) {
      ++left_out;
      return;
    }
    const Section& first = page.stack().plans[plan_index].sections[sections.front()];
    std::string anchor = first.anchor.empty() ? "symptom" : slug(first.anchor);
    for (int number = 2; !anchors.insert(anchor).second; ++number) anchor = fmt::format("{}-{}", slug(first.anchor), number);
    items.push_back(describe_sections(page, plan_index, sections));
    items.back().set("anchor", anchor).set("title", std::move(title));
  }
};

SymptomList list_symptoms(const PageContext& page) {
  SymptomList list{page};
  for (const SymptomGroup& group : find_symptoms(page.stack())) {
    // What stands between the heading and its first symptom is told too: it often says for which environment the commands are.
    const auto& sections = page.stack().plans[group.plan].sections;
    const Section& heading = sections[group.section];
    if (!heading.blocks.empty()) list.add(group.plan, {group.section}, group.symptoms.empty() ? section_title(page, heading) : "");
    for (const Symptom& symptom : group.symptoms) list.add(symptom.plan, symptom.sections, section_title(page, sections[symptom.sections.front()]));
  }
  return list;
}

std::string probe_lines(const Environment& environment) {
  std::string lines;
  std::size_t count = 0;
  for (const Service& service : environment.services) {
    const std::string probe = probe_command(environment, service);
    if (probe.empty() || count++ == most_probes) continue;
    lines += fmt::format("# {}\n{}\n", service.name.value, probe);
    if (count == most_probes) break;
  }
  return lines;
}

/// "proxy needs web and db": the whole chain, since the one that fails is often not the one that complains.
std::vector<Data> describe_chains(const PageContext& page, std::size_t environment) {
  std::vector<Data> chains;
  const Environment& shown_environment = page.stack().environments[environment];
  for (const Service& service : shown_environment.services) {
    const auto needs = find_needs(shown_environment, service);
    if (needs.empty()) continue;
    if (chains.size() == most_chains) break;
    chains.emplace_back().set("service", service_link(page, environment, service.name.value)).set("needs", service_list(page, environment, needs));
  }
  return chains;
}

Html block_of(const PageContext& page, std::size_t environment, const Masking& masking, const std::string& lines) {
  if (lines.empty()) return {};
  std::string masked;
  for (const std::string_view line : split(lines, '\n')) masked += shown(masking, line) + "\n";
  return code_block({.text = masked, .language = "bash", .caption = page.stack().environments[environment].name, .mark = environment_dot(page.stack(), environment)});
}

Data describe_checks(const PageContext& page, std::size_t e) {
  const Environment& environment = page.stack().environments[e];
  const Masking masking = find_secrets(environment, page.sources());
  std::vector<Data> chains = describe_chains(page, e);
  Data data;
  data.set("title", environment.title).set("dot", environment_dot(page.stack(), e)).set_flag("open", e == 0);
  data.set("ports", block_of(page, e, masking, join(port_holder_commands(environment), "\n")));
  data.set("status", environment.compose_paths.empty() ? Html{} : block_of(page, e, masking, compose_line(environment, "ps") + "\n" + compose_line(environment, "logs --tail=50")));
  data.set("probes", environment.compose_paths.empty() ? Html{} : block_of(page, e, masking, probe_lines(environment)));
  data.set_flag("has_chains", !chains.empty()).set_list("chains", std::move(chains));
  return data;
}

std::string render_troubleshooting(const SiteContext& site, std::size_t stack) {
  const PageContext page{site, site.links.troubleshooting(stack), stack, std::nullopt};
  SymptomList symptoms = list_symptoms(page);
  std::vector<Data> checks;
  for (std::size_t e = 0; e < page.stack().environments.size() && e < most_environments; ++e) {
    if (!page.stack().environments[e].services.empty()) checks.push_back(describe_checks(page, e));
  }
  Data data;
  data.set_flag("has_symptoms", !symptoms.items.empty()).set("danger", icon("circle-x"));
  data.set("more", symptoms.left_out > 0 ? fmt::format("{} more sections stand in the plans.", symptoms.left_out) : "");
  const std::string lead = symptoms.items.empty() ? "The plans have no section on troubleshooting; these checks follow from the files."
                                                  : "What the plans say about failures, checked against the files, and checks that follow from the files.";
  data.set_list("symptoms", std::move(symptoms.items)).set_flag("has_checks", !checks.empty()).set_list("checks", std::move(checks));
  data.set("folder", page.stack().folder);
  return frame_page(page, {.title = "Troubleshooting", .lead = lead, .previous = PagerLink{"Commands", site.links.commands(stack)},
                           .body = Html{page.render("troubleshooting", data)}});
}

}  // namespace

void plan_troubleshooting(const SiteContext& site, std::vector<PagePlan>& pages) {
  for (std::size_t s = 0; s < site.input.handbook.stacks.size(); ++s) {
    pages.push_back({site.links.troubleshooting(s), [&site, s] { return render_troubleshooting(site, s); }});
  }
}

}  // namespace portolan::render
