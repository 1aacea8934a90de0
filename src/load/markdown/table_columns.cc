#include "load/markdown/table_columns.h"

#include <algorithm>

#include "base/text.h"
#include "load/markdown/facts.h"

namespace portolan::load {

Header read_header(const Phrase& header) {
  Header read{.key = parse_key(header.text()), .environment = {}};
  if (read.key) return read;
  const auto named = environments_of_heading(whole(header));
  if (named.size() != 1) return read;
  // "Dev port", "Host port (production)": what is left without the environment's own word.
  const std::vector<Word> words = header.words();
  std::string others;
  std::size_t environments = 0;
  for (const Word& word : words) {
    const Phrase alone(header.text().substr(word.begin, word.end - word.begin), {});
    const bool names = environments_of_heading(whole(alone)).size() == 1;
    if (names) {
      ++environments;
      if (read.environment) continue;
      read.environment = header.take(word.begin, word.end);
    } else {
      others += (others.empty() ? "" : " ") + word.lower;
    }
  }
  read.key = environments == 1 ? parse_key(others) : std::nullopt;
  if (others.empty()) read.key.reset();  // "" is a header, too
  if (!read.key) read.environment = header.take(0, header.size());
  return read;
}

Columns::Columns(const TableRow& header) {
  for (const TableCell& cell : header.cells) {
    Header read = read_header(Phrase(cell.inlines, cell.span));
    keys_.push_back(read.environment ? std::nullopt : read.key);
    scoped_keys_.push_back(read.environment ? read.key : std::nullopt);
    environments_.push_back(std::move(read.environment));
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

std::optional<std::size_t> Columns::find(Key key) const {
  const auto found = std::find(keys_.begin(), keys_.end(), std::optional(key));
  if (found == keys_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - keys_.begin());
}

bool Columns::has_environments() const {
  return std::any_of(environments_.begin(), environments_.end(), [](const auto& name) { return name.has_value(); });
}

void Columns::replace(Key from, Key to) { std::replace(keys_.begin(), keys_.end(), std::optional(from), std::optional(to)); }

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
static std::optional<Spanned<std::string>> unknown_name(const Stretch& part) {
  const Spanned<std::string> name = part.take();
  if (name.value != to_lower(name.value) || !looks_like_service(name.value)) return std::nullopt;
  for (const std::string_view word : {"all", "any", "both", "each", "every", "everybody", "everything", "everyone", "host", "many", "others", "several", "some"}) {
    if (name.value == word) return std::nullopt;
  }
  return name;
}

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

}  // namespace portolan::load
