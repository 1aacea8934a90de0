#include <algorithm>

#include "base/text.h"
#include "load/markdown/addresses.h"
#include "load/markdown/descriptions.h"
#include "load/markdown/facts.h"
#include "load/markdown/shapes.h"
#include "load/markdown/table_columns.h"
#include "load/markdown/variable_cells.h"

namespace portolan::load {

namespace {

/// What the first cell of a row compares.
struct Aspect {
  std::optional<Key> key{};
  std::vector<Spanned<std::string>> services{};
  std::optional<Spanned<std::string>> variable{};
  std::string text{};
};

bool has_word(const std::vector<Word>& words, std::initializer_list<std::string_view> wanted) {
  return std::any_of(words.begin(), words.end(), [&](const Word& word) { return std::find(wanted.begin(), wanted.end(), word.lower) != wanted.end(); });
}

/// "Host port of the database", "Database port": the services among the words.
std::vector<Spanned<std::string>> services_among(const Reading& reading, const Stretch& stretch, const std::vector<Word>& words) {
  std::vector<Spanned<std::string>> services;
  for (std::size_t i = 0; i < words.size() && services.empty(); ++i) {
    std::size_t at = i;
    services = read_services(reading, stretch, words, at);
  }
  return services;
}

Aspect aspect_of(const Reading& reading, const Phrase& cell) {
  Aspect aspect{.text = cell.shown(reading.sources(), 0, cell.size())};
  const Stretch stretch = whole(cell);
  const std::vector<Word> words = stretch.words();
  if (words.empty()) return aspect;
  const Spanned<std::string> first = cell.take(words[0].begin, words[0].end);
  if (words.size() == 1 && is_variable_name(first.value) && (words[0].code || first.value.find('_') != std::string::npos || first.value == "DEBUG")) {
    aspect.variable = first;
    return aspect;
  }
  aspect.key = parse_key(cell.text());
  if (aspect.key == Key::aspect || aspect.key == Key::environment || aspect.key == Key::description) aspect.key.reset();
  if (aspect.key) return aspect;
  aspect.services = services_of(reading, stretch);
  if (!aspect.services.empty()) return aspect;
  aspect.services = services_among(reading, stretch, words);
  if (has_word(words, {"port", "ports"})) {
    aspect.key = has_word(words, {"host", "published", "external"}) ? Key::host_port : Key::port;
    if (aspect.services.empty()) aspect.key.reset();
  } else if (has_word(words, {"volume", "volumes"})) {
    aspect.key = Key::volume;
  } else if (has_word(words, {"workers"})) {
    aspect.key = Key::workers;
  } else if (has_word(words, {"server"}) && !aspect.services.empty()) {
    aspect.key = Key::server;
  } else if (has_word(words, {"image"}) && !aspect.services.empty()) {
    aspect.key = Key::image;
  } else if (has_word(words, {"memory"}) && !aspect.services.empty()) {
    aspect.key = Key::memory;
  } else {
    aspect.services.clear();
  }
  return aspect;
}

void add_variable(Reading& reading, const Aspect& aspect, const Phrase& cell, const Frame& frame) {
  if (says_nothing(cell.text())) return;
  HasVariable fact{.name = *aspect.variable, .described = true};
  if (!frame.services.empty()) fact.service = frame.services.front();
  add_variable_cell(reading, fact, cell, frame);
}

/// "Only nginx (80, 443)" in a row about what is exposed.
bool add_only_exposed(Reading& reading, const Phrase& cell, const Frame& frame) {
  const std::vector<Word> words = cell.words();
  if (words.empty() || words[0].lower != "only") return false;
  std::size_t at = 1;
  auto services = read_services(reading, whole(cell), words, at);
  if (services.empty()) return false;
  reading.add(Exposure{.kind = ExposureKind::only_exposed, .subjects = std::move(services)}, whole(cell), frame);
  return true;
}

/// "All services" in such a row: each of them publishes a port.
bool add_all_published(Reading& reading, const Phrase& cell, const Frame& frame) {
  const std::string lower = to_lower(trim(cell.text()));
  if (lower != "all services" && lower != "all containers") return false;
  reading.add(PublishesPort{.service = whole(cell).take(), .published = true}, whole(cell), frame);
  return true;
}

/// "same", "same as dev": what is the same stands in another cell.
bool says_same(std::string_view text) {
  const std::string lower = to_lower(trim(text));
  return lower == "same" || lower == "=" || lower == "\"" || lower == "identical" || lower == "unchanged" || lower.starts_with("same as ") || lower.starts_with("as dev") || lower.starts_with("as in dev");
}

void read_cell(Reading& reading, const Aspect& aspect, const Phrase& cell, const Frame& frame) {
  const std::size_t before = reading.statements();
  const Stretch words = whole(cell);
  if (aspect.variable) return add_variable(reading, aspect, cell, frame);
  if (aspect.key) {
    add_key_facts(reading, *aspect.key, aspect.services, words, frame);
  } else if (!aspect.services.empty() && services_of(reading, words).empty()) {
    for (const Spanned<std::string>& service : aspect.services) add_description_facts(reading, service, words, frame);
  } else if (to_lower(aspect.text).find("exposed") != std::string::npos) {
    if (!add_only_exposed(reading, cell, frame)) add_all_published(reading, cell, frame);
  }
  if (reading.statements() != before || says_nothing(cell.text())) return;
  // "Proxy | none | nginx", "Database browser | adminer | none": the cell names the service that does it.
  if (const auto services = services_of(reading, words); services.size() == 1 && !aspect.key) {
    reading.add(ServiceExists{.service = services[0], .description = aspect.text}, words, frame);
    return;
  }
  reading.add(ComparesAspect{.aspect = aspect.text, .value = words.take()}, words.span(), aspect.text + ": " + cell.shown(reading.sources(), 0, cell.size()), frame);
}

}  // namespace

bool is_comparison(const Block& table) {
  if (table.header.cells.size() < 2) return false;
  std::size_t environments = 0;
  const bool of_services = parse_key(plain_text(table.header.cells[0].inlines)) == Key::service;
  for (std::size_t i = 1; i < table.header.cells.size(); ++i) {
    const Phrase header(table.header.cells[i].inlines, table.header.cells[i].span);
    const Header read = read_header(header);
    if (of_services && read.environment && read.key) return false;  // "Dev port": rows of services
    if (environments_of_heading(whole(header)).size() == 1) ++environments;
  }
  return environments > 0 && environments + 1 >= table.header.cells.size() - 1;  // one column may be for remarks
}

void read_comparison(Reading& reading, const Block& table, const Frame& outer) {
  std::vector<std::vector<Spanned<std::string>>> columns;
  for (const TableCell& cell : table.header.cells) {
    const Phrase header(cell.inlines, cell.span);
    auto named = environments_of_heading(whole(header));
    // The whole header is the phrase: "Basic production", not only the word that gave it away.
    if (named.size() == 1 && header.words().size() <= 3) named = {header.take(0, header.size())};
    columns.push_back(std::move(named));
  }
  for (const TableRow& row : table.rows) {
    if (row.cells.empty() || reading.full()) continue;
    const Phrase first(row.cells[0].inlines, row.cells[0].span);
    const Aspect aspect = aspect_of(reading, first);
    for (std::size_t i = 1; i < row.cells.size() && i < columns.size(); ++i) {
      if (columns[i].size() != 1) continue;
      const Phrase cell(row.cells[i].inlines, row.cells[i].span);
      if (trim(cell.text()).empty()) continue;
      if (says_same(cell.text())) {
        reading.count_place(reading.statements(), whole(cell).span(), outer);
        continue;
      }
      Frame frame = outer;
      frame.scope = {columns[i], Scope::Source::table_column};
      const Mood mood = mood_of(whole(cell));
      if (mood.modality != Modality::stated) frame.mood = mood;
      const std::size_t before = reading.statements();
      read_cell(reading, aspect, cell, frame);
      read_addresses(reading, cell, frame, aspect.services.size() == 1 ? aspect.services.front() : Spanned<std::string>{});
      if (!says_nothing(cell.text())) reading.count_place(before, whole(cell).span(), frame);
    }
  }
}

}  // namespace portolan::load
