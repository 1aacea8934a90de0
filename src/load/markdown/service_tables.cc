#include <algorithm>

#include "base/text.h"
#include "load/markdown/facts.h"
#include "load/markdown/table_columns.h"

namespace portolan::load {

namespace {

void add_port_row(Reading& reading, const Columns& columns, const Row& row, const Spanned<std::string>& service, const Frame& frame) {
  const Phrase* container = row.cell(columns.find(Key::container_port));
  const Phrase* host = row.cell(columns.find(Key::host_port));
  if (!container) container = row.cell(columns.find(Key::port));
  const Phrase* purpose = row.cell(columns.find(Key::description));
  const auto inside = blank(container) ? std::vector<Spanned<int>>{} : ports_in(whole(*container));
  const auto outside = blank(host) || says_nothing(host->text()) ? std::vector<Spanned<int>>{} : ports_in(whole(*host));
  const bool not_published = host && !blank(host) && says_nothing(host->text());
  // Columns of several ports belong together one by one, or one of them is alone.
  const std::size_t count = std::max(inside.size(), outside.size());
  if (inside.size() > 1 && outside.size() > 1 && inside.size() != outside.size()) return;
  if (host && !not_published && outside.empty()) return;  // words that are no port: "random"
  for (std::size_t i = 0; i < count; ++i) {
    PublishesPort fact{.service = service};
    if (!inside.empty()) fact.container_port = inside[std::min(i, inside.size() - 1)];
    if (!outside.empty()) fact.host_port = outside[std::min(i, outside.size() - 1)];
    if (host) fact.published = !outside.empty();
    if (purpose) fact.purpose = purpose->shown(reading.sources(), 0, purpose->size());
    reading.add(std::move(fact), row.span, row.text, frame);
  }
  if (count == 0 && not_published) reading.add(PublishesPort{.service = service, .published = false}, row.span, row.text, frame);
}

/// "5433:5432" in a column of mappings: host before container, as Compose writes it.
void add_port_mapping(Reading& reading, const Row& row, const Phrase& cell, const Spanned<std::string>& service, const Frame& frame) {
  for (const Word& word : cell.words()) {
    const std::size_t colon = word.lower.find(':');
    if (colon == std::string::npos || word.lower.find(':', colon + 1) != std::string::npos) continue;
    const auto host = parse_digits(word.lower.substr(0, colon)), container = parse_digits(word.lower.substr(colon + 1));
    if (!host || !container) continue;
    reading.add(PublishesPort{.service = service,
                              .container_port = Spanned<int>{*container, cell.span(word.begin + colon + 1, word.end)},
                              .host_port = Spanned<int>{*host, cell.span(word.begin, word.begin + colon)},
                              .published = true},
                row.span, row.text, frame);
  }
}

bool is_port_key(Key key) { return key == Key::container_port || key == Key::host_port || key == Key::port || key == Key::port_mapping; }

/// "| Service | Dev port | Prod port |": true when the table has such columns.
bool read_environment_cells(Reading& reading, const Columns& columns, const Row& row, const Spanned<std::string>& service, const Frame& frame) {
  bool any = false;
  for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
    const auto key = columns.scoped_key(i);
    if (!key || *key == Key::description || *key == Key::meaning) continue;
    any = true;
    const Phrase& cell = row.cells[i];
    Frame column = frame;
    column.scope = {{*columns.environment(i)}, Scope::Source::table_column};
    if (Mood mood = mood_of(whole(cell)); mood.modality != Modality::stated) column.mood = std::move(mood);
    if (*key == Key::port_mapping) {
      add_port_mapping(reading, row, cell, service, column);
    } else if (is_port_key(*key) && !blank(&cell) && says_nothing(cell.text())) {
      if (*key == Key::host_port) reading.add(PublishesPort{.service = service, .published = false}, whole(cell), column);
    } else {
      add_key_facts(reading, *key == Key::path ? Key::volume : *key, {service}, whole(cell), column);
    }
  }
  return any;
}

}  // namespace

void read_service_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame) {
  const auto service = service_of(reading, row.cell(columns.find(Key::service)));
  if (!service) return;
  const bool has_ports = columns.find(Key::container_port) || columns.find(Key::host_port) || columns.find(Key::port);
  bool typed = has_ports || columns.find(Key::port_mapping);
  if (has_ports) add_port_row(reading, columns, row, *service, frame);
  for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
    const auto key = columns.at(i);
    if (!key || *key == Key::service || *key == Key::description || *key == Key::meaning || *key == Key::environment) continue;
    if (*key == Key::port_mapping) add_port_mapping(reading, row, row.cells[i], *service, frame);
    if (is_port_key(*key)) continue;
    typed = typed || *key != Key::image;
    const Key meant = *key == Key::path ? Key::volume : *key;
    add_key_facts(reading, meant, {*service}, whole(row.cells[i]), frame);
  }
  typed = read_environment_cells(reading, columns, row, *service, frame) || typed;
  const Phrase* purpose = row.cell(columns.find(Key::description));
  if (!typed && purpose) {
    reading.add(ServiceExists{.service = *service, .description = purpose->shown(reading.sources(), 0, purpose->size())}, row.span, row.text, frame);
  }
}

bool read_transposed(Reading& reading, const Block& table, const Frame& outer) {
  std::vector<Spanned<std::string>> services;
  for (std::size_t i = 1; i < table.header.cells.size(); ++i) {
    const Phrase header(table.header.cells[i].inlines, table.header.cells[i].span);
    auto named = services_of(reading, whole(header));
    // "Redis | RabbitMQ" compares products; services are called by names or roles.
    if (named.size() != 1 || (is_product_word(to_lower(named[0].value)) && named[0].value != to_lower(named[0].value))) return false;
    services.push_back(std::move(named.front()));
  }
  const auto first = table.header.cells.empty() ? std::nullopt : parse_key(plain_text(table.header.cells[0].inlines));
  if (services.size() < 2 || (first && *first != Key::aspect)) return false;
  const auto key_of = [](const TableRow& row) { return row.cells.empty() ? std::nullopt : parse_key(plain_text(row.cells[0].inlines)); };
  const auto keyed = std::count_if(table.rows.begin(), table.rows.end(), [&](const TableRow& row) { return key_of(row).has_value(); });
  if (static_cast<std::size_t>(keyed) * 2 < table.rows.size() || keyed == 0) return false;
  for (const TableRow& source : table.rows) {
    const auto key = key_of(source);
    if (!key || *key == Key::description || *key == Key::aspect || reading.full()) continue;
    for (std::size_t i = 1; i < source.cells.size() && i <= services.size(); ++i) {
      const Phrase cell(source.cells[i].inlines, source.cells[i].span);
      const std::size_t before = reading.statements();
      const Frame frame = outer.narrowed(whole(cell));
      if (*key == Key::host_port && !blank(&cell) && says_nothing(cell.text())) {
        reading.add(PublishesPort{.service = services[i - 1], .published = false}, whole(cell), frame);
      } else {
        add_key_facts(reading, *key, {services[i - 1]}, whole(cell), frame);
      }
      if (!says_nothing(cell.text())) reading.count_place(before, whole(cell).span(), frame);
    }
  }
  return true;
}

}  // namespace portolan::load
