#include "tests/render/pages/page_text.h"

#include <algorithm>
#include <array>
#include <vector>

#include <doctest/doctest.h>

#include "base/text.h"

namespace portolan::test {

static bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

static std::string_view name_of_tag(std::string_view tag) {
  tag.remove_prefix(std::min<std::size_t>(tag.size(), tag.starts_with("</") ? 2 : 1));
  return tag.substr(0, tag.find_first_of(" />\n"));
}

static std::string resolve_entities(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> entities{{{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
  std::string out;
  while (!text.empty()) {
    const auto entity = std::find_if(entities.begin(), entities.end(), [&](const auto& pair) { return text.starts_with(pair.first); });
    out += entity == entities.end() ? text.substr(0, 1) : entity->second;
    text.remove_prefix(entity == entities.end() ? 1 : entity->first.size());
  }
  return out;
}

/// Skips an element of whose content nothing is read aloud here.
static std::size_t end_of_element(std::string_view html, std::size_t at, std::string_view name) {
  const std::string close = "</" + std::string(name) + ">";
  const std::size_t end = html.find(close, at);
  return end == std::string_view::npos ? html.size() : end + close.size();
}

static std::string tidy(std::string_view text) {
  std::string out;
  for (const std::string_view raw : split(text, '\n')) {
    std::string line;
    for (const std::string_view word : split_words(raw)) line += (line.empty() ? "" : " ") + std::string(word);
    while (line.ends_with(" |")) line.resize(line.size() - 2);
    if (!line.empty() && line != "|") out += line + "\n";
  }
  return out;
}

std::string page_text(std::string_view html) {
  const std::size_t main = html.find("<main");
  html = html.substr(std::min(main, html.size()), html.find("</main>") - std::min(main, html.size()));
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] != '<') {
      const std::size_t end = std::min(html.find('<', at), html.size());
      out += resolve_entities(html.substr(at, end - at));
      at = end;
      continue;
    }
    const std::size_t close = std::min(html.find('>', at), html.size() - 1);
    const std::string_view tag = html.substr(at, close + 1 - at), name = name_of_tag(tag);
    at = close + 1;
    const bool frame = tag.find("class=\"an\"") != std::string_view::npos || tag.find("class=\"tocm\"") != std::string_view::npos;
    const bool skipped = is_one_of(name, {"svg", "button", "nav", "form", "footer"}) || frame;
    if (skipped && !tag.starts_with("</") && !tag.ends_with("/>")) {
      at = end_of_element(html, at, name);
    } else if (is_one_of(name, {"td", "th"}) && tag.starts_with("</")) {
      out += " | ";
    } else if (is_one_of(name, {"p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "pre", "table", "summary", "br", "details", "figure", "legend", "label"})) {
      out += name == "br" ? " " : "\n";
    } else if (tag == "</b>") {
      out += " ";
    }
  }
  return tidy(out);
}

std::string find_broken_markup(std::string_view html) {
  std::vector<std::string_view> open;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at + 1)) {
    const std::string_view rest = html.substr(at, 60);
    if (rest.starts_with("<!")) continue;
    const std::size_t close = html.find('>', at);
    if (close == std::string_view::npos) return std::string(rest);
    const std::string_view tag = html.substr(at, close + 1 - at), name = name_of_tag(tag);
    if (name.empty()) return std::string(rest);
    if (tag.starts_with("</")) {
      if (open.empty() || open.back() != name) return std::string(rest);
      open.pop_back();
    } else if (!tag.ends_with("/>") && !is_one_of(name, {"meta", "link", "br", "input", "hr", "img"})) {
      open.push_back(name);
    }
  }
  return open.empty() ? "" : "<" + std::string(open.back());
}

std::string section_text(const std::map<std::string, std::string>& site, const std::string& path, const std::string& id) {
  CAPTURE(path);
  const auto page = site.find(path);
  REQUIRE(page != site.end());
  CHECK(find_broken_markup(page->second) == "");
  if (id.empty()) return page_text(page->second);
  const std::size_t begin = page->second.find("<h2 id=\"" + id + "\"");
  CAPTURE(id);
  REQUIRE(begin != std::string::npos);
  const std::string_view rest = std::string_view(page->second).substr(begin);
  const std::size_t end = std::min({rest.find("<h2 ", 1), rest.find("<nav class=\"pager"), rest.find("</main>")});
  return page_text("<main>" + std::string(rest.substr(0, end)) + "</main>");
}

}  // namespace portolan::test
