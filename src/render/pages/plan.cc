// A plan as it is written, with the verdict of every statement where it stands.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "render/document_links.h"
#include "render/frame.h"
#include "render/pages/pages.h"
#include "render/pages/plan_reading.h"
#include "render/pieces.h"
#include "render/plan_drawings.h"
#include "render/verdict_marks.h"

namespace portolan::render {

namespace {

/// More claims than this are not listed one by one: the marks in the document show them all.
constexpr std::size_t most_rows = 300;

std::size_t count(const PageContext& page, std::size_t plan, Outcome outcome) {
  const auto& claims = page.report().claims;
  return static_cast<std::size_t>(
      std::count_if(claims.begin(), claims.end(), [&](const Claim& claim) { return claim.plan == plan && claim.outcome == outcome; }));
}

Data meter(const PageContext& page, std::size_t plan) {
  const std::size_t verified = count(page, plan, Outcome::verified), contradicted = count(page, plan, Outcome::contradicted);
  const std::size_t unknown = count(page, plan, Outcome::unverifiable), planned = count(page, plan, Outcome::planned);
  const std::size_t judged = verified + contradicted + unknown;
  const auto share = [&](std::size_t part) { return fmt::format("{:.1f}", judged == 0 ? 0.0 : 100.0 * static_cast<double>(part) / static_cast<double>(judged)); };
  Data data;
  data.set("judged", count_of(judged, "claim")).set_flag("any", judged > 0);
  data.set("good", share(verified)).set("bad", share(contradicted)).set("bad_at", share(verified));
  data.set("words", fmt::format("{} verified, {} contradicted, {} can't be checked", verified, contradicted, unknown));
  std::vector<Data> chips;
  const auto chip = [&](std::size_t number, Outcome outcome, const char* name, const char* drawing) {
    if (number > 0) chips.emplace_back().set("css", std::string(class_of(outcome))).set("text", fmt::format("{} {}", number, name)).set("icon", icon(drawing));
  };
  chip(verified, Outcome::verified, "verified", "circle-check");
  chip(contradicted, Outcome::contradicted, "contradicted", "circle-x");
  chip(unknown, Outcome::unverifiable, "can't be checked", "circle-question-mark");
  chip(planned, Outcome::planned, "planned", "clock");
  data.set_list("chips", std::move(chips));
  return data;
}

std::string environments_of(const PageContext& page, const Claim& claim) {
  if (claim.environments.size() == page.stack().environments.size()) return "all";
  std::vector<std::string> names;
  for (const std::size_t index : claim.environments) names.push_back(page.stack().environments.at(index).name);
  return join(names, ", ");
}

/// What needs eyes first: contradicted, then what can't be checked, then the rest in the document's order.
std::vector<Data> claim_rows(const PageContext& page, std::size_t plan) {
  std::vector<const Claim*> claims;
  for (const Claim& claim : page.report().claims) {
    if (claim.plan == plan && claim.outcome != Outcome::not_judged) claims.push_back(&claim);
  }
  const auto rank = [](const Claim* claim) { return claim->outcome == Outcome::contradicted ? 0 : claim->outcome == Outcome::unverifiable ? 1 : 2; };
  std::stable_sort(claims.begin(), claims.end(), [&](const Claim* a, const Claim* b) { return rank(a) < rank(b); });
  if (claims.size() > most_rows) claims.resize(most_rows);
  std::vector<Data> rows;
  for (const Claim* claim : claims) {
    const Statement& statement = page.stack().plans[plan].statements.at(claim->statement);
    std::vector<Data> evidence;
    for (const Span& span : claim->evidence) {
      if (span.known() && evidence.size() < 3) evidence.emplace_back().set("place", source_link(page, span));
    }
    rows.emplace_back()
        .set("verdict", outcome_chip(claim->outcome))
        .set("text", statement_text(page, statement))
        .set("kind", std::string(kind_of(statement.fact)))
        .set("place", source_link(page, statement.span))
        .set("environments", environments_of(page, *claim))
        .set("reason", claim->reason)
        .set_list("evidence", std::move(evidence));
  }
  return rows;
}

/// The document with marks; each note follows the block in which its number stands first.
Html document(const PageContext& page, const Plan& plan, std::size_t index) {
  const VerdictMarks verdicts = mark_verdicts(page, index);
  MarkdownOptions options = document_options(page, plan);
  options.marks = verdicts.marks;
  std::set<int> noted;
  const auto notes_in = [&](const Span& range) {
    std::string notes;
    for (const Contradiction& contradiction : verdicts.contradictions) {
      const Span place = page.sources().original(telling_span(plan.statements.at(contradiction.claim->statement)));
      if (range.contains(place) && noted.insert(contradiction.number).second) notes += contradiction_note(page, contradiction).text;
    }
    return notes;
  };
  options.after_block = [&](const Block& block) { return drawings_in(page, plan, block.span) + notes_in(block.span); };
  Html html = render_document(plan, options);
  // A claim in a heading belongs to no block: its note comes last.
  html.text += notes_in({plan.file, 0, static_cast<std::uint32_t>(page.sources().text(plan.file).size()) + 1});
  return html;
}

std::string render_plan(const SiteContext& site, std::size_t stack, std::size_t index) {
  const PageContext page{site, site.links.plan(stack, index), stack, std::nullopt};
  const Plan& plan = page.stack().plans[index];
  Data data;
  std::vector<Data> rows = claim_rows(page, index);
  data.set_object("meter", meter(page, index)).set("document", document(page, plan, index)).set_flag("readable", plan.readable);
  data.set("reading", plan_reading(page, index));
  data.set_flag("has_claims", !rows.empty()).set_list("claims", std::move(rows));
  Frame frame{.title = plan.title,
              .lead = "The plan as written; every statement that the files can prove is marked.",
              .crumbs = {{"Plans", ""}},
              .body = Html{page.render("plan", data)}};
  frame.facts.push_back(Html{fmt::format("<span class=\"mono\">{}</span>", escape_html(plan.path))});
  frame.facts.push_back(Html{escape_html(fmt::format("{}, {}", count_of(static_cast<std::size_t>(site.input.sources.line_count(plan.file)), "line"),
                                                     count_of(plan.statements.size(), "statement")))});
  const std::size_t plans = page.stack().plans.size();
  if (index > 0) frame.previous = PagerLink{page.stack().plans[index - 1].title, site.links.plan(stack, index - 1)};
  if (index + 1 < plans) frame.next = PagerLink{page.stack().plans[index + 1].title, site.links.plan(stack, index + 1)};
  return frame_page(page, frame);
}

}  // namespace

void plan_plans(const SiteContext& site, std::vector<PagePlan>& pages) {
  for (std::size_t stack = 0; stack < site.input.handbook.stacks.size(); ++stack) {
    for (std::size_t i = 0; i < site.input.handbook.stacks[stack].plans.size(); ++i) {
      pages.push_back({site.links.plan(stack, i), [&site, stack, i] { return render_plan(site, stack, i); }});
    }
  }
}

}  // namespace portolan::render
