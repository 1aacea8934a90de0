#include "render/plan_drawings.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "render/diagrams/drawn_view.h"
#include "render/links.h"

namespace portolan::render {

/// "Web (Gunicorn)" → "web": the page of the service that is called so, of the first environment that has one.
static std::string service_page(const PageContext& page, std::string_view words) {
  if (!page.stack_index) return "";
  words = trim(words.substr(0, words.find_first_of("(:")));
  const auto& environments = page.stack().environments;
  for (std::size_t e = 0; e < environments.size(); ++e) {
    for (const Service& service : environments[e].services) {
      if (!equals_ignoring_case(service.name.value, words)) continue;
      if (const auto target = page.links().service(*page.stack_index, e, service.name.value)) return page.link_to(*target);
    }
  }
  return "";
}

std::string drawings_in(const PageContext& page, const Plan& plan, const Span& range) {
  std::string out;
  for (std::size_t i = 0; i < plan.drawings.size(); ++i) {
    const Drawing& drawing = plan.drawings[i];
    if (!range.contains(page.sources().original({drawing.content, 0, 0}))) continue;
    const DrawnOptions options{.id = fmt::format("D-{}", i + 1), .link = [&](std::string_view words) { return service_page(page, words); }};
    const DrawnView view = draw_drawing(drawing, page.sources(), options);
    out += fmt::format("<figure class=\"dia\" aria-label=\"Diagram {0}, drawn\">\n<div class=\"vp\" tabindex=\"0\" role=\"group\" aria-label=\"Diagram {0}, scrollable\">{1}</div>\n</figure>\n",
                       i + 1, view.svg);
    out += "<details class=\"sm\"><summary>The diagram as text</summary><ul>";
    for (const std::string& sentence : view.sentences) out += fmt::format("<li>{}</li>\n", escape_html(sentence));
    out += "</ul></details>\n";
  }
  return out;
}

}  // namespace portolan::render
