#include "render/markdown_html.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/highlight.h"
#include "render/links.h"
#include "render/markdown_marks.h"
#include "render/pieces.h"

namespace portolan::render {

bool is_safe_url(std::string_view url) {
  if (url.empty() || std::any_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\\' || c == 0x7f; })) return false;
  if (url.starts_with("//")) return false;
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || url.find_first_of("/?#") < colon) return true;
  const std::string scheme = to_lower(url.substr(0, colon));
  return scheme == "http" || scheme == "https" || scheme == "mailto";
}

namespace {

/// cmark bounds nesting; this bounds us too, whoever built the tree.
constexpr int deepest = 100;

class Writer {
 public:
  explicit Writer(const MarkdownOptions& options) : options_(options), marks_(options.marks, options.file) {}

  void collect(const std::vector<Block>& blocks, int depth = 0);
  void collect(const std::vector<Inline>& inlines, int depth = 0);

  void section(const Section& section, std::string_view title);
  void blocks(const std::vector<Block>& list, int depth);
  void top_level(const std::vector<Block>& list);
  std::string take() { return std::move(out_); }

 private:
  void block(const Block& block, int depth);
  void list(const Block& block, int depth);
  void item(const Block& block, bool tight, int depth);
  void table(const Block& block);
  void row(const TableRow& row, const Block& table, bool header);
  void code(const Block& block);
  void quote(const Block& block, int depth);
  void raw(const Block& block);
  void inlines(const std::vector<Inline>& list, int depth);
  void inline_node(const Inline& node, int depth);
  void leaf(const Inline& node);
  void anchor(const Inline& node, int depth);
  void image(const Inline& node);
  std::string line_anchor(const Span& span);
  std::string mark_class(const Span& span) const;
  void unplaced(const Span& span);
  void after(const Mark& mark);

  const MarkdownOptions& options_;
  MarkMap marks_;
  std::string out_;
  std::set<int> anchored_;
  std::set<const Mark*> shown_;   // whose `after` is written; looked up, never walked
  int heading_ = 1;
  bool in_link_ = false;          // no link may stand in another one: what comes after a mark waits
  std::string waiting_;
};

/// Bytes of each line of a fence in the document, in order.
std::vector<Span> fence_lines(const Block& block, const SourceMap& sources) {
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

void Writer::collect(const std::vector<Inline>& list, int depth) {
  if (depth > deepest) return;
  for (const Inline& node : list) {
    const bool is_leaf = node.kind == InlineKind::text || node.kind == InlineKind::code;
    if (is_leaf && node.span.known()) marks_.add_leaf(node.span);
    collect(node.children, depth + 1);
  }
}

void Writer::collect(const std::vector<Block>& list, int depth) {
  if (depth > deepest) return;
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
std::string Writer::line_anchor(const Span& span) {
  if (!span.known() || options_.anchor_lines.empty()) return "";
  const int line = options_.sources.locate(span).line;
  if (!std::binary_search(options_.anchor_lines.begin(), options_.anchor_lines.end(), line) || !anchored_.insert(line).second) return "";
  return fmt::format(" id=\"{}\"", line_id(line));
}

/// ` class="v-ok"` for a block or row of which a mark speaks whose words were not found again.
std::string Writer::mark_class(const Span& span) const {
  const std::vector<const Mark*> marks = marks_.unplaced(span);
  return marks.empty() || marks.back()->block_class.empty() ? "" : fmt::format(" class=\"{}\"", marks.back()->block_class);
}

void Writer::unplaced(const Span& span) {
  for (const Mark* mark : marks_.unplaced(span)) after(*mark);
}

void Writer::after(const Mark& mark) {
  if (!shown_.insert(&mark).second) return;
  (in_link_ ? waiting_ : out_) += mark.after;
}

void Writer::section(const Section& section, std::string_view title) {
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

void Writer::top_level(const std::vector<Block>& list) {
  for (const Block& one : list) {
    block(one, 0);
    if (options_.after_block) out_ += options_.after_block(one);
  }
}

void Writer::blocks(const std::vector<Block>& list, int depth) {
  for (const Block& one : list) block(one, depth);
}

void Writer::block(const Block& block, int depth) {
  if (depth > deepest) return;
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

void Writer::list(const Block& block, int depth) {
  out_ += block.ordered ? (block.start == 1 ? "<ol>\n" : fmt::format("<ol start=\"{}\">\n", block.start)) : "<ul>\n";
  for (const Block& child : block.children) item(child, block.tight, depth + 1);
  out_ += block.ordered ? "</ol>\n" : "</ul>\n";
}

void Writer::item(const Block& block, bool tight, int depth) {
  if (depth > deepest) return;
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

void Writer::table(const Block& block) {
  std::vector<std::string> names;
  for (const TableCell& cell : block.header.cells) names.push_back(plain_text(cell.inlines));
  out_ += fmt::format("<div class=\"tw\" tabindex=\"0\" role=\"group\" aria-label=\"Table: {}\"{}><table>\n<thead>", escape_html(join(names, ", ")),
                      line_anchor(block.span));
  row(block.header, block, true);
  out_ += "</thead>\n<tbody>\n";
  for (const TableRow& one : block.rows) row(one, block, false);
  out_ += "</tbody></table></div>\n";
}

void Writer::row(const TableRow& row, const Block& table, bool header) {
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
std::string caption_of(const std::vector<std::string_view>& info) {
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

void Writer::code(const Block& block) {
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

void Writer::quote(const Block& block, int depth) {
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

bool is_comment(std::string_view html) { return trim(html).starts_with("<!--"); }

void Writer::raw(const Block& block) {
  if (is_comment(block.text) || trim(block.text).empty()) return;
  out_ += fmt::format("<p class=\"raw\"{}><code>{}</code></p>\n", line_anchor(block.span), escape_html(printable_lines(trim(block.text))));
}

void Writer::inlines(const std::vector<Inline>& list, int depth) {
  for (const Inline& node : list) inline_node(node, depth + 1);
}

void Writer::inline_node(const Inline& node, int depth) {
  if (depth > deepest) return;
  const auto wrap = [&](std::string_view tag) {
    out_ += fmt::format("<{}>", tag);
    inlines(node.children, depth);
    out_ += fmt::format("</{}>", tag);
  };
  switch (node.kind) {
    case InlineKind::text:
    case InlineKind::code: return leaf(node);
    case InlineKind::emphasis: return wrap("em");
    case InlineKind::strong: return wrap("strong");
    case InlineKind::strikethrough: return wrap("del");
    case InlineKind::link: return anchor(node, depth);
    case InlineKind::image: return image(node);
    case InlineKind::soft_break: out_ += '\n'; return;
    case InlineKind::hard_break: out_ += "<br>\n"; return;
    case InlineKind::html:
      if (!is_comment(node.text)) out_ += fmt::format("<code class=\"raw\">{}</code>", escape_html(printable_utf8(node.text)));
      return;
  }
}

/// Words. They are cut at the borders of marks when their bytes stand in the document as they are, else marked as a whole.
void Writer::leaf(const Inline& node) {
  const SourceMap& sources = options_.sources;
  const bool placed = node.span.known();
  const bool secret = placed && sources.is_secret(node.span);
  const bool exact = placed && !secret && sources.text(node.span) == node.text;
  const auto show = [&](const std::string& text) {
    out_ += node.kind == InlineKind::code ? fmt::format("<code>{}</code>", escape_html(text)) : escape_html(text);
  };
  if (!placed) return show(printable_utf8(node.text));
  std::vector<MarkedPiece> pieces = marks_.cut(node.span);
  if (!exact) {
    const Mark* mark = marks_.touching(node.span);
    const bool last = std::any_of(pieces.begin(), pieces.end(), [&](const MarkedPiece& piece) { return piece.mark == mark && piece.last_of_mark; });
    pieces = {{node.span.begin, node.span.end, mark, last}};
  }
  for (const MarkedPiece& piece : pieces) {
    if (piece.mark) out_ += piece.mark->open;
    const std::string text = exact ? printable_utf8(std::string_view(node.text).substr(piece.begin - node.span.begin, piece.end - piece.begin))
                             : secret ? sources.shown(node.span) : printable_utf8(node.text);
    show(text);
    if (piece.mark) out_ += piece.mark->close;
    if (piece.mark && piece.last_of_mark) after(*piece.mark);
  }
}

void Writer::anchor(const Inline& node, int depth) {
  std::string href = is_safe_url(node.url) ? node.url : "";
  if (!href.empty() && options_.link) href = options_.link(node.url);
  if (href.empty() || in_link_ || plain_text(node.children).empty()) return inlines(node.children, depth);
  const bool outside = href.starts_with("http:") || href.starts_with("https:");
  out_ += fmt::format("<a href=\"{}\"{}>", escape_html(href), outside ? " rel=\"noreferrer\"" : "");
  in_link_ = true;
  inlines(node.children, depth);
  in_link_ = false;
  out_ += "</a>" + std::exchange(waiting_, "");
}

void Writer::image(const Inline& node) {
  const std::string words = plain_text(node.children);
  const std::string src = options_.image && is_safe_url(node.url) ? options_.image(node.url) : "";
  if (src.empty()) {
    out_ += fmt::format("<span class=\"mut\">[{}]</span>", escape_html(words.empty() ? "image" : "image: " + words));
  } else {
    out_ += fmt::format("<img src=\"{}\" alt=\"{}\">", escape_html(src), escape_html(words));
  }
}

}  // namespace

std::string printable_lines(std::string_view text) {
  std::string out;
  for (const std::string_view line : split(text, '\n')) {
    if (!out.empty() || line.data() != text.data()) out += '\n';
    out += printable_utf8(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line);
  }
  return out;
}

Html render_blocks(const std::vector<Block>& blocks, const MarkdownOptions& options) {
  Writer writer(options);
  writer.collect(blocks);
  writer.top_level(blocks);
  return {writer.take()};
}

Html render_document(const Plan& plan, const MarkdownOptions& options) {
  Writer writer(options);
  for (const Section& section : plan.sections) {
    writer.collect(section.title_inlines);
    writer.collect(section.blocks);
  }
  for (const Section& section : plan.sections) writer.section(section, plan.title);
  return {writer.take()};
}

}  // namespace portolan::render
