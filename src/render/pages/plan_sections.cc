#include "render/pages/plan_sections.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "render/document_links.h"
#include "render/facts/claims.h"
#include "render/pages/environment_page.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

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

Html render_sections(const PageContext& page, const Plan& plan, const std::vector<std::size_t>& sections, const std::vector<ClaimView>& wrong) {
  MarkdownOptions options = document_options(page, plan);
  options.anchor_lines.clear();  // those of two documents would be the same
  options.marks = mark_contradictions(page, wrong);
  std::string html;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Section& section = plan.sections[sections[i]];
    if (i > 0) html += fmt::format("<h3>{}</h3>\n", escape_html(section_title(page, section)));
    html += render_blocks(section.blocks, options).text;
  }
  return {html};
}

}  // namespace

std::string section_title(const PageContext& page, const Section& section) {
  const bool secret = section.title.span.known() && page.sources().is_secret(section.title.span);
  return secret ? page.sources().shown(section.title.span) : printable_utf8(section.title.value);
}

Data describe_sections(const PageContext& page, std::size_t plan, const std::vector<std::size_t>& sections) {
  const Plan& document = page.stack().plans[plan];
  const std::vector<ClaimView> wrong = find_contradictions(page, plan, sections);
  std::vector<Data> contradictions;
  for (const ClaimView& view : wrong) contradictions.push_back(describe_claim(page, view));
  Data data;
  data.set("place", source_link(page, document.sections[sections.front()].title.span)).set("blocks", render_sections(page, document, sections, wrong));
  data.set_list("contradictions", std::move(contradictions));
  return data;
}

}  // namespace portolan::render
