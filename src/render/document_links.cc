#include "render/document_links.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/percent.h"
#include "base/text.h"

namespace portolan::render {

static bool has_scheme(std::string_view url) {
  const std::size_t colon = url.find(':');
  return colon != std::string_view::npos && url.find_first_of("/?#") > colon;
}

static bool has_heading(const Plan& document, std::string_view anchor) {
  for (const Section& section : document.sections) {
    if (section.level > 0 && section.anchor == anchor) return true;
  }
  return false;
}

static const Plan* find_document(const Handbook& handbook, std::string_view path) {
  for (const Plan& document : handbook.guide) {
    if (document.path == path) return &document;
  }
  for (const Stack& stack : handbook.stacks) {
    for (const Plan& document : stack.plans) {
      if (document.path == path) return &document;
    }
  }
  return nullptr;
}

/// The place that "#L12" names in a file that has at least so many lines.
static std::optional<std::string> find_line(const PageContext& page, std::string_view path, std::string_view fragment) {
  const std::optional<int> line = fragment.starts_with("L") ? parse_digits(fragment.substr(1)) : std::nullopt;
  const std::optional<FileId> file = page.sources().find(path);
  if (!line || !file || *line < 1 || *line > page.sources().line_count(*file)) return std::nullopt;
  return page.links().place(page.sources().line_span(*file, *line));
}

std::string document_link(const PageContext& page, const Plan& document, std::string_view url) {
  if (has_scheme(url)) return std::string(url);
  const std::size_t hash = url.find('#');
  const std::string fragment = hash == std::string_view::npos ? "" : to_lower(decode_percent(url.substr(hash + 1)));
  const std::string written = decode_percent(url.substr(0, std::min(hash, url.find('?'))));
  if (written.empty()) {
    const std::optional<std::string> own = page.links().file(document.path);  // parts of a document are shown on other pages too
    return own && has_heading(document, fragment) ? page.link_to(*own + "#" + heading_id(fragment)) : "";
  }
  std::string path = join_path(folder_of(document.path), written);
  if (written.starts_with('/')) path = normal_path(page.stack_index ? page.stack().folder + written : written.substr(1));
  const std::optional<std::string> target = page.links().file(path);
  if (!target) return "";
  const Plan* other = find_document(page.site.input.handbook, path);
  const bool to_heading = other != nullptr && has_heading(*other, fragment);
  if (to_heading) return page.link_to(*target + "#" + heading_id(fragment));
  const std::optional<std::string> line = hash == std::string_view::npos ? std::nullopt : find_line(page, path, url.substr(hash + 1));
  return page.link_to(line.value_or(*target));
}

static void collect_links(const std::vector<Inline>& inlines, std::vector<std::string>& urls) {
  for (const Inline& node : inlines) {
    if (node.kind == InlineKind::link) urls.push_back(node.url);
    collect_links(node.children, urls);
  }
}

static void collect_links(const std::vector<Block>& blocks, std::vector<std::string>& urls) {
  for (const Block& block : blocks) {
    collect_links(block.inlines, urls);
    for (const TableRow& row : block.rows) {
      for (const TableCell& cell : row.cells) collect_links(cell.inlines, urls);
    }
    collect_links(block.children, urls);
  }
}

std::vector<std::size_t> reading_order(const std::vector<Plan>& documents) {
  std::vector<std::size_t> order;
  const auto add = [&](std::size_t index) {
    if (std::find(order.begin(), order.end(), index) == order.end()) order.push_back(index);
  };
  for (std::size_t i = 0; i < documents.size(); ++i) {
    const std::string name = to_lower(file_name_of(documents[i].path));
    if (name != "index.md" && name != "readme.md") continue;
    add(i);
    std::vector<std::string> urls;
    for (const Section& section : documents[i].sections) collect_links(section.blocks, urls);
    for (const std::string& url : urls) {
      const std::string path = join_path(folder_of(documents[i].path), url.substr(0, url.find('#')));
      for (std::size_t other = 0; other < documents.size(); ++other) {
        if (documents[other].path == path) add(other);
      }
    }
    break;
  }
  for (std::size_t i = 0; i < documents.size(); ++i) add(i);
  return order;
}

MarkdownOptions document_options(const PageContext& page, const Plan& document) {
  return {.sources = page.sources(),
          .file = document.file,
          .link = [&page, &document](std::string_view url) { return document_link(page, document, url); },
          .anchor_lines = anchor_lines(document, page.sources())};
}

}  // namespace portolan::render
