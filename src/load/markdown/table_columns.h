// The columns and rows of a table, by what their headers say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "load/markdown/reading.h"

namespace portolan::load {

/// What a header says: a key, an environment, or both ("Dev port").
struct Header {
  std::optional<Key> key{};
  std::optional<Spanned<std::string>> environment{};  ///< as the header writes it
};

Header read_header(const Phrase& header);

/// The columns of one table; the first of several with the same key counts.
class Columns {
 public:
  explicit Columns(const TableRow& header);

  std::optional<std::size_t> find(Key key) const;
  std::size_t size() const { return keys_.size(); }
  std::optional<Key> at(std::size_t column) const { return keys_[column]; }
  /// Of a column that is about one environment: "Dev port".
  std::optional<Key> scoped_key(std::size_t column) const { return scoped_keys_[column]; }
  /// The environment that a column is about, as its header writes it.
  const std::optional<Spanned<std::string>>& environment(std::size_t column) const { return environments_[column]; }
  bool has_environments() const;
  /// Whether cells of this column explain in prose: their words may hold anything.
  bool explains(std::size_t column) const { return !keys_[column] || keys_[column] == Key::description || keys_[column] == Key::meaning; }

 private:
  void replace(Key from, Key to);

  std::vector<std::optional<Key>> keys_;
  std::vector<std::optional<Key>> scoped_keys_;                    // parallel to keys_, as is the next
  std::vector<std::optional<Spanned<std::string>>> environments_;
};

struct Row {
  std::vector<Phrase> cells;
  Span span;
  std::string text;  // for reports

  const Phrase* cell(std::optional<std::size_t> column) const { return column && *column < cells.size() ? &cells[*column] : nullptr; }
};

Row row_of(const Reading& reading, const TableRow& row);
bool blank(const Phrase* cell);
/// Everything that a cell names as services.
std::vector<Spanned<std::string>> names_in(const Reading& reading, const Phrase* cell);
/// The service of a row: its cell up to a bracket, "web (Django)".
std::optional<Spanned<std::string>> service_of(const Reading& reading, const Phrase* cell);

/// Families of tables; `row` is one of theirs.
void read_service_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame);
void read_volume_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame);
void read_network_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame);
void read_variable_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame);
void read_secret_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame);
void read_route_row(Reading& reading, const Columns& columns, const Row& row, const Frame& frame);

/// "| | web | db |": keys in the first column, a service in each other one. True when the table was one, and read.
bool read_transposed(Reading& reading, const Block& table, const Frame& outer);

}  // namespace portolan::load
