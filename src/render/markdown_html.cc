#include "render/markdown_html.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/highlight.h"
#include "render/links.h"
#include "render/markdown_writer.h"
#include "render/pieces.h"

namespace portolan::render {

/// Bytes of each line of a fence in the document, in order.
static std::vector<Span> fence_lines(const Block& block, const SourceMap& sources) {
  std::vector<Span> lines;
  if (block.content == FileId::none) return lines;
  std::string_view text = sources.text(block.content);
  while (text.ends_with('\n')) text.remove_suffix(1);
  std::uint32_t begin = 0;
  for (const std::string_view line : split(text, '\n')) {
    const auto end = begin + static_cast<std::uint32_t>(line.size());
    lines.push_back({block.content, begin, end});
    begin = end + 1;
  }
  return lines;
}

void MarkdownWriter::collect(const std::vector<Block>& list, int depth) {
  if (depth > deepest_markdown) return;
  for (const Block& block : list) {
    collect(block.inlines, depth);
    for (const TableCell& cell : block.header.cells) collect(cell.inlines, depth);
    for (const TableRow& row : block.rows) {
      for (const TableCell& cell : row.cells) collect(cell.inlines, depth);
    }
    for (const Span& line : fence_lines(block, options_.sources)) marks_.add_leaf(options_.sources.original(line));
    collect(block.children, depth + 1);
  }
}

/// ` id="L14"` for the first block of a line that is to be linked.
std::string MarkdownWriter::line_anchor(const Span& span) {
  if (!span.known() || options_.anchor_lines.empty()) return "";
  const int line = options_.sources.locate(span).line;
  if (!std::binary_search(options_.anchor_lines.begin(), options_.anchor_lines.end(), line) || !anchored_.insert(line).second) return "";
  return fmt::format(" id=\"{}\"", line_id(line));
}

/// ` class="v-ok"` for a block or row of which a mark speaks whose words were not found again.
std::string MarkdownWriter::mark_class(const Span& span) const {
  const std::vector<const Mark*> marks = marks_.unplaced(span);
  return marks.empty() || marks.back()->block_class.empty() ? "" : fmt::format(" class=\"{}\"", marks.back()->block_class);
}

void MarkdownWriter::unplaced(const Span& span) {
  for (const Mark* mark : marks_.unplaced(span)) after(*mark);
}

void MarkdownWriter::section(const Section& section, std::string_view title) {
  if (section.level > 0) {
    const std::string id = heading_id(section.anchor);
    const std::string line = line_anchor(section.span);
    const std::string place = line.empty() ? "" : fmt::format("<span{}></span>", line);
    if (section.level == 1 && heading_ == 1 && section.title.value == title) {
      out_ += fmt::format("<span id=\"{}\"></span>{}", escape_html(id), place);
    } else {
      // No level is skipped, whatever the document does: outlines of pages must hold.
      heading_ = std::clamp(section.level, 2, heading_ + 1);
      out_ += fmt::format("<h{} id=\"{}\">{}", heading_, escape_html(id), place);
      in_link_ = true;  // a heading becomes a link in the table of contents
      inlines(section.title_inlines, 0);
      in_link_ = false;
      out_ += fmt::format("</h{}>\n", heading_);
      if (!waiting_.empty()) out_ += fmt::format("<p>{}</p>\n", std::exchange(waiting_, ""));
    }
  }
  top_level(section.blocks);
}

void MarkdownWriter::top_level(const std::vector<Block>& list) {
  for (const Block& one : list) {
    block(one, 0);
    if (options_.after_block) out_ += options_.after_block(one);
  }
}

void MarkdownWriter::blocks(const std::vector<Block>& list, int depth) {
  for (const Block& one : list) block(one, depth);
}

void MarkdownWriter::block(const Block& block, int depth) {
  if (depth > deepest_markdown) return;
  switch (block.kind) {
    case BlockKind::paragraph:
      out_ += fmt::format("<p{}{}>", line_anchor(block.span), mark_class(block.span));
      inlines(block.inlines, depth);
      unplaced(block.span);
      out_ += "</p>\n";
      return;
    case BlockKind::list: return list(block, depth);
    case BlockKind::list_item: return item(block, true, depth);
    case BlockKind::table: return table(block);
    case BlockKind::code: return code(block);
    case BlockKind::quote: return quote(block, depth);
    case BlockKind::html: return raw(block);
    case BlockKind::rule: out_ += "<hr>\n"; return;
  }
}

void MarkdownWriter::list(const Block& block, int depth) {
  out_ += block.ordered ? (block.start == 1 ? "<ol>\n" : fmt::format("<ol start=\"{}\">\n", block.start)) : "<ul>\n";
  for (const Block& child : block.children) item(child, block.tight, depth + 1);
  out_ += block.ordered ? "</ol>\n" : "</ul>\n";
}

void MarkdownWriter::item(const Block& block, bool tight, int depth) {
  if (depth > deepest_markdown) return;
  out_ += fmt::format("<li{}{}>", line_anchor(block.span), mark_class(block.span));
  if (block.checked) out_ += *block.checked ? "<span class=\"task\">☑<span class=\"vh\"> done: </span></span> " : "<span class=\"task\">☐<span class=\"vh\"> to do: </span></span> ";
  for (const Block& child : block.children) {
    if (tight && child.kind == BlockKind::paragraph) {
      inlines(child.inlines, depth);
    } else {
      this->block(child, depth + 1);
    }
  }
  unplaced(block.span);
  out_ += "</li>\n";
}

void MarkdownWriter::table(const Block& block) {
  std::vector<std::string> names;
  for (const TableCell& cell : block.header.cells) names.push_back(plain_text(cell.inlines));
  out_ += fmt::format("<div class=\"tw\" tabindex=\"0\" role=\"group\" aria-label=\"Table: {}\"{}><table>\n<thead>", escape_html(join(names, ", ")),
                      line_anchor(block.span));
  row(block.header, block, true);
  out_ += "</thead>\n<tbody>\n";
  for (const TableRow& one : block.rows) row(one, block, false);
  out_ += "</tbody></table></div>\n";
}

void MarkdownWriter::row(const TableRow& row, const Block& table, bool header) {
  out_ += fmt::format("<tr{}{}>", header ? "" : line_anchor(row.span), mark_class(row.span));
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Alignment alignment = i < table.alignments.size() ? table.alignments[i] : Alignment::none;
    const std::string_view css = alignment == Alignment::right ? " class=\"r\"" : alignment == Alignment::centre ? " class=\"c\"" : "";
    // An empty header cell names nothing: it is a plain cell.
    const bool heads = header && !plain_text(row.cells[i].inlines).empty();
    out_ += fmt::format("<{}{}>", heads ? "th scope=\"col\"" : "td", css);
    inlines(row.cells[i].inlines, 0);
    if (i + 1 == row.cells.size()) unplaced(row.span);
    out_ += heads ? "</th>" : "</td>";
  }
  out_ += "</tr>\n";
}

/// What a fence is called: the file that its info string names, else its language.
static std::string caption_of(const std::vector<std::string_view>& info) {
  for (const std::string_view word : info) {
    for (const std::string_view key : {"file=", "title="}) {
      if (!word.starts_with(key)) continue;
      std::string_view name = word.substr(key.size());
      while (name.starts_with('"')) name.remove_prefix(1);
      while (name.ends_with('"')) name.remove_suffix(1);
      if (!name.empty()) return printable_utf8(name);
    }
  }
  return info.empty() ? "text" : printable_utf8(info.front());
}

void MarkdownWriter::code(const Block& block) {
  const std::vector<std::string_view> info = split_words(block.info);
  const std::string language(info.empty() ? "" : info.front());
  const std::string caption = caption_of(info);
  const std::vector<Span> places = fence_lines(block, options_.sources);
  std::string text;
  for (const Span& line : places) text += (text.empty() && &line == &places.front() ? "" : "\n") + options_.sources.shown(line);
  if (places.empty()) text = options_.sources.is_secret(block.span) ? "••••••" : printable_lines(block.text);
  std::vector<std::string> lines = highlight_lines(language, text);
  std::string body;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Span place = i < places.size() ? options_.sources.original(places[i]) : Span{};
    const Mark* mark = place.known() ? marks_.touching(place) : nullptr;
    if (mark == nullptr || mark->block_class.empty()) {
      body += lines[i] + "\n";
    } else {
      const std::string number = shown_.insert(mark).second ? mark->after : "";
      body += fmt::format("<span class=\"ln {}\">{}{}\n</span>", mark->block_class, lines[i], number);
    }
  }
  const std::string anchor = line_anchor(block.span);
  if (!anchor.empty()) out_ += fmt::format("<span{}></span>", anchor);
  out_ += code_box(escape_html(caption), caption, body).text + "\n";
}

void MarkdownWriter::quote(const Block& block, int depth) {
  const bool alarm = block.alert == "warning" || block.alert == "caution";
  if (block.alert.empty()) {
    out_ += fmt::format("<blockquote{}>\n", line_anchor(block.span));
  } else {
    std::string word = block.alert;
    word.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(word.front())));
    out_ += fmt::format("<div class=\"adm {}\"{}><b>{}{}</b>\n", alarm ? "warn" : "inf", line_anchor(block.span),
                        icon(alarm ? "triangle-alert" : "info").text, escape_html(word));
  }
  blocks(block.children, depth + 1);
  out_ += block.alert.empty() ? "</blockquote>\n" : "</div>\n";
}

void MarkdownWriter::raw(const Block& block) {
  if (is_markdown_comment(block.text) || trim(block.text).empty()) return;
  out_ += fmt::format("<p class=\"raw\"{}><code>{}</code></p>\n", line_anchor(block.span), escape_html(printable_lines(trim(block.text))));
}

std::string printable_lines(std::string_view text) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (!out.empty() || line.data() != text.data()) out += '\n';
    out += printable_utf8(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
  }
  return out;
}

Html render_blocks(const std::vector<Block>& blocks, const MarkdownOptions& options) {
  MarkdownWriter writer(options);
  writer.collect(blocks);
  writer.top_level(blocks);
  return {writer.take()};
}

Html render_document(const Plan& plan, const MarkdownOptions& options) {
  MarkdownWriter writer(options);
  for (const Section& section : plan.sections) {
    writer.collect(section.title_inlines);
    writer.collect(section.blocks);
  }
  for (const Section& section : plan.sections) writer.section(section, plan.title);
  return {writer.take()};
}

}  // namespace portolan::render
