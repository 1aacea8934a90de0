#include "render/frame.h"

#include <set>

#include <fmt/format.h>

#include "base/embedded.h"
#include "render/pieces.h"
#include "render/sidebar.h"

namespace portolan::render {

namespace {

struct Heading {
  int level = 2;
  std::string anchor;
  std::string text;  ///< escaped, without markup
};

std::string without_tags(std::string_view html) {
  std::string text;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return text;
}

/// Finds `<h2 id="…">` and `<h3 id="…">` in HTML that our templates wrote, and gives each its anchor link. User text can't look like a heading:
/// it is escaped.
std::vector<Heading> take_headings(std::string& body) {
  std::vector<Heading> headings;
  std::string out;
  std::size_t done = 0;
  for (std::size_t at; (at = body.find("<h", done)) != std::string::npos;) {
    const char level = at + 2 < body.size() ? body[at + 2] : ' ';
    const std::size_t open = body.find('>', at);
    const std::string close = fmt::format("</h{}>", level);
    const std::size_t end = body.find(close, at);
    const std::string_view tag = open == std::string::npos ? std::string_view{} : std::string_view(body).substr(at, open - at);
    const std::size_t id = tag.find(" id=\"");
    if ((level != '2' && level != '3') || end == std::string::npos || id == std::string_view::npos) {
      out.append(body, done, at + 2 - done);
      done = at + 2;
      continue;
    }
    Heading heading{.level = level - '0', .anchor = std::string(tag.substr(id + 5, tag.find('"', id + 5) - id - 5)), .text = {}};
    heading.text = without_tags(std::string_view(body).substr(open + 1, end - open - 1));
    out.append(body, done, end - done);
    out += fmt::format("<a class=\"an\" href=\"#{}\" aria-label=\"Link to {}\">#</a>{}", heading.anchor, heading.text, close);
    done = end + close.size();
    headings.push_back(std::move(heading));
  }
  out.append(body, done);
  body = std::move(out);
  return headings;
}

/// `<symbol>` from a file of assets/vendor; lucide files have a comment first, simple-icons a title inside.
std::string symbol(std::string_view name, std::string_view svg) {
  const std::size_t root = svg.find("<svg");
  std::string_view inside = svg.substr(svg.find('>', root) + 1);
  inside = inside.substr(0, inside.rfind("</svg>"));
  if (const std::size_t title = inside.find("</title>"); title != std::string_view::npos) inside.remove_prefix(title + 8);
  std::string out = fmt::format("<symbol id=\"{}\" viewBox=\"0 0 24 24\">", name);
  bool blank = false;
  for (const char c : inside) {  // one line, one space between elements
    const bool space = c == '\n' || c == ' ';
    if (!space) {
      if (blank && c != '<') out += ' ';
      out += c;
    }
    blank = space;
  }
  return out + "</symbol>";
}

std::string sprite(std::string_view html) {
  std::set<std::string, std::less<>> names{"i-sun", "i-moon"};  // the theme button changes between three
  constexpr std::string_view use = "href=\"#i-";
  for (std::size_t at = 0; (at = html.find(use, at)) != std::string_view::npos; at += use.size()) {
    const std::size_t begin = at + use.size() - 2;
    names.insert(std::string(html.substr(begin, html.find('"', begin) - begin)));
  }
  std::string out = "<svg class=\"sprite\" width=\"0\" height=\"0\" aria-hidden=\"true\">";
  for (const std::string& name : names) {
    const bool brand = name.starts_with("i-b-");
    const auto svg = find_embedded(fmt::format("assets/vendor/{}/{}.svg", brand ? "simple-icons" : "lucide", name.substr(brand ? 4 : 2)));
    if (svg) out += symbol(name, *svg);
  }
  return out + "</svg>";
}

std::vector<Data> crumbs(const PageContext& page, const Frame& frame) {
  std::vector<Crumb> steps;
  if (page.path != page.links().home()) steps.push_back({"All stacks", page.links().home()});
  if (page.stack_index && page.path != page.links().overview(*page.stack_index)) {
    steps.push_back({page.stack().title, page.links().overview(*page.stack_index)});
  }
  if (page.environment_index) {
    const std::string architecture = page.links().architecture(*page.stack_index, *page.environment_index);
    steps.push_back({page.environment().title, architecture == page.path ? "" : architecture});
  }
  steps.insert(steps.end(), frame.crumbs.begin(), frame.crumbs.end());
  std::vector<Data> items;
  for (const Crumb& step : steps) {
    items.emplace_back().set("name", step.title).set("href", step.target.empty() ? "" : page.link_to(step.target));
  }
  return items;
}

void add_switcher(const PageContext& page, const Frame& frame, Data& data) {
  std::vector<Data> items;
  for (const EnvironmentLink& other : frame.switcher) {
    items.emplace_back()
        .set("name", page.stack().environments.at(other.environment).name)
        .set("colour", std::string(colour_class(page.stack(), other.environment)))
        .set("href", page.link_to(other.target))
        .set_flag("current", page.environment_index == other.environment);
  }
  data.set_flag("has_switcher", items.size() > 1).set_list("switcher", std::move(items));
  data.set("environment_class", page.environment_index ? std::string(colour_class(page.stack(), *page.environment_index)) : "");
}

void add_toc(const PageContext&, const Frame& frame, const std::vector<Heading>& headings, Data& data) {
  std::vector<Data> items;
  for (const Heading& heading : headings) {
    items.emplace_back().set("level", fmt::to_string(heading.level)).set("anchor", heading.anchor).set("text", Html{heading.text});
  }
  data.set_flag("has_toc", frame.width == PageWidth::prose && items.size() > 1).set_list("toc", std::move(items));
}

void add_pager(const PageContext& page, const Frame& frame, Data& data) {
  std::vector<Data> items;
  const auto add = [&](const std::optional<PagerLink>& target, const char* direction) {
    if (target) items.emplace_back().set("direction", direction).set("name", target->title).set("href", page.link_to(target->target));
  };
  add(frame.previous, "Previous");
  add(frame.next, "Next");
  data.set_flag("has_pager", !items.empty()).set_list("pager", std::move(items));
}

void add_head(const PageContext& page, const Frame& frame, Data& data) {
  std::string root;
  for (const char c : page.path) root += c == '/' ? "../" : "";
  data.set("title", frame.title).set("lead", frame.lead).set("description", frame.lead);
  data.set("handbook", page.site.input.options.title).set("revision", page.site.input.options.revision);
  data.set("root", root).set("assets", root + "assets/").set("home", page.link_to(page.links().home()));
  std::vector<Data> stylesheets, facts;
  for (const std::string& path : frame.stylesheets) stylesheets.emplace_back().set("href", page.link_to(path));
  for (const Html& fact : frame.facts) facts.emplace_back().set("fact", fact);
  data.set_list("stylesheets", std::move(stylesheets));
  data.set_flag("has_facts", !facts.empty()).set_list("facts", std::move(facts));
  data.set_flag("wide", frame.width == PageWidth::wide);
  data.set("icon_menu", icon("menu")).set("icon_search", icon("search")).set("icon_monitor", icon("monitor"));
}

}  // namespace

std::string frame_page(const PageContext& page, const Frame& frame) {
  std::string body = frame.body.text;
  const std::vector<Heading> headings = take_headings(body);
  Data data;
  add_head(page, frame, data);
  add_sidebar(page, data);
  add_switcher(page, frame, data);
  add_toc(page, frame, headings, data);
  add_pager(page, frame, data);
  std::vector<Data> steps = crumbs(page, frame);
  data.set_flag("has_crumbs", !steps.empty()).set_list("crumbs", std::move(steps));
  // Icons are known once the page is whole: then their drawings take the place of this comment, which no user's text can contain unescaped.
  constexpr std::string_view drawings = "<!--icons-->";
  data.set_flag("diagram", body.find("class=\"dia\"") != std::string::npos);
  data.set("body", Html{std::move(body)}).set("sprite", Html{std::string(drawings)});
  std::string html = page.render("frame", data);
  const std::size_t at = html.find(drawings);
  if (at != std::string::npos) html.replace(at, drawings.size(), sprite(html));
  return html;
}

}  // namespace portolan::render
