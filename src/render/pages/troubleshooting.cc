// What to try when something fails: the plans' own answers, with the commands that do not fit marked, and checks that follow from the files.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/document_links.h"
#include "render/facts/commands.h"
#include "render/facts/masking.h"
#include "render/facts/runbook.h"
#include "render/facts/start_order.h"
#include "render/facts/troubleshooting.h"
#include "render/pages/environment_page.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

constexpr std::size_t most_symptoms = 40, most_probes = 12, most_chains = 20, most_environments = 8;

/// Contradicted claims of a plan that stand in one of the sections.
std::vector<ClaimView> find_contradictions(const PageContext& page, std::size_t plan, const std::vector<std::size_t>& sections) {
  std::vector<ClaimView> views = all_claims(page.stack(), page.report());
  std::erase_if(views, [&](const ClaimView& view) {
    const bool here = std::find(sections.begin(), sections.end(), view.statement->section) != sections.end();
    return view.claim->plan != plan || view.claim->outcome != Outcome::contradicted || !here;
  });
  return views;
}

std::vector<Mark> mark_contradictions(const PageContext& page, const std::vector<ClaimView>& views) {
  std::vector<Mark> marks;
  for (const ClaimView& view : views) {
    marks.push_back({.span = page.sources().original(view.statement->span), .open = "<mark class=\"bad err\">", .close = "</mark>", .block_class = "v-bad err"});
  }
  std::sort(marks.begin(), marks.end(), [](const Mark& a, const Mark& b) { return a.span < b.span; });
  return marks;
}

std::string title_of(const PageContext& page, const Section& section) {
  return section.title.span.known() ? page.sources().shown(section.title.span) : printable_utf8(section.title.value);
}

Html render_sections(const PageContext& page, const Plan& plan, const std::vector<std::size_t>& sections, const std::vector<ClaimView>& wrong) {
  MarkdownOptions options = document_options(page, plan);
  options.anchor_lines.clear();  // those of two documents would be the same
  options.marks = mark_contradictions(page, wrong);
  std::string html;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Section& section = plan.sections[sections[i]];
    if (i > 0) html += fmt::format("<h3>{}</h3>\n", escape_html(title_of(page, section)));
    html += render_blocks(section.blocks, options).text;
  }
  return {html};
}

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
    const Plan& plan = page.stack().plans[plan_index];
    const Section& first = plan.sections[sections.front()];
    const std::vector<ClaimView> wrong = find_contradictions(page, plan_index, sections);
    std::vector<Data> contradictions;
    for (const ClaimView& view : wrong) contradictions.push_back(describe_claim(page, view));
    std::string anchor = first.anchor.empty() ? "symptom" : slug(first.anchor);
    for (int number = 2; !anchors.insert(anchor).second; ++number) anchor = fmt::format("{}-{}", slug(first.anchor), number);
    items.emplace_back()
        .set("anchor", anchor)
        .set("title", std::move(title))
        .set("place", source_link(page, first.title.span))
        .set("blocks", render_sections(page, plan, sections, wrong))
        .set_list("contradictions", std::move(contradictions));
  }
};

SymptomList list_symptoms(const PageContext& page) {
  SymptomList list{page};
  for (const SymptomGroup& group : find_symptoms(page.stack())) {
    // What stands between the heading and its first symptom is told too: it often says for which environment the commands are.
    const auto& sections = page.stack().plans[group.plan].sections;
    const Section& heading = sections[group.section];
    if (!heading.blocks.empty()) list.add(group.plan, {group.section}, group.symptoms.empty() ? title_of(page, heading) : "");
    for (const Symptom& symptom : group.symptoms) list.add(symptom.plan, symptom.sections, title_of(page, sections[symptom.sections.front()]));
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
