#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "load/markdown/addresses.h"
#include "load/markdown/facts.h"
#include "load/markdown/shapes.h"
#include "load/markdown/variable_cells.h"

namespace portolan::load {

namespace {

/// The columns of one table by what their headers say; the first of several with the same key counts.
class Columns {
 public:
  explicit Columns(const TableRow& header) {
    for (const TableCell& cell : header.cells) {
      keys_.push_back(parse_key(plain_text(cell.inlines)));
      const Phrase phrase(cell.inlines, cell.span);
      const bool named = !keys_.back() && environments_of_heading(whole(phrase)).size() == 1;
      environments_.push_back(named ? std::optional(phrase.take(0, phrase.size())) : std::nullopt);
    }
    if (keys_.empty()) return;
    // What a word means depends on its neighbours.
    if (find(Key::volume) || find(Key::used_by) == 0) replace(Key::route, Key::path);
    if (find(Key::volume) && !find(Key::path)) replace(Key::target, Key::path);
    for (const Key table : {Key::variable, Key::secret, Key::volume, Key::network}) {
      if (keys_[0] == table) replace(Key::service, table == Key::network ? Key::members : Key::used_by);
    }
    if (find(Key::route) && find(Key::service) && !find(Key::target)) replace(Key::service, Key::target);
  }

  std::optional<std::size_t> find(Key key) const {
    const auto found = std::find(keys_.begin(), keys_.end(), std::optional(key));
    if (found == keys_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - keys_.begin());
  }
  std::size_t size() const { return keys_.size(); }
  std::optional<Key> at(std::size_t column) const { return keys_[column]; }
  /// The environment that a column is about, as its header writes it.
  const std::optional<Spanned<std::string>>& environment(std::size_t column) const { return environments_[column]; }
  bool has_environments() const {
    return std::any_of(environments_.begin(), environments_.end(), [](const auto& name) { return name.has_value(); });
  }
  /// Whether cells of this column explain in prose: their words may hold anything.
  bool explains(std::size_t column) const {
    return !keys_[column] || keys_[column] == Key::description || keys_[column] == Key::meaning;
  }

 private:
  void replace(Key from, Key to) { std::replace(keys_.begin(), keys_.end(), std::optional(from), std::optional(to)); }

  std::vector<std::optional<Key>> keys_;
  std::vector<std::optional<Spanned<std::string>>> environments_;  // parallel to keys_
};

struct Row {
  std::vector<Phrase> cells;
  Span span;
  std::string text;  // for reports

  const Phrase* cell(std::optional<std::size_t> column) const { return column && *column < cells.size() ? &cells[*column] : nullptr; }
};

Row row_of(const Reading& reading, const TableRow& row) {
  Row read{.cells = {}, .span = row.span, .text = {}};
  for (const TableCell& cell : row.cells) {
    read.cells.emplace_back(cell.inlines, cell.span);
    const std::string shown = read.cells.back().shown(reading.sources(), 0, read.cells.back().size());
    read.text += (read.text.empty() ? "" : " | ") + shown;
  }
  return read;
}

bool blank(const Phrase* cell) { return !cell || trim(cell->text()).empty(); }

/// A name that no other place of the document knows: in a column of services one word is one.
std::optional<Spanned<std::string>> unknown_name(const Stretch& part) {
  const Spanned<std::string> name = part.take();
  if (name.value != to_lower(name.value) || !looks_like_service(name.value)) return std::nullopt;
  for (const std::string_view word : {"all", "any", "both", "each", "every", "everybody", "everything", "everyone", "host", "many", "others", "several", "some"}) {
    if (name.value == word) return std::nullopt;
  }
  return name;
}

/// Everything that a cell names as services.
std::vector<Spanned<std::string>> names_in(const Reading& reading, const Phrase* cell) {
  std::vector<Spanned<std::string>> names;
  if (blank(cell) || says_nothing(cell->text())) return names;
  for (const Stretch& part : parts_of(whole(*cell))) {
    auto services = services_of(reading, part);
    if (auto name = unknown_name(part); services.empty() && name) services.push_back(std::move(*name));
    if (services.empty()) return {};  // prose, "all services"
    names.insert(names.end(), services.begin(), services.end());
  }
  return names;
}

/// The service of a row: its cell up to a bracket, "web (Django)".
std::optional<Spanned<std::string>> service_of(const Reading& reading, const Phrase* cell) {
  if (blank(cell)) return std::nullopt;
  const std::vector<Word> words = cell->words();
  if (words.empty()) return std::nullopt;
  const std::size_t bracket = cell->text().find('(');
  const std::size_t end = std::min(bracket, cell->size());
  Spanned<std::string> name = cell->take(0, end);
  if (name.value.empty() || split_words(name.value).size() > 2) return std::nullopt;
  if (split_words(name.value).size() == 2 && !(words.size() > 1 && (is_role_pair(words[0].lower, words[1].lower) || is_service_suffix(words[1].lower)))) return std::nullopt;
  if (words.size() > 1 && is_service_suffix(words[1].lower)) name = cell->take(words[0].begin, words[0].end);
  if (!reading.names_service(split_words(name.value)[0])) return std::nullopt;
  return name;
}

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
  const Phrase* purpose = row.cell(columns.find(Key::description));
  if (!typed && purpose) {
    reading.add(ServiceExists{.service = *service, .description = purpose->shown(reading.sources(), 0, purpose->size())}, row.span, row.text, frame);
  }
}

void read_volume_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame) {
  const Phrase* source = row.cell(columns.find(Key::volume));
  const Phrase* path = row.cell(columns.find(Key::path));
  if (blank(source) || split_words(source->text()).size() != 1) return;
  MountsVolume fact{.source = source->take(0, source->size())};
  if (!blank(path) && path->take(0, path->size()).value.starts_with('/') && split_words(path->text()).size() == 1) fact.target = path->take(0, path->size());
  auto users = names_in(reading, row.cell(columns.find(Key::used_by)));
  if (users.empty()) users = names_in(reading, row.cell(columns.find(Key::service)));
  if (users.empty()) users.emplace_back();
  for (Spanned<std::string>& user : users) {
    fact.service = std::move(user);
    reading.add(fact, row.span, row.text, frame);
  }
}

void read_network_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame) {
  const Phrase* name = row.cell(columns.find(Key::network));
  if (blank(name) || split_words(name->text()).size() != 1) return;
  NetworkSetting fact{.network = name->take(0, name->size())};
  if (const Phrase* driver = row.cell(columns.find(Key::driver)); !blank(driver) && split_words(driver->text()).size() == 1) fact.driver = driver->take(0, driver->size());
  if (const Phrase* internal = row.cell(columns.find(Key::internal)); !blank(internal)) {
    if (const auto answer = parse_yes_no(internal->text())) fact.internal = Spanned<bool>{*answer, internal->take(0, internal->size()).span};
  }
  reading.add(fact, row.span, row.text, frame);
  for (const Spanned<std::string>& member : names_in(reading, row.cell(columns.find(Key::members)))) {
    reading.add(JoinsNetwork{.service = member, .network = fact.network}, row.span, row.text, frame);
  }
}

/// "| Variable | Service | Development | Production |": what the variable is in each of the environments.
void read_variable_columns(Reading& reading, const Columns& columns, const Row& row, const HasVariable& named, const Frame& frame) {
  for (std::size_t i = 0; i < columns.size() && i < row.cells.size(); ++i) {
    const Phrase& cell = row.cells[i];
    if (!columns.environment(i) || says_nothing(cell.text())) continue;
    Frame column = frame;
    column.scope = {{*columns.environment(i)}, Scope::Source::table_column};
    if (Mood mood = mood_of(whole(cell)); mood.modality != Modality::stated) column.mood = std::move(mood);
    add_variable_cell(reading, named, cell, column);
  }
}

void read_variable_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame) {
  const Phrase* cell = row.cell(columns.find(Key::variable));
  if (blank(cell)) return;
  const Spanned<std::string> name = cell->take(0, cell->size());
  if (!is_variable_name(name.value)) return;
  HasVariable fact{.name = name};
  if (const Phrase* value = row.cell(columns.find(Key::value)); !blank(value)) fact.value = value_in(*value);
  auto users = names_in(reading, row.cell(columns.find(Key::used_by)));
  if (users.empty()) users = frame.services;
  if (users.empty()) users.emplace_back();
  for (Spanned<std::string>& user : users) {
    fact.service = std::move(user);
    columns.has_environments() ? read_variable_columns(reading, columns, row, fact, frame) : reading.add(fact, row.span, row.text, frame);
  }
}

void read_secret_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame) {
  const Phrase* cell = row.cell(columns.find(Key::secret));
  if (blank(cell) || !looks_like_service(cell->take(0, cell->size()).value)) return;
  for (const Spanned<std::string>& user : names_in(reading, row.cell(columns.find(Key::used_by)))) {
    reading.add(ReadsSecret{.service = user, .secret = cell->take(0, cell->size())}, row.span, row.text, frame);
  }
}

void read_route_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame) {
  const Phrase* path = row.cell(columns.find(Key::route));
  const Phrase* target = row.cell(columns.find(Key::target));
  if (blank(path) || blank(target)) return;
  const std::vector<Word> words = target->words();
  const Spanned<std::string> route = path->take(0, path->size());
  if (words.empty() || !route.value.starts_with('/')) return;
  // "files in `/srv/static/`": the one path among the words.
  const auto is_path = [&](const Word& word) { return word.code && target->text()[word.begin] == '/'; };
  if (std::count_if(words.begin(), words.end(), is_path) == 1) {
    const Word& folder = *std::find_if(words.begin(), words.end(), is_path);
    reading.add(RoutesPath{.path = route, .target = target->take(folder.begin, folder.end)}, row.span, row.text, frame);
    return;
  }
  // "`backend:8000`" or "backend (port 8000)"; prose says how, not where.
  const Spanned<std::string> goal = target->take(words[0].begin, words[0].end);
  const std::string host = goal.value.substr(0, goal.value.find(':'));
  if (!reading.names_service(host) || (!words[0].code && !reading.knows_service(host))) return;
  reading.add(RoutesPath{.path = route, .target = goal}, row.span, row.text, frame);
}

}  // namespace

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
  if (columns.size() == 0) return;
  for (const TableRow& source : table.rows) {
    if (reading.full()) return;
    const Row row = row_of(reading, source);
    const std::size_t before = reading.statements();
    const Frame frame = frame_of(columns, row, outer);
    const bool known = read_row(reading, columns, row, frame);
    const auto service = columns.find(Key::service) ? service_of(reading, row.cell(columns.find(Key::service))) : std::nullopt;
    for (std::size_t i = 0; i < row.cells.size() && !columns.find(Key::variable); ++i) read_addresses(reading, row.cells[i], frame, service.value_or(Spanned<std::string>{}));
    if (known) reading.count_place(before, row.span, frame);
  }
}

}  // namespace portolan::load
