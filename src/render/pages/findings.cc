// All findings of a stack: both places side by side, what to do, and where the rule is explained.
#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "check/rule.h"
#include "render/frame.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

/// Excerpts of at most so many findings: what comes after is listed without, so that the page stays readable.
constexpr std::size_t most_excerpts = 60;

bool is_document(const Stack& stack, FileId file) {
  return std::any_of(stack.plans.begin(), stack.plans.end(), [&](const Plan& plan) { return plan.file == file; });
}

/// "Plan says", "Compose says", "Dockerfile says": who speaks at this place.
std::string speaker(const PageContext& page, const Span& span) {
  const FileId file = page.sources().original(span).file;
  if (is_document(page.stack(), file)) return "The plan says";
  for (const Environment& environment : page.stack().environments) {
    if (std::find(environment.compose_files.begin(), environment.compose_files.end(), file) != environment.compose_files.end()) return "Compose says";
  }
  for (const Dockerfile& dockerfile : page.stack().dockerfiles) {
    if (dockerfile.file == file) return "The Dockerfile says";
  }
  return "The file says";
}

Data pane(const PageContext& page, const Span& span, std::string_view words, const Finding& finding, std::size_t number) {
  Data data;
  data.set("speaker", speaker(page, span)).set("words", std::string(words)).set("place", source_link(page, span));
  data.set("excerpt", excerpt(page, span, 2, class_of(finding.diagnostic.severity), fmt::format("Excerpt {} for {}", number, finding.fingerprint)));
  return data;
}

std::vector<Data> panes(const PageContext& page, const Finding& finding) {
  std::vector<Data> out;
  if (finding.diagnostic.span.known()) out.push_back(pane(page, finding.diagnostic.span, "", finding, 1));
  for (const Related& related : finding.diagnostic.related) {
    if (related.span.known() && out.size() < 4) out.push_back(pane(page, related.span, related.message, finding, out.size() + 1));
  }
  return out;
}

/// Values of a filter: tokens, since names may hold spaces.
struct Choices {
  std::vector<std::string> names;
  std::string_view prefix;

  std::string token(const std::string& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    const auto index = found - names.begin();
    if (found == names.end()) names.push_back(name);
    return fmt::format("{}{}", prefix, index + 1);
  }
  std::vector<Data> options() const {
    std::vector<Data> out;
    for (std::size_t i = 0; i < names.size(); ++i) out.emplace_back().set("value", fmt::format("{}{}", prefix, i + 1)).set("name", names[i]);
    return out;
  }
};

std::vector<Data> chips(const PageContext& page, const Finding& finding) {
  std::vector<Data> out;
  for (std::size_t i = 0; i < page.stack().environments.size(); ++i) {
    const auto& names = finding.environments;
    if (std::find(names.begin(), names.end(), page.stack().environments[i].name) != names.end()) out.emplace_back().set("chip", environment_chip(page, i));
  }
  return out;
}

Data card(const PageContext& page, const Finding& finding, Choices& environments, Choices& subjects, std::size_t number) {
  Data data;
  std::vector<std::string> tokens;
  for (const std::string& name : finding.environments) tokens.push_back(environments.token(name));
  std::vector<Data> sides = number < most_excerpts ? panes(page, finding) : std::vector<Data>{};
  const check::Rule* rule = check::find_rule(finding.diagnostic.rule);
  data.set("id", finding_id(finding.fingerprint)).set("fingerprint", finding.fingerprint).set("message", sentence(finding.diagnostic.message));
  data.set("css", std::string(class_of(finding.diagnostic.severity))).set("severity", severity_chip(finding.diagnostic.severity));
  data.set("env", join(tokens, " ")).set("svc", finding.subject.name.empty() ? "" : subjects.token(finding.subject.name));
  data.set_list("chips", chips(page, finding)).set_flag("has_panes", !sides.empty()).set_list("panes", std::move(sides));
  data.set("place", source_link(page, finding.diagnostic.span)).set("help", sentence(finding.diagnostic.help));
  data.set("fix", finding.diagnostic.fix ? sentence(finding.diagnostic.fix->description) : "");
  data.set("rule", finding.diagnostic.rule).set("rule_summary", rule ? sentence(rule->summary) : "");
  data.set("rule_href", rule ? page.link_to(page.links().rule(finding.diagnostic.rule)) : "");
  return data;
}

std::string render_findings(const SiteContext& site, std::size_t index) {
  const PageContext page{site, site.links.findings(index), index, std::nullopt};
  std::vector<const Finding*> sorted;
  for (const Finding& finding : page.report().findings) sorted.push_back(&finding);
  std::stable_sort(sorted.begin(), sorted.end(), [](const Finding* a, const Finding* b) { return a->diagnostic.severity < b->diagnostic.severity; });
  Choices environments{{}, "e"}, subjects{{}, "s"};
  std::vector<Data> cards;
  for (const Finding* finding : sorted) cards.push_back(card(page, *finding, environments, subjects, cards.size()));
  const StackSummary& summary = site.input.summaries.at(index);
  Data data;
  data.set_flag("any", !cards.empty()).set_list("findings", std::move(cards));
  data.set_list("environments", environments.options()).set_list("subjects", subjects.options());
  data.set("errors", fmt::to_string(summary.errors)).set("warnings", fmt::to_string(summary.warnings)).set("notes", fmt::to_string(summary.notes));
  data.set("rules", page.link_to(site.links.rules())).set("icon", icon("circle-check"));
  return frame_page(page, {.title = "Findings",
                           .lead = fmt::format("Where the files of {} contradict themselves or their plans.", page.stack().title),
                           .width = PageWidth::wide,
                           .body = Html{page.render("findings", data)}});
}

}  // namespace

void plan_findings(const SiteContext& site, std::vector<PagePlan>& pages) {
  for (std::size_t i = 0; i < site.input.handbook.stacks.size(); ++i) {
    pages.push_back({site.links.findings(i), [&site, i] { return render_findings(site, i); }});
  }
}

}  // namespace portolan::render
