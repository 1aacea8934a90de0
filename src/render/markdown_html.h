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

/// HTML put around a range of the document's bytes.
struct Mark {
  Span span;
  std::string open = {}, close = {};   ///< inline HTML: `<mark class="good">`, `</mark>`; repeated when the range is cut by markup
  std::string after = {};              ///< once, behind the last piece: the number that links to a note
  std::string block_class = {};        ///< for lines of code, and for the block or row when none of its words was found again: "v-ok"
};

struct MarkdownOptions {
  const SourceMap& sources;
  FileId file = FileId::none;  ///< the document
  /// The href for a link as written; "" shows the words without link. Asked only for links that passed is_safe_url.
  std::function<std::string(std::string_view url)> link = {};
  /// The src for an image as written; "" shows its words.
  std::function<std::string(std::string_view url)> image = {};
  /// Sorted by span; of several marks on one word the one that starts last is shown.
  std::vector<Mark> marks = {};
  /// What follows a block: notes about its marks. Called once for each top-level block of a section, in order.
  std::function<std::string(const Block& block)> after_block = {};
  /// Lines whose blocks get an id "L<line>", ascending, so that places can be linked: see anchor_lines in links.h.
  std::vector<int> anchor_lines = {};
};

/// Raw HTML is shown as text, comments are dropped, links keep only safe targets, code is highlighted and copyable, secrets are masked.
Html render_blocks(const std::vector<Block>& blocks, const MarkdownOptions& options);
/// `<h2 id="anchor">…</h2>` and the blocks of all sections; the heading that is the document's title is left out, the frame shows it.
Html render_document(const Plan& plan, const MarkdownOptions& options);

/// Lines of text made fit for output one by one: base/utf8.h shows a line break as a picture.
std::string printable_lines(std::string_view text);

/// http, https, mailto, or relative without a scheme; no control characters, no backslashes.
bool is_safe_url(std::string_view url);

}  // namespace portolan::render
