// Tables of volumes, networks, variables, secrets and routes.
#include <algorithm>

#include "base/text.h"
#include "load/markdown/facts.h"
#include "load/markdown/table_columns.h"
#include "load/markdown/variable_cells.h"

namespace portolan::load {

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
static void read_variable_columns(Reading& reading, const Columns& columns, const Row& row, const HasVariable& named, const Frame& frame) {
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

}  // namespace portolan::load
