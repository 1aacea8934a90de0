#include "render/facts/plan_differences.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace portolan::render {

namespace {

/// Tables of a hostile plan are searched no longer than this.
constexpr std::size_t most_claims = 2000;

/// The cell that words stand in.
struct Place {
  const Block* table = nullptr;
  std::size_t row = 0, column = 0;
};

std::optional<Place> find_in_table(const Block& table, const Span& words) {
  const auto row = std::find_if(table.rows.begin(), table.rows.end(), [&](const TableRow& each) { return each.span.contains(words); });
  if (row == table.rows.end()) return std::nullopt;
  for (std::size_t i = 0; i < row->cells.size(); ++i) {
    if (row->cells[i].span.contains(words)) return Place{&table, static_cast<std::size_t>(row - table.rows.begin()), i};
  }
  return std::nullopt;
}

std::optional<Place> find_place(const std::vector<Block>& blocks, const Span& words) {
  for (const Block& block : blocks) {
    if (!block.span.contains(words)) continue;
    if (block.kind == BlockKind::table) return find_in_table(block, words);
    return find_place(block.children, words);
  }
  return std::nullopt;
}

/// A table with what was claimed in it.
struct ComparedTable {
  const Block* table = nullptr;
  std::vector<std::set<std::size_t>> environments;           ///< that each column is about
  std::vector<std::pair<Place, ClaimView>> claims;
};

ComparedTable& table_of(std::vector<ComparedTable>& tables, const Place& place) {
  const auto known = std::find_if(tables.begin(), tables.end(), [&](const ComparedTable& each) { return each.table == place.table; });
  if (known != tables.end()) return *known;
  tables.push_back({.table = place.table, .environments = std::vector<std::set<std::size_t>>(place.table->header.cells.size()), .claims = {}});
  return tables.back();
}

PlanRow::Cell make_cell(const ComparedTable& compared, std::size_t row, std::size_t environment) {
  PlanRow::Cell cell;
  const std::vector<TableCell>& written = compared.table->rows[row].cells;
  for (std::size_t i = 1; i < written.size() && i < compared.environments.size(); ++i) {
    if (compared.environments[i].count(environment) == 0) continue;
    cell.text = plain_text(written[i].inlines);
    cell.span = written[i].span;
    for (const auto& [place, claim] : compared.claims) {
      if (place.row == row && place.column == i && speaks_of(*claim.claim, environment)) cell.claims.push_back(claim);
    }
    break;
  }
  return cell;
}

void add_rows(std::vector<PlanRow>& rows, const ComparedTable& compared, std::size_t environments) {
  for (std::size_t r = 0; r < compared.table->rows.size(); ++r) {
    const std::vector<TableCell>& cells = compared.table->rows[r].cells;
    if (cells.empty()) continue;
    PlanRow& row = rows.emplace_back(PlanRow{.aspect = plain_text(cells[0].inlines), .span = cells[0].span, .cells = {}});
    for (std::size_t e = 0; e < environments; ++e) row.cells.push_back(make_cell(compared, r, e));
  }
}

}  // namespace

PlanDifferences list_plan_differences(const Stack& stack, const StackReport& report) {
  PlanDifferences found;
  std::vector<ComparedTable> tables;
  for (const ClaimView& view : all_claims(stack, report)) {
    const bool compared = view.statement->scope.source == Scope::Source::table_column;
    const bool exposure = std::holds_alternative<Exposure>(view.statement->fact) && view.claim->environments.size() < stack.environments.size();
    if (!compared && !exposure) continue;
    ++found.claims;
    found.verified += view.claim->outcome == Outcome::verified ? 1 : 0;
    const bool searched = compared && found.claims <= most_claims && view.statement->section < view.plan->sections.size();
    const auto place = searched ? find_place(view.plan->sections[view.statement->section].blocks, view.statement->span) : std::nullopt;
    if (!place || place->column == 0 || place->column >= place->table->header.cells.size()) {
      found.others.push_back(view);
      continue;
    }
    ComparedTable& table = table_of(tables, *place);
    table.environments[place->column].insert(view.claim->environments.begin(), view.claim->environments.end());
    table.claims.emplace_back(*place, view);
  }
  for (const ComparedTable& table : tables) add_rows(found.rows, table, stack.environments.size());
  return found;
}

}  // namespace portolan::render
