// A file as it stands, line by line, so that every number in the handbook can be followed to its place. Secrets are masked.
#include <fmt/format.h>

#include "base/file_reader.h"
#include "base/text.h"
#include "render/frame.h"
#include "render/highlight.h"
#include "render/pages/pages.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

std::string numbered_lines(const SourceMap& sources, const Links::SourcePage& source) {
  std::string text;
  for (int line = source.first; line <= source.last; ++line) {
    const auto shown = sources.excerpt(sources.line_span(source.file, line), 0, 1);
    text += (shown.empty() ? "" : shown.front().text) + "\n";
  }
  const std::vector<std::string> html = highlight_lines(language_of_path(sources.path(source.file)), text);
  std::string out;
  for (int line = source.first; line <= source.last; ++line) {
    out += fmt::format("<span class=\"ln\" id=\"{0}\"><a href=\"#{0}\">{1}</a>{2}\n</span>", line_id(line), line, html[static_cast<std::size_t>(line - source.first)]);
  }
  return out;
}

/// Other parts of the same file.
void add_neighbours(const SiteContext& site, const Links::SourcePage& source, Frame& frame) {
  for (const Links::SourcePage& other : site.links.source_pages()) {
    if (other.file != source.file) continue;
    const PagerLink link{fmt::format("Lines {} to {}", other.first, other.last), other.path};
    if (other.last + 1 == source.first) frame.previous = link;
    if (other.first == source.last + 1) frame.next = link;
  }
}

std::string render_source(const SiteContext& site, const Links::SourcePage& source) {
  const PageContext page{site, source.path, source.stack, std::nullopt};
  const SourceMap& sources = page.sources();
  std::vector<Data> environments;
  for (std::size_t i = 0; i < page.stack().environments.size(); ++i) {
    for (const FileId file : page.stack().environments[i].compose_files) {
      if (file == source.file) environments.emplace_back().set("chip", environment_chip(page, i)).set("href", page.link_to(site.links.architecture(source.stack, i)));
    }
  }
  Data data;
  data.set_flag("used", !environments.empty()).set_list("environments", std::move(environments));
  data.set("lines", Html{numbered_lines(sources, source)}).set("name", sources.path(source.file));
  Frame frame{.title = file_name_of(sources.path(source.file)), .lead = "As the repository holds it; secrets are masked.", .width = PageWidth::wide,
              .crumbs = {{"Files", ""}}, .body = Html{page.render("source", data)}};
  frame.facts.push_back(Html{fmt::format("<span class=\"mono\">{}</span>", escape_html(sources.path(source.file)))});
  frame.facts.push_back(Html{fmt::format("lines {} to {} of {}", source.first, source.last, sources.line_count(source.file))});
  add_neighbours(site, source, frame);
  return frame_page(page, frame);
}

}  // namespace

void plan_sources(const SiteContext& site, std::vector<PagePlan>& pages) {
  for (const Links::SourcePage& source : site.links.source_pages()) {
    pages.push_back({source.path, [&site, &source] { return render_source(site, source); }});
  }
}

}  // namespace portolan::render
