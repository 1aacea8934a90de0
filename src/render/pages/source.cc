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

/// Lines of longer files are cut off: a page must stay small, and no plan points behind it.
constexpr int most_lines = 1500;

std::string numbered_lines(const SourceMap& sources, FileId file, int lines) {
  std::string text;
  for (int line = 1; line <= lines; ++line) {
    const auto shown = sources.excerpt(sources.line_span(file, line), 0, 1);
    text += (shown.empty() ? "" : shown.front().text) + "\n";
  }
  const std::vector<std::string> html = highlight_lines(language_of_path(sources.path(file)), text);
  std::string out;
  for (int line = 1; line <= lines; ++line) {
    out += fmt::format("<span class=\"ln\" id=\"{0}\"><a href=\"#{0}\" aria-label=\"{1}\">{1}</a>{2}\n</span>", line_id(line), line, html[static_cast<std::size_t>(line - 1)]);
  }
  return out;
}

std::string render_source(const SiteContext& site, const Links::SourcePage& source) {
  const PageContext page{site, source.path, source.stack, std::nullopt};
  const SourceMap& sources = page.sources();
  int count = sources.line_count(source.file);
  if (count > 1 && sources.text(sources.line_span(source.file, count)).empty()) --count;  // what stands behind the last line break is no line
  const int shown = std::min(count, most_lines);
  std::vector<Data> environments;
  for (std::size_t i = 0; i < page.stack().environments.size(); ++i) {
    for (const FileId file : page.stack().environments[i].compose_files) {
      if (file == source.file) environments.emplace_back().set("chip", environment_chip(page, i)).set("href", page.link_to(site.links.architecture(source.stack, i)));
    }
  }
  Data data;
  data.set_flag("used", !environments.empty()).set_list("environments", std::move(environments));
  data.set("lines", Html{numbered_lines(sources, source.file, shown)});
  data.set("name", sources.path(source.file)).set("cut", shown < count ? fmt::format("{} more lines are not shown", count - shown) : "");
  Frame frame{.title = file_name_of(sources.path(source.file)), .lead = "As the repository holds it; secrets are masked.", .width = PageWidth::wide,
              .crumbs = {{"Files", ""}}, .body = Html{page.render("source", data)}};
  frame.facts.push_back(Html{fmt::format("<span class=\"mono\">{}</span>", escape_html(sources.path(source.file)))});
  frame.facts.push_back(Html{count_of(static_cast<std::size_t>(count), "line")});
  return frame_page(page, frame);
}

}  // namespace

void plan_sources(const SiteContext& site, std::vector<PagePlan>& pages) {
  for (const Links::SourcePage& source : site.links.source_pages()) {
    pages.push_back({source.path, [&site, &source] { return render_source(site, source); }});
  }
}

}  // namespace portolan::render
