#include "render/pages/environment_page.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/environment_pages.h"
#include "render/facts/commands.h"
#include "render/pieces.h"

namespace portolan::render {

void plan_for_environments(const SiteContext& site, std::vector<PagePlan>& pages, std::string (Links::*path)(std::size_t, std::size_t) const,
                           std::string (*render)(const PageContext&)) {
  const auto& stacks = site.input.handbook.stacks;
  for (std::size_t s = 0; s < stacks.size(); ++s) {
    for (std::size_t e = 0; e < stacks[s].environments.size(); ++e) {
      const std::string target = (site.links.*path)(s, e);
      pages.push_back({target, [&site, render, target, s, e] { return render(PageContext{site, target, s, e}); }});
    }
  }
}

std::vector<EnvironmentLink> switch_environments(const PageContext& page, const std::function<std::string(std::size_t)>& path) {
  std::vector<EnvironmentLink> switcher;
  for (std::size_t e = 0; e < page.stack().environments.size(); ++e) {
    std::string target = path(e);
    if (target.empty()) target = page.links().architecture(*page.stack_index, e);
    switcher.push_back({e, std::move(target)});
  }
  return switcher;
}

std::string frame_environment_page(const PageContext& page, std::string lead, Html body, std::vector<std::string> stylesheets) {
  const auto& kinds = environment_page_kinds();
  const std::size_t s = *page.stack_index, e = *page.environment_index;
  const std::size_t at = find_environment_page_kind(page.links(), s, e, page.path).value();
  const auto link_to = [&](std::size_t kind) { return PagerLink{std::string(kinds[kind].title), (page.links().*kinds[kind].path)(s, e)}; };
  return frame_page(page, {.title = std::string(kinds[at].title), .lead = std::move(lead), .facts = {compose_places(page)}, .width = PageWidth::wide,
                           .switcher = switch_environments(page, [&](std::size_t other) { return (page.links().*kinds[at].path)(s, other); }),
                           .stylesheets = std::move(stylesheets),
                           .previous = at > 0 ? link_to(at - 1) : PagerLink{"Overview", page.links().overview(s)},
                           .next = at + 1 < kinds.size() ? link_to(at + 1) : PagerLink{"Commands", page.links().commands(s)}, .body = std::move(body)});
}

Html compose_places(const PageContext& page) {
  const std::string_view origin = page.environment().on_paper ? "This stack exists only on paper: assembled from" : "From";
  std::string text;
  for (const FileId file : page.environment().compose_files) {
    if (const Html link = source_link(page, Span{file, 0, 0}); !link.text.empty()) text += " " + link.text;
  }
  return {text.empty() ? "" : std::string(origin) + text};
}

void add_broken(const PageContext& page, Data& data) {
  std::vector<Data> problems;
  const Environment& environment = page.environment();
  for (const Diagnostic& problem : page.stack().problems) {
    if (problem.severity != Severity::error || !problem.span.known()) continue;
    const FileId file = page.sources().original(problem.span).file;
    const auto& files = environment.compose_files;
    if (std::find(files.begin(), files.end(), file) == files.end()) continue;
    problems.emplace_back().set("message", printable_utf8(problem.message)).set("place", source_link(page, problem.span));
    if (problems.size() == 5) break;
  }
  data.set_flag("broken", environment.broken).set_list("problems", std::move(problems));
  data.set("icon_broken", icon("triangle-alert"));
}

Html runbook_block(const PageContext& page, std::size_t environment, std::string_view command, std::string_view verb) {
  const Environment& target = page.stack().environments.at(environment);
  const bool live = target.kind == EnvironmentKind::production && changes_containers(verb);
  if (!live) return command_block(page, environment, command);
  const std::string caption = fmt::format("{} · changes a live system", target.name);
  return code_block({.text = command, .language = "bash", .caption = caption, .mark = environment_dot(page.stack(), environment)});
}

std::string statement_text(const PageContext& page, const ClaimView& view) {
  const Span& span = view.statement->span;
  return page.sources().is_secret(span) ? page.sources().shown(span) : printable_utf8(view.statement->text);
}

/// A row for claims of one statement's words with one outcome; `reason` joins theirs.
static Data describe_together(const PageContext& page, const ClaimView& view, const std::string& reason) {
  const Finding* finding =
      view.claim->outcome == Outcome::contradicted ? find_finding(page.report(), *view.claim, *view.statement, page.sources()) : nullptr;
  Data data;
  data.set("said", statement_text(page, view)).set("place", source_link(page, view.statement->span));
  data.set("chip", outcome_chip(view.claim->outcome)).set("reason", printable_utf8(reason));
  data.set("finding", finding ? finding_link(page, *finding) : Html{});
  return data;
}

Data describe_claim(const PageContext& page, const ClaimView& view) { return describe_together(page, view, view.claim->reason); }

Data describe_verdicts(const PageContext& page, const Verdicts& verdicts, std::string_view noun) {
  const std::size_t judged = verdicts.verified + verdicts.contradicted;
  std::string title;
  if (verdicts.contradicted > 0) {
    title = fmt::format("The plans are wrong about {}", count_of(verdicts.contradicted, noun));
  } else if (verdicts.verified > 0) {
    const char* holds = verdicts.verified == 1 ? "holds" : "hold";
    title = fmt::format("{}{} of the plans {}", verdicts.open == 0 && verdicts.verified > 1 ? "All " : "", count_of(verdicts.verified, fmt::format("{} claim", noun)), holds);
  }
  constexpr std::size_t most = 20;
  std::vector<Data> contradictions;
  for (const ClaimView& view : verdicts.contradictions) {
    if (contradictions.size() < most) contradictions.push_back(describe_claim(page, view));
  }
  Data data;
  data.set("title", title).set("colour", verdicts.contradicted > 0 ? "err" : "ok").set("icon", icon(verdicts.contradicted > 0 ? "circle-x" : "circle-check"));
  data.set_list("contradictions", std::move(contradictions));
  data.set("open", judged > 0 && verdicts.open > 0 ? fmt::format("{} more could not be checked.", count_of(verdicts.open, "claim")) : "");
  return data;
}

void add_claim(const PageContext& page, const std::optional<ClaimView>& claim, Data& row) {
  row.set("plan", claim ? outcome_chip(claim->claim->outcome) : Html{}).set("plan_place", claim ? source_link(page, claim->statement->span) : Html{});
}

std::vector<Data> describe_claims(const PageContext& page, const std::vector<ClaimView>& views, std::size_t most) {
  std::vector<Data> rows;
  for (std::size_t i = 0; i < views.size() && rows.size() < most;) {
    std::vector<std::string> reasons;
    std::size_t next = i;
    const auto same = [&](const ClaimView& other) {
      return other.statement->span == views[i].statement->span && other.claim->outcome == views[i].claim->outcome;
    };
    for (; next < views.size() && same(views[next]); ++next) {
      const std::string& reason = views[next].claim->reason;
      if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
    }
    rows.push_back(describe_together(page, views[i], join(reasons, "; ")));
    i = next;
  }
  return rows;
}

Html elsewhere_cell(const PageContext& page, const std::vector<Elsewhere>& others) {
  std::vector<std::string> told;
  std::string html;
  for (const Elsewhere& other : others) {
    if (other.words.text.empty() || std::find(told.begin(), told.end(), other.words.text) != told.end()) continue;
    told.push_back(other.words.text);
    std::string names;
    for (const Elsewhere& like : others) {
      if (like.words.text == other.words.text) names += environment_chip(page, like.environment).text + " ";
    }
    html += (html.empty() ? "" : "<br>") + names + other.words.text;
  }
  return {html.empty() ? "<span class=\"mut\">the same</span>" : html};
}

Html service_list(const PageContext& page, std::size_t environment, const std::vector<const Service*>& services, std::size_t most) {
  std::string text;
  const std::size_t shown = services.size() > most ? most : services.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == services.size() ? " and " : ", ";
    text += service_link(page, environment, services[i]->name.value).text;
  }
  if (shown < services.size()) text += fmt::format(" and {} more", services.size() - shown);
  return {text};
}

}  // namespace portolan::render
