#include "tests/render/links_walk.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/file_reader.h"

namespace portolan::test {

namespace {

struct Tag {
  std::string name;
  bool closing = false, alone = false;
  std::vector<std::pair<std::string, std::string>> attributes;
};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t'; }

/// Reads the tag that starts at text[at] == '<'; leaves `at` behind it. An unquoted attribute or a missing '>' gives the name "".
Tag read_tag(std::string_view text, std::size_t& at) {
  Tag tag;
  std::size_t i = at + 1;
  if (i < text.size() && text[i] == '/') tag.closing = true, ++i;
  while (i < text.size() && !is_space(text[i]) && text[i] != '>' && text[i] != '/') tag.name += text[i++];
  while (i < text.size() && text[i] != '>') {
    if (is_space(text[i]) || text[i] == '/') {
      tag.alone = text[i++] == '/';
      continue;
    }
    std::string name, value;
    while (i < text.size() && !is_space(text[i]) && text[i] != '=' && text[i] != '>' && text[i] != '/') name += text[i++];
    if (i < text.size() && text[i] == '=') {
      if (++i >= text.size() || text[i] != '"') return at = text.size(), Tag{};
      for (++i; i < text.size() && text[i] != '"'; ++i) value += text[i];
      ++i;
    }
    if (name.empty()) return at = text.size(), Tag{};
    tag.attributes.emplace_back(name, value);
  }
  at = std::min(i + 1, text.size());
  return tag;
}

struct Page {
  std::set<std::string> ids;
  std::vector<std::string> links;
};

class Walk {
 public:
  std::vector<std::string> problems;

  Page read(const std::string& path, std::string_view text) {
    Page page;
    std::vector<std::string> open;
    for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
      if (text.substr(at).starts_with("<!DOCTYPE html>")) {
        at += 2;
        continue;
      }
      const Tag tag = read_tag(text, at);
      if (tag.name.empty()) {
        problems.push_back(path + ": a tag that can't be read");
        return page;
      }
      tag_order(path, tag, open);
      for (const auto& [name, value] : tag.attributes) attribute(path, tag, name, value, page);
    }
    if (!open.empty()) problems.push_back(path + ": <" + open.back() + "> is never closed");
    return page;
  }

 private:
  void tag_order(const std::string& path, const Tag& tag, std::vector<std::string>& open) {
    static const std::set<std::string> empty{"meta", "link", "input", "br", "hr", "img"};
    if (tag.alone || empty.contains(tag.name)) return;
    if (!tag.closing) {
      const bool nested_link = tag.name == "a" && std::find(open.begin(), open.end(), "a") != open.end();
      if (nested_link) problems.push_back(path + ": a link within a link");
      open.push_back(tag.name);
    } else if (open.empty() || open.back() != tag.name) {
      problems.push_back(path + ": </" + tag.name + "> closes <" + (open.empty() ? "" : open.back()) + ">");
    } else {
      open.pop_back();
    }
  }

  void attribute(const std::string& path, const Tag& tag, const std::string& name, const std::string& value, Page& page) {
    if (name == "id" && (value.empty() || !page.ids.insert(value).second)) problems.push_back(path + ": the id \"" + value + "\" stands twice or is empty");
    if (name == "style" || name.starts_with("on")) problems.push_back(path + ": attribute " + name + " on <" + tag.name + ">");
    if ((name == "href" && tag.name != "use") || name == "src") page.links.push_back(value);
    if (name == "href" && tag.name == "use") page.links.push_back(value);
    if (name == "aria-controls" || name == "aria-labelledby" || name == "for") page.links.push_back("#" + value);
  }
};

std::string plain(std::string text) {
  for (std::size_t at; (at = text.find("&amp;")) != std::string::npos;) text.replace(at, 5, "&");
  return text;
}

}  // namespace

std::vector<std::string> walk_links(const std::map<std::string, std::string>& files) {
  Walk walk;
  std::map<std::string, Page> pages;
  for (const auto& [path, text] : files) {
    if (path.ends_with(".html")) pages.emplace(path, walk.read(path, text));
  }
  for (const auto& [path, page] : pages) {
    for (const std::string& written : page.links) {
      const std::string link = plain(written);
      if (link.starts_with("http://") || link.starts_with("https://") || link.starts_with("mailto:") || link.starts_with("data:image/svg+xml,")) continue;
      const std::size_t hash = link.find('#');
      const std::string file = link.substr(0, std::min(hash, link.find('?')));
      const std::string anchor = hash == std::string::npos ? "" : link.substr(hash + 1);
      if (file.find(':') != std::string::npos || file.starts_with('/')) {
        walk.problems.push_back(path + ": the link \"" + link + "\" leaves the site");
        continue;
      }
      const std::string target = file.empty() ? path : join_path(folder_of(path), file);
      const auto found = pages.find(target);
      if (!files.contains(target)) {
        walk.problems.push_back(path + ": the link \"" + link + "\" leads to no file");
      } else if (!anchor.empty() && (found == pages.end() || !found->second.ids.contains(anchor))) {
        walk.problems.push_back(path + ": the link \"" + link + "\" leads to no anchor");
      }
    }
  }
  return walk.problems;
}

}  // namespace portolan::test
