#include "load/markdown/document.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include "base/text.h"
#include "load/markdown/anchors.h"
#include "load/markdown/fences.h"
#include "load/markdown/locate.h"

namespace portolan::load {

namespace {

constexpr int deepest = 64;  // levels of blocks, and of inlines in one block
constexpr std::size_t most_nodes = 200'000;

using Tree = std::unique_ptr<cmark_node, void (*)(cmark_node*)>;

/// Extensions switch characters on in a table that all parsers share, so one document is parsed at a time.
Tree parse(std::string_view text) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  cmark_gfm_core_extensions_ensure_registered();
  const std::unique_ptr<cmark_parser, void (*)(cmark_parser*)> parser(cmark_parser_new(CMARK_OPT_FULL_INFO_STRING), cmark_parser_free);
  for (const char* name : {"table", "strikethrough", "tasklist"}) {
    if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  cmark_parser_feed(parser.get(), text.data(), text.size());
  Tree tree(cmark_parser_finish(parser.get()), cmark_node_free);
  cmark_consolidate_text_nodes(tree.get());
  return tree;
}

std::string string_of(const char* text) { return text ? text : ""; }

/// The extensions' own kinds have no public constants.
bool is_kind(cmark_node* node, std::string_view name) { return cmark_node_get_type_string(node) == name; }

class Reader {
 public:
  Reader(SourceMap& sources, FileId file, std::string_view bytes) : sources_(sources), locator_(file, bytes) {}

  std::vector<Section> sections(cmark_node* root);
  bool cut() const { return cut_; }

 private:
  std::vector<Inline> inlines_of(cmark_node* parent, int depth);
  Inline read_inline(cmark_node* node, int depth);
  Inline read_container(InlineKind kind, cmark_node* node, int depth);
  std::vector<Block> blocks_of(cmark_node* parent, int depth);
  Block read_block(cmark_node* node, int depth);
  void read_list(cmark_node* node, Block& block, int depth);
  void read_code(cmark_node* node, Block& block);
  void read_table(cmark_node* node, Block& block);
  TableRow read_row(cmark_node* node);
  Section read_heading(cmark_node* node);
  Span span_of(cmark_node* node) const;
  bool too_much(int depth);

  SourceMap& sources_;
  Locator locator_;
  std::size_t nodes_ = 0;
  bool cut_ = false;
};

bool Reader::too_much(int depth) {
  if (depth < deepest && ++nodes_ <= most_nodes) return false;
  cut_ = true;
  return true;
}

Span Reader::span_of(cmark_node* node) const {
  Span span = locator_.lines(cmark_node_get_start_line(node), cmark_node_get_end_line(node));
  // The column of a block is right: it skips the marks of the quote or list that the block stands in.
  const Span first = locator_.line(cmark_node_get_start_line(node));
  const auto column = static_cast<std::uint32_t>(std::max(1, cmark_node_get_start_column(node)));
  span.begin = std::min(std::max(span.begin, std::min(first.begin + column - 1, first.end)), span.end);
  return span;
}

std::vector<Inline> Reader::inlines_of(cmark_node* parent, int depth) {
  std::vector<Inline> inlines;
  for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
    if (too_much(depth)) break;
    const char* literal = cmark_node_get_literal(node);
    const bool empty = cmark_node_get_type(node) == CMARK_NODE_TEXT && (!literal || !*literal);  // left over from the blanks of a hard break
    if (!empty) inlines.push_back(read_inline(node, depth));
  }
  return inlines;
}

Inline Reader::read_container(InlineKind kind, cmark_node* node, int depth) {
  Inline item;
  item.kind = kind;
  item.children = inlines_of(node, depth + 1);
  for (const Inline& child : item.children) {
    if (!child.span.known()) continue;
    if (!item.span.known()) item.span = child.span;
    item.span.end = std::max(item.span.end, child.span.end);
  }
  if (kind == InlineKind::link || kind == InlineKind::image) {
    item.url = string_of(cmark_node_get_url(node));
    item.title = string_of(cmark_node_get_title(node));
    // Escapes, <…> and brackets make a target that is longer or shorter than its text: then its place is not given.
    const Span target = locator_.skip_link_target();
    if (target.known() && locator_.bytes().substr(target.begin, target.end - target.begin) == item.url) item.target = target;
  }
  return item;
}

Inline Reader::read_inline(cmark_node* node, int depth) {
  const auto literal = [&](InlineKind kind) {
    Inline item;
    item.kind = kind;
    item.text = string_of(cmark_node_get_literal(node));
    item.span = locator_.find(item.text, cmark_node_get_start_line(node));
    return item;
  };
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT: return literal(InlineKind::text);
    case CMARK_NODE_CODE: return literal(InlineKind::code);
    case CMARK_NODE_HTML_INLINE: return literal(InlineKind::html);
    case CMARK_NODE_SOFTBREAK: {
      Inline item;
      item.kind = InlineKind::soft_break;
      return item;
    }
    case CMARK_NODE_LINEBREAK: {
      Inline item;
      item.kind = InlineKind::hard_break;
      return item;
    }
    case CMARK_NODE_EMPH: return read_container(InlineKind::emphasis, node, depth);
    case CMARK_NODE_STRONG: return read_container(InlineKind::strong, node, depth);
    case CMARK_NODE_LINK: return read_container(InlineKind::link, node, depth);
    case CMARK_NODE_IMAGE: return read_container(InlineKind::image, node, depth);
    default: return read_container(is_kind(node, "strikethrough") ? InlineKind::strikethrough : InlineKind::emphasis, node, depth);
  }
}

std::vector<Block> Reader::blocks_of(cmark_node* parent, int depth) {
  std::vector<Block> blocks;
  for (cmark_node* node = cmark_node_first_child(parent); node; node = cmark_node_next(node)) {
    if (too_much(depth)) break;
    blocks.push_back(read_block(node, depth));
  }
  return blocks;
}

void Reader::read_list(cmark_node* node, Block& block, int depth) {
  block.kind = BlockKind::list;
  block.ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
  block.start = block.ordered ? cmark_node_get_list_start(node) : 1;
  block.tight = cmark_node_get_list_tight(node) != 0;
  block.children = blocks_of(node, depth + 1);
}

void Reader::read_code(cmark_node* node, Block& block) {
  block.kind = BlockKind::code;
  block.info = string_of(cmark_node_get_fence_info(node));
  block.text = string_of(cmark_node_get_literal(node));
  int length = 0, offset = 0;
  char mark = 0;
  const bool fenced = cmark_node_get_fenced(node, &length, &offset, &mark) != 0;
  const int first = cmark_node_get_start_line(node) + (fenced ? 1 : 0);
  block.content = add_fence_text(sources_, locator_, block.text, first);
}

/// Takes "[!NOTE]" off the front of a quote, when its first line is just that.
void read_alert(Block& quote) {
  if (quote.children.empty() || quote.children.front().kind != BlockKind::paragraph) return;
  std::vector<Inline>& inlines = quote.children.front().inlines;
  if (inlines.empty() || inlines.front().kind != InlineKind::text) return;
  const std::string_view mark = trim(inlines.front().text);
  const bool alone = inlines.size() == 1 || inlines[1].kind == InlineKind::soft_break || inlines[1].kind == InlineKind::hard_break;
  if (!alone || !mark.starts_with("[!") || !mark.ends_with("]")) return;
  const std::string name = to_lower(mark.substr(2, mark.size() - 3));
  for (const std::string_view known : {"note", "tip", "important", "warning", "caution"}) {
    if (name != known) continue;
    quote.alert = name;
    inlines.erase(inlines.begin(), inlines.begin() + (inlines.size() > 1 ? 2 : 1));
    if (inlines.empty()) quote.children.erase(quote.children.begin());
    return;
  }
}

Block Reader::read_block(cmark_node* node, int depth) {
  Block block;
  block.span = span_of(node);
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_LIST: read_list(node, block, depth); break;
    case CMARK_NODE_ITEM:
      block.kind = BlockKind::list_item;
      if (is_kind(node, "tasklist")) block.checked = cmark_gfm_extensions_get_tasklist_item_checked(node);
      block.children = blocks_of(node, depth + 1);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      block.kind = BlockKind::quote;
      block.children = blocks_of(node, depth + 1);
      read_alert(block);
      break;
    case CMARK_NODE_CODE_BLOCK: read_code(node, block); break;
    case CMARK_NODE_HTML_BLOCK:
      block.kind = BlockKind::html;
      block.text = string_of(cmark_node_get_literal(node));
      break;
    case CMARK_NODE_THEMATIC_BREAK: block.kind = BlockKind::rule; break;
    case CMARK_NODE_HEADING: {  // inside a quote or a list: no section of its own
      Inline strong;
      strong.kind = InlineKind::strong;
      locator_.enter(block.span);
      strong.children = inlines_of(node, 1);
      block.inlines.push_back(std::move(strong));
      break;
    }
    default:
      if (is_kind(node, "table")) {
        read_table(node, block);
      } else {
        locator_.enter(block.span);
        block.inlines = inlines_of(node, 0);
      }
  }
  return block;
}

void Reader::read_table(cmark_node* node, Block& block) {
  block.kind = BlockKind::table;
  const std::uint16_t columns = cmark_gfm_extensions_get_table_columns(node);
  const std::uint8_t* alignments = cmark_gfm_extensions_get_table_alignments(node);
  for (std::uint16_t i = 0; i < columns && alignments; ++i) {
    block.alignments.push_back(alignments[i] == 'l'   ? Alignment::left
                               : alignments[i] == 'c' ? Alignment::centre
                               : alignments[i] == 'r' ? Alignment::right
                                                      : Alignment::none);
  }
  for (cmark_node* row = cmark_node_first_child(node); row; row = cmark_node_next(row)) {
    if (too_much(0)) break;
    TableRow read = read_row(row);
    if (cmark_gfm_extensions_get_table_row_is_header(row)) {
      block.header = std::move(read);
    } else {
      block.rows.push_back(std::move(read));
    }
  }
}

TableRow Reader::read_row(cmark_node* node) {
  TableRow row;
  row.span = span_of(node);
  const std::vector<Span> cells = cells_of(locator_.bytes(), row.span);
  std::size_t index = 0;
  for (cmark_node* cell = cmark_node_first_child(node); cell; cell = cmark_node_next(cell), ++index) {
    if (too_much(0)) break;
    TableCell& read = row.cells.emplace_back();
    // A short row is filled up with empty cells, which stand nowhere.
    read.span = index < cells.size() ? cells[index] : Span{row.span.file, row.span.end, row.span.end};
    locator_.enter(read.span);
    read.inlines = inlines_of(cell, 0);
  }
  return row;
}

Section Reader::read_heading(cmark_node* node) {
  Section section;
  section.level = cmark_node_get_heading_level(node);
  section.span = span_of(node);
  locator_.enter(section.span);
  section.title_inlines = inlines_of(node, 0);
  section.title = {std::string(trim(plain_text(section.title_inlines))), section.span};
  for (const Inline& item : section.title_inlines) {
    if (!item.span.known()) continue;
    if (section.title.span.begin == section.span.begin) section.title.span.begin = item.span.begin;
    section.title.span.end = item.span.end;
  }
  return section;
}

std::vector<Section> Reader::sections(cmark_node* root) {
  std::vector<Section> sections;
  Anchors anchors;
  for (cmark_node* node = cmark_node_first_child(root); node; node = cmark_node_next(node)) {
    if (too_much(0)) break;
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
      sections.push_back(read_heading(node));
      sections.back().anchor = anchors.add(sections.back().title.value);
      continue;
    }
    if (sections.empty()) sections.emplace_back().span = span_of(node);
    sections.back().blocks.push_back(read_block(node, 0));
    sections.back().span.end = std::max(sections.back().span.end, sections.back().blocks.back().span.end);
  }
  return sections;
}

}  // namespace

void read_document(Plan& plan, SourceMap& sources, FileId file, std::string_view text, Diagnostics& problems) {
  const Tree tree = parse(text);
  Reader reader(sources, file, sources.text(file));
  plan.sections = reader.sections(tree.get());
  if (reader.cut()) {
    problems.push_back({.rule = "markdown-limit",
                        .severity = Severity::warning,
                        .span = {file, 0, 0},
                        .message = "the document is nested too deep or has too many parts; the rest of it is not read",
                        .help = "split the document"});
  }
}

}  // namespace portolan::load
