// Our document tree → safe HTML, with places for marks.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "model/plan.h"
#include "render/template.h"

namespace portolan::render {

/// HTML put around a range of the document's bytes. Where the range covers no text that was found again, its block or row gets `block_class`.
struct Mark {
  Span span;
  std::string open, close;   ///< inline HTML: `<mark class="good">`, `</mark>`; repeated when the range is cut by markup
  std::string after;         ///< once, behind the last piece: the number that links to a note
  std::string block_class;   ///< for rows and code lines: "v-good"
};

struct MarkdownOptions {
  const SourceMap* sources = nullptr;
  FileId file = FileId::none;
  /// The href for a link as written; "" shows the words without link. Called for links that passed the check of their scheme.
  std::function<std::string(std::string_view url)> link;
  /// The src for an image as written; "" shows its words.
  std::function<std::string(std::string_view url)> image;
  /// Sorted by span; inner marks come after the outer ones that contain them, and are the ones shown.
  std::vector<Mark> marks;
  /// What follows a block: notes about its marks. Called once for each top-level block.
  std::function<std::string(const Block& block)> after_block;
  /// Gives blocks ids "L<line>", so that places can be linked.
  std::vector<int> anchor_lines;
};

/// Raw HTML is shown as text, links keep only http, https, mailto and relative targets, code is highlighted and copyable.
Html render_blocks(const std::vector<Block>& blocks, const MarkdownOptions& options);
Html render_inlines(const std::vector<Inline>& inlines, const MarkdownOptions& options);
/// `<h2 id="anchor">…</h2>` and the blocks of all sections; a heading of level 1 is left out when it is the document's title.
Html render_document(const Plan& plan, const MarkdownOptions& options);

/// http, https, mailto, or relative without scheme; no control characters.
bool is_safe_url(std::string_view url);

}  // namespace portolan::render
