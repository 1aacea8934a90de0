#include "load/markdown/secrets.h"

#include <string>
#include <vector>

#include "base/text.h"
#include "load/secret_text.h"
#include "model/environment.h"

namespace portolan::load {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// Columns that hold values, not descriptions or services.
bool holds_values(std::string_view header) {
  const std::string lower = to_lower(header);
  for (const std::string_view word : split_words(lower)) {
    if (word == "value" || word == "default" || word == "example" || word == "current" || parse_environment_kind(word)) return true;
  }
  return false;
}

/// The words of a cell, when they can be a value.
bool is_value(const TableCell& cell) {
  const std::string value(trim(plain_text(cell.inlines)));
  return !contains(value, " ") && !is_placeholder(value);
}

void mark_cell(const TableCell& cell, SourceMap& sources) {
  for (const Inline& item : cell.inlines) sources.mark_secret(item.span.known() ? item.span : cell.span);
}

void scan_table(const Block& table, SourceMap& sources) {
  for (const TableRow& row : table.rows) {
    if (row.cells.empty()) continue;
    const std::string label(trim(plain_text(row.cells.front().inlines)));
    const bool secret_row = is_secret_label(label) || names_secret(label);
    for (std::size_t i = 1; i < row.cells.size() && i < table.header.cells.size(); ++i) {
      const std::string header = plain_text(table.header.cells[i].inlines);
      if (is_value(row.cells[i]) && (is_secret_label(header) || (secret_row && holds_values(header)))) mark_cell(row.cells[i], sources);
    }
  }
}

void scan_blocks(const std::vector<Block>& blocks, SourceMap& sources) {
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::table) scan_table(block, sources);
    scan_blocks(block.children, sources);
  }
}

/// Targets of links reach pages as they are, so what is secret in them goes at once.
void hide_in_urls(std::vector<Inline>& inlines) {
  for (Inline& item : inlines) {
    std::string shown;
    std::size_t at = 0;
    find_secret_text(item.url, {}, [&](std::size_t begin, std::size_t end) {
      if (begin < at) return;
      shown += item.url.substr(at, begin - at) + "•••";
      at = end;
    });
    if (at > 0) item.url = shown + item.url.substr(at);
    hide_in_urls(item.children);
  }
}

void hide_in_urls(std::vector<Block>& blocks) {
  for (Block& block : blocks) {
    hide_in_urls(block.inlines);
    for (TableCell& cell : block.header.cells) hide_in_urls(cell.inlines);
    for (TableRow& row : block.rows) {
      for (TableCell& cell : row.cells) hide_in_urls(cell.inlines);
    }
    hide_in_urls(block.children);
  }
}

}  // namespace

void mark_secrets(Plan& plan, SourceMap& sources) {
  mark_secret_text(sources, plan.file);
  for (Section& section : plan.sections) {
    scan_blocks(section.blocks, sources);
    hide_in_urls(section.title_inlines);
    hide_in_urls(section.blocks);
  }
  for (const FrontMatterEntry& entry : plan.front_matter) {
    if (names_secret(entry.key.value) && !is_placeholder(entry.value.value)) sources.mark_secret(entry.value.span);
  }
}

}  // namespace portolan::load
