#include <algorithm>

#include "base/text.h"
#include "load/markdown/addresses.h"
#include "load/markdown/shapes.h"
#include "load/markdown/table_columns.h"

namespace portolan::load {

/// What the cells of a row say of its environments and doubts. A cell that explains doubts the row only where it speaks of the thing itself.
static Frame frame_of(const Columns& columns, const Row& row, const Frame& outer) {
  Frame frame = outer;
  for (std::size_t i = 0; i < row.cells.size() && i < columns.size(); ++i) {
    const Stretch words = whole(row.cells[i]);
    if (columns.environment(i)) continue;
    if (!columns.explains(i)) {
      frame = frame.narrowed(words);
      continue;
    }
    const Frame explained = frame.narrowed_by_first(words);
    frame.scope = explained.scope;
    if (Mood mood = mood_of_remark(words); mood.modality != Modality::stated) frame.mood = std::move(mood);
  }
  if (const Phrase* named = row.cell(columns.find(Key::environment)); !blank(named)) frame.scope = {{named->take(0, named->size())}, Scope::Source::own_words};
  return frame;
}

/// By the family of the table; false for one about something else, whose rows are no candidates.
static bool read_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame) {
  if (columns.find(Key::variable)) {
    read_variable_row(reading, columns, row, frame);
  } else if (columns.find(Key::secret) && columns.find(Key::used_by)) {
    read_secret_row(reading, columns, row, frame);
  } else if (columns.at(0) == Key::volume) {
    read_volume_row(reading, columns, row, frame);
  } else if (columns.find(Key::network) && !columns.find(Key::service)) {
    read_network_row(reading, columns, row, frame);
  } else if (columns.find(Key::route) && columns.find(Key::target)) {
    read_route_row(reading, columns, row, frame);
  } else if (columns.find(Key::service)) {
    read_service_row(reading, columns, row, frame);
  } else {
    return false;
  }
  return true;
}

void read_table(Reading& reading, const Block& table, const Frame& outer) {
  const Columns columns(table.header);
  if (columns.size() == 0 || read_transposed(reading, table, outer)) return;
  std::optional<Phrase> subject;  // of the last row that names one
  for (const TableRow& source : table.rows) {
    if (reading.full()) return;
    Row row = row_of(reading, source);
    if (row.cells.empty()) continue;
    // An empty first cell goes on with the subject of the row above.
    const bool continues = blank(&row.cells.front()) && subject && std::any_of(row.cells.begin() + 1, row.cells.end(), [](const Phrase& cell) { return !blank(&cell); });
    if (continues) row.cells.front() = *subject;
    if (!blank(&row.cells.front())) subject = row.cells.front();
    const std::size_t before = reading.statements();
    const Frame frame = frame_of(columns, row, outer);
    const bool known = read_row(reading, columns, row, frame);
    const auto service = columns.find(Key::service) ? service_of(reading, row.cell(columns.find(Key::service))) : std::nullopt;
    for (std::size_t i = 0; i < row.cells.size() && !columns.find(Key::variable); ++i) read_addresses(reading, row.cells[i], frame, service.value_or(Spanned<std::string>{}));
    if (known) reading.count_place(before, row.span, frame);
  }
}

}  // namespace portolan::load
