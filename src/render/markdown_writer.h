// Writes a document tree as HTML; the inside of markdown_html.h, in two files: blocks and inlines.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "render/markdown_html.h"
#include "render/markdown_marks.h"

namespace portolan::render {

/// cmark bounds nesting; this bounds us too, whoever built the tree.
inline constexpr int deepest_markdown = 100;

class MarkdownWriter {
 public:
  explicit MarkdownWriter(const MarkdownOptions& options) : options_(options), marks_(options.marks, options.file) {}

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
  void plain_anchor(const Inline& node, int depth);
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

/// `<!-- … -->`, which is for people who read the source.
bool is_markdown_comment(std::string_view html);

}  // namespace portolan::render
