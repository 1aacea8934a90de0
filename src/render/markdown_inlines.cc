#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/markdown_writer.h"

namespace portolan::render {

bool is_safe_url(std::string_view url) {
  if (url.empty() || std::any_of(url.begin(), url.end(), [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\\' || c == 0x7f; })) return false;
  if (url.starts_with("//")) return false;
  const std::size_t colon = url.find(':');
  if (colon == std::string_view::npos || url.find_first_of("/?#") < colon) return true;
  const std::string scheme = to_lower(url.substr(0, colon));
  return scheme == "http" || scheme == "https" || scheme == "mailto";
}

bool is_markdown_comment(std::string_view html) { return trim(html).starts_with("<!--"); }

void MarkdownWriter::collect(const std::vector<Inline>& list, int depth) {
  if (depth > deepest_markdown) return;
  for (const Inline& node : list) {
    const bool is_leaf = node.kind == InlineKind::text || node.kind == InlineKind::code;
    if (is_leaf && node.span.known()) marks_.add_leaf(node.span);
    if (node.target.known()) marks_.add_target(node.target);
    collect(node.children, depth + 1);
  }
}

void MarkdownWriter::after(const Mark& mark) {
  if (!shown_.insert(&mark).second) return;
  (in_link_ ? waiting_ : out_) += mark.after;
}

void MarkdownWriter::inlines(const std::vector<Inline>& list, int depth) {
  for (const Inline& node : list) inline_node(node, depth + 1);
}

void MarkdownWriter::inline_node(const Inline& node, int depth) {
  if (depth > deepest_markdown) return;
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
      if (!is_markdown_comment(node.text)) out_ += fmt::format("<code class=\"raw\">{}</code>", escape_html(printable_utf8(node.text)));
      return;
  }
}

/// Words. They are cut at the borders of marks when their bytes stand in the document as they are, else marked as a whole.
void MarkdownWriter::leaf(const Inline& node) {
  const SourceMap& sources = options_.sources;
  const bool placed = node.span.known();
  const bool secret = placed && sources.is_secret(node.span);
  const bool exact = placed && !secret && sources.text(node.span) == node.text;
  const bool code = node.kind == InlineKind::code;
  const auto show = [&](const std::string& text) { out_ += code ? fmt::format("<code>{}</code>", escape_html(text)) : escape_html(text); };
  if (!placed) return show(printable_utf8(node.text));
  std::vector<MarkedPiece> pieces = marks_.cut(node.span);
  if (!exact) {
    const Mark* mark = marks_.touching(node.span);
    const bool last = std::any_of(pieces.begin(), pieces.end(), [&](const MarkedPiece& piece) { return piece.mark == mark && piece.last_of_mark; });
    pieces = {{node.span.begin, node.span.end, mark, last}};
  }
  // Code stays one box: marks on parts of it stand inside.
  const bool one_box = code && pieces.size() > 1;
  if (one_box) out_ += "<code>";
  for (const MarkedPiece& piece : pieces) {
    if (piece.mark) out_ += piece.mark->open;
    const std::string text = exact ? printable_utf8(std::string_view(node.text).substr(piece.begin - node.span.begin, piece.end - piece.begin))
                             : secret ? sources.shown(node.span) : printable_utf8(node.text);
    one_box ? void(out_ += escape_html(text)) : show(text);
    if (piece.mark) out_ += piece.mark->close;
    if (piece.mark && piece.last_of_mark && !one_box) after(*piece.mark);
  }
  if (!one_box) return;
  out_ += "</code>";
  for (const MarkedPiece& piece : pieces) {
    if (piece.mark && piece.last_of_mark) after(*piece.mark);
  }
}

/// A link; a mark of its target, which no page shows, goes around the whole.
void MarkdownWriter::anchor(const Inline& node, int depth) {
  const Mark* mark = node.target.known() ? marks_.touching(node.target) : nullptr;
  if (mark && !node.target.contains(mark->span)) mark = nullptr;
  if (mark) out_ += mark->open;
  plain_anchor(node, depth);
  if (!mark) return;
  out_ += mark->close;
  after(*mark);
}

void MarkdownWriter::plain_anchor(const Inline& node, int depth) {
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

void MarkdownWriter::image(const Inline& node) {
  const std::string words = plain_text(node.children);
  const std::string src = options_.image && is_safe_url(node.url) ? options_.image(node.url) : "";
  if (src.empty()) {
    out_ += fmt::format("<span class=\"mut\">[{}]</span>", escape_html(words.empty() ? "image" : "image: " + words));
  } else {
    out_ += fmt::format("<img src=\"{}\" alt=\"{}\">", escape_html(src), escape_html(words));
  }
}

}  // namespace portolan::render
