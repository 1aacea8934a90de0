// Documents of the handbook itself: its guide, and the pages of the rules.
#include <algorithm>

#include <fmt/format.h>

#include "check/rule.h"
#include "render/document_links.h"
#include "render/frame.h"
#include "render/pages/pages.h"
#include "render/pieces.h"
#include "render/plan_drawings.h"

namespace portolan::render {

namespace {

std::string render_guide(const SiteContext& site, std::size_t index) {
  const PageContext page{site, site.links.guide(index), std::nullopt, std::nullopt};
  const std::vector<Plan>& guide = site.input.handbook.guide;
  MarkdownOptions options = document_options(page, guide[index]);
  options.after_block = [&](const Block& block) { return drawings_in(page, guide[index], block.span); };
  Frame frame{.title = guide[index].title, .crumbs = {{"Guide", ""}}, .body = render_document(guide[index], options)};
  const std::vector<std::size_t> order = reading_order(guide);
  const auto here = std::find(order.begin(), order.end(), index);
  const auto link_to = [&](std::size_t document) { return PagerLink{guide[document].title, site.links.guide(document)}; };
  if (here != order.begin()) frame.previous = link_to(*std::prev(here));
  if (std::next(here) != order.end()) frame.next = link_to(*std::next(here));
  return frame_page(page, frame);
}

std::string_view name_of(check::Category category) {
  switch (category) {
    case check::Category::correctness: return "correctness";
    case check::Category::security: return "security";
    case check::Category::suspicion: return "suspicion";
    case check::Category::style: return "style";
    case check::Category::coverage: return "coverage";
  }
  return "correctness";
}

const Plan* find_rule_page(const SiteContext& site, std::string_view rule) {
  for (const Plan& document : site.input.rules) {
    if (document.path == fmt::format("rules/{}.md", rule)) return &document;
  }
  return nullptr;
}

std::string render_rules(const SiteContext& site) {
  const PageContext page{site, site.links.rules(), std::nullopt, std::nullopt};
  std::vector<Data> rows;
  for (const check::Rule* rule : check::all_rules()) {
    std::size_t found = 0;
    for (const StackReport& report : site.input.reports) {
      for (const Finding& finding : report.findings) found += finding.diagnostic.rule == rule->name ? 1 : 0;
    }
    rows.emplace_back()
        .set("href", page.link_to(site.links.rule(rule->name)))
        .set("name", std::string(rule->name))
        .set("summary", sentence(rule->summary))
        .set("severity", severity_chip(check::severity_of(rule->category)))
        .set("category", std::string(name_of(rule->category)))
        .set("found", fmt::to_string(found));
  }
  Data data;
  data.set_list("rules", std::move(rows));
  return frame_page(page, {.title = "Rules", .lead = "What is looked for. Every page is also the test of its rule.", .body = Html{page.render("rules", data)}});
}

std::string render_rule(const SiteContext& site, const check::Rule& rule) {
  const PageContext page{site, site.links.rule(rule.name), std::nullopt, std::nullopt};
  const Plan* document = find_rule_page(site, rule.name);
  Data data;
  data.set("severity", severity_chip(check::severity_of(rule.category))).set("category", std::string(name_of(rule.category)));
  data.set("document", document ? render_document(*document, document_options(page, *document)) : Html{});
  return frame_page(page, {.title = std::string(rule.name), .lead = sentence(rule.summary), .crumbs = {{"Rules", site.links.rules()}},
                           .body = Html{page.render("rule", data)}});
}

}  // namespace

void plan_guide(const SiteContext& site, std::vector<PagePlan>& pages) {
  for (std::size_t i = 0; i < site.input.handbook.guide.size(); ++i) {
    pages.push_back({site.links.guide(i), [&site, i] { return render_guide(site, i); }});
  }
}

void plan_rules(const SiteContext& site, std::vector<PagePlan>& pages) {
  pages.push_back({site.links.rules(), [&site] { return render_rules(site); }});
  for (const check::Rule* rule : check::all_rules()) pages.push_back({site.links.rule(rule->name), [&site, rule] { return render_rule(site, *rule); }});
}

}  // namespace portolan::render
