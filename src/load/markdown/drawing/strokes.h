// What each cell of a diagram is: border, line, head of an arrow, or text; and the texts as runs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "load/markdown/drawing/boxes.h"

namespace portolan::load {

enum class Stroke : std::uint8_t { blank, text, border, line, head };

/// Words with at most one blank between them; a key and its value with more.
struct TextRun {
  int row = 0;
  int first = 0;  ///< columns
  int last = 0;
  int owner = -1; ///< the innermost box around it
  Spanned<std::string> words{};
};

/// `-`, `=`, `|`, `+`, `<`, `>`, `v` and `^` are strokes only where a line needs them; else they are text: "live-reload", "a | b", "C++".
class Strokes {
 public:
  Strokes(const Grid& grid, const BoxMap& boxes, std::string_view text, FileId file);

  Stroke at(int row, int column) const { return grid_.has(row, column) ? kinds_[index(row, column)] : Stroke::blank; }
  const std::vector<TextRun>& runs() const { return runs_; }
  /// The run that stands in a cell, an index into runs().
  std::optional<std::size_t> run_at(int row, int column) const;
  /// The only run of a row in a box (or outside of all).
  std::optional<std::size_t> only_run_of(int row, int owner) const;
  /// Runs of a row, [first, second) of runs().
  std::pair<std::size_t, std::size_t> runs_of(int row) const;

 private:
  std::size_t index(int row, int column) const { return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column); }
  Stroke& kind(int row, int column) { return kinds_[index(row, column)]; }
  bool is_word_at(int row, int column) const { return at(row, column) != Stroke::border && is_word(grid_.at(row, column)); }
  bool leads(int row, int column, Side side) const;
  void mark_signs(int row);
  void mark_horizontal(int row);
  void mark_run(int row, int first, int last, bool row_has_head);
  void mark_junctions(int row);
  void mark_heads(int row);
  void release_mappings(int row);
  void collect_runs(int row, std::string_view text, FileId file);

  const Grid& grid_;
  const BoxMap& boxes_;
  int columns_;
  std::vector<Stroke> kinds_;
  std::vector<TextRun> runs_;         // by row, then column
  std::vector<std::size_t> row_runs_; // where the runs of each row begin
};

}  // namespace portolan::load
