#include "render/facts/meaning.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/claims/words.h"

namespace portolan::render {

static bool heads_meaning(const TableCell& header) {
  constexpr std::array words{"purpose", "meaning", "description", "what for", "used for", "use", "holds", "content", "contents", "notes", "note", "comment", "explanation"};
  const std::string title = to_lower(trim(plain_text(header.inlines)));
  return std::find(words.begin(), words.end(), title) != words.end();
}

static std::string meaning_in_row(const Block& table, const TableRow& row, const Masking& masking) {
  for (std::size_t i = 0; i < table.header.cells.size() && i < row.cells.size(); ++i) {
    if (!heads_meaning(table.header.cells[i]) || masking.sources->is_secret(row.cells[i].span)) continue;
    const std::string text = plain_text(row.cells[i].inlines);
    if (trim(text) != "-" && trim(text) != "–" && trim(text) != "—") return shown(masking, trim(text));
  }
  return {};
}

/// "`NAME`: what it is for" without the name. A value alone explains nothing.
static std::string meaning_in_bullet(const Block& paragraph, const Masking& masking) {
  const auto& inlines = paragraph.inlines;
  if (inlines.size() < 2 || masking.sources->is_secret(paragraph.span)) return {};
  const bool named = inlines.front().kind == InlineKind::code || inlines.front().kind == InlineKind::strong;
  if (!named) return {};
  const bool value_alone = inlines.size() == 3 && inlines[2].kind == InlineKind::code;
  std::string text = plain_text({inlines.begin() + 1, inlines.end()});
  std::string_view rest = trim(text);
  for (const std::string_view mark : {":", "-", "–", "—", "="}) {
    if (rest.starts_with(mark)) rest = trim(rest.substr(mark.size()));
  }
  return value_alone ? "" : shown(masking, rest);
}

static std::string find_in(const std::vector<Block>& blocks, const Span& said, const Masking& masking) {
  for (const Block& block : blocks) {
    if (!block.span.contains(said)) continue;
    for (const TableRow& row : block.rows) {
      if (row.span.contains(said)) return meaning_in_row(block, row, masking);
    }
    for (const Block& child : block.children) {
      const bool own = block.kind == BlockKind::list_item && child.kind == BlockKind::paragraph && child.span.contains(said);
      if (own) return meaning_in_bullet(child, masking);
    }
    if (std::string words = find_in(block.children, said, masking); !words.empty()) return words;
  }
  return {};
}

std::string find_meaning(const ClaimView& view, const Masking& masking) {
  if (view.statement->section >= view.plan->sections.size()) return {};
  std::string words = find_in(view.plan->sections[view.statement->section].blocks, view.statement->span, masking);
  std::replace(words.begin(), words.end(), '\n', ' ');
  const auto* variable = std::get_if<HasVariable>(&view.statement->fact);
  const bool value_alone = variable && variable->value && check::unquoted(variable->value->value) == words;
  return value_alone ? "" : words;
}

}  // namespace portolan::render
