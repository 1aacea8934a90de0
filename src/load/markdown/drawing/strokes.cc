#include "load/markdown/drawing/strokes.h"

#include <algorithm>

#include "base/text.h"

namespace portolan::load {

Strokes::Strokes(const Grid& grid, const BoxMap& boxes, std::string_view text, FileId file)
    : grid_(grid), boxes_(boxes), columns_(std::max(1, grid.columns())), kinds_(static_cast<std::size_t>(grid.rows()) * static_cast<std::size_t>(columns_), Stroke::blank) {
  for (int row = 0; row < grid.rows(); ++row) mark_signs(row);
  for (int row = 0; row < grid.rows(); ++row) mark_horizontal(row);
  for (int row = 0; row < grid.rows(); ++row) mark_junctions(row);
  for (int row = 0; row < grid.rows(); ++row) mark_heads(row);
  for (int row = 0; row < grid.rows(); ++row) release_mappings(row);
  row_runs_.push_back(0);
  for (int row = 0; row < grid.rows(); ++row) {
    collect_runs(row, text, file);
    row_runs_.push_back(runs_.size());
  }
}

/// Borders, characters that are lines or arrows wherever they stand, and bars with nothing beside them; the rest is text for now.
void Strokes::mark_signs(int row) {
  for (int column = 0; column < grid_.width(row); ++column) {
    const char32_t glyph = grid_.at(row, column);
    const auto is_free = [&](int at) { return is_blank(grid_.at(row, at)) || arms_of(grid_.at(row, at)) != no_side || boxes_.is_border(row, at); };
    Stroke& stroke = kind(row, column);
    if (boxes_.is_border(row, column)) {
      stroke = Stroke::border;
    } else if (is_blank(glyph)) {
      stroke = Stroke::blank;
    } else if (is_box_drawing(glyph) && arms_of(glyph) != no_side) {
      stroke = Stroke::line;
    } else if (is_arrow_sign(glyph)) {
      stroke = Stroke::head;
    } else {
      stroke = glyph == '|' && is_free(column - 1) && is_free(column + 1) ? Stroke::line : Stroke::text;
    }
  }
}

void Strokes::mark_horizontal(int row) {
  bool row_has_head = false;
  for (int column = 0; column + 1 < grid_.width(row); ++column) {
    const char32_t a = grid_.at(row, column), b = grid_.at(row, column + 1);
    row_has_head = row_has_head || is_arrow_sign(a) || (is_horizontal(a) && b == '>') || (a == '<' && is_horizontal(b));
  }
  for (int column = 0; column < grid_.width(row); ++column) {
    if (at(row, column) != Stroke::text || !is_horizontal(grid_.at(row, column))) continue;
    int last = column;
    while (at(row, last + 1) == Stroke::text && is_horizontal(grid_.at(row, last + 1))) ++last;
    mark_run(row, column, last, row_has_head);
    column = last;
  }
}

/// `--` in "--name" and in "a--b" is text; a single `-` is a line only beside a head or another line.
void Strokes::mark_run(int row, int first, int last, bool row_has_head) {
  const int length = last - first + 1;
  const char32_t before = grid_.at(row, first - 1), after = grid_.at(row, last + 1);
  const bool to_head = (after == '>' && grid_.at(row, last) == '-') || (points_to(after) & east && is_arrow_sign(after));
  const bool from_head = (before == '<' && grid_.at(row, first) == '-') || (points_to(before) & west && is_arrow_sign(before));
  const bool joined = at(row, first - 1) == Stroke::line || at(row, last + 1) == Stroke::line;
  bool line = length > 1 || to_head || from_head || joined;
  const bool word_before = is_word_at(row, first - 1), word_after = is_word_at(row, last + 1);
  if (length == 2 && word_after && !row_has_head) line = false;
  if (length <= 2 && word_before && word_after && !row_has_head) line = false;
  if (length <= 2 && to_head && after == '>' && word_before && is_word_at(row, last + 2)) line = false;      // "a->b"
  if (length <= 2 && from_head && before == '<' && word_after && is_word_at(row, first - 2)) line = false;  // "a<-b"
  if (length == 1 && to_head && after == '>' && !is_blank(before)) line = false;
  if (length == 1 && from_head && before == '<' && !is_blank(after)) line = false;
  for (int column = first; line && column <= last; ++column) kind(row, column) = Stroke::line;
}

bool Strokes::leads(int row, int column, Side side) const {
  const Stroke stroke = at(row, column);
  return (stroke == Stroke::line || stroke == Stroke::border || grid_.at(row, column) == '+') && (arms_of(grid_.at(row, column)) & side) != 0;
}

void Strokes::mark_junctions(int row) {
  for (int column = 0; column < grid_.width(row); ++column) {
    if (at(row, column) != Stroke::text || grid_.at(row, column) != '+' || is_word_at(row, column - 1) || is_word_at(row, column + 1)) continue;
    const int ways = leads(row - 1, column, south) + leads(row + 1, column, north) + leads(row, column - 1, east) + leads(row, column + 1, west);
    if (ways > 0) kind(row, column) = Stroke::line;
  }
}

void Strokes::mark_heads(int row) {
  for (int column = 0; column < grid_.width(row); ++column) {
    if (at(row, column) != Stroke::text) continue;
    const char32_t glyph = grid_.at(row, column);
    const bool alone = !is_word_at(row, column - 1) && !is_word_at(row, column + 1);
    const bool east_head = glyph == '>' && at(row, column - 1) == Stroke::line;
    const bool west_head = glyph == '<' && at(row, column + 1) == Stroke::line;
    const bool south_head = (glyph == 'v' || glyph == 'V') && alone && leads(row - 1, column, south);
    const bool north_head = glyph == '^' && alone && leads(row + 1, column, north);
    if (east_head || west_head || south_head || north_head) kind(row, column) = Stroke::head;
  }
}

static bool looks_like_path(std::string_view word) {
  while (!word.empty() && (word.front() == '`' || word.front() == '(')) word.remove_prefix(1);
  if (word.starts_with('/') || word.starts_with('.') || word.starts_with('~') || word.starts_with('$')) return true;
  return word.find("://") != std::string_view::npos || (word.size() > 1 && word.ends_with('/'));
}

/// "./data → /app" says where a folder is mounted, and "/api → web" what a proxy does: no arrows of a diagram.
void Strokes::release_mappings(int row) {
  for (int column = 0; column < grid_.width(row); ++column) {
    if (at(row, column) != Stroke::head || points_to(grid_.at(row, column)) != east || at(row, column - 1) == Stroke::line) continue;
    const auto word_beside = [&](int step) {
      std::string word;
      int at_column = column + step;
      while (grid_.has(row, at_column) && at(row, at_column) == Stroke::blank) at_column += step;
      for (; at(row, at_column) == Stroke::text && word.size() < 200; at_column += step) {
        const char32_t glyph = grid_.at(row, at_column);
        const char letter = glyph != 0 && glyph < 0x80 ? static_cast<char>(glyph) : '?';
        word.insert(step > 0 ? word.end() : word.begin(), letter);
      }
      return word;
    };
    if (looks_like_path(word_beside(1)) || looks_like_path(word_beside(-1))) kind(row, column) = Stroke::text;
  }
}

void Strokes::collect_runs(int row, std::string_view text, FileId file) {
  const std::size_t before = runs_.size();
  for (int column = 0; column < grid_.width(row); ++column) {
    if (at(row, column) != Stroke::text) continue;
    const int owner = boxes_.owner(row, column);
    int last = column;
    for (int next = column + 1; next < grid_.width(row); ++next) {
      if (boxes_.owner(row, next) != owner && (at(row, next) != Stroke::text || last != next - 1)) break;  // a word may run over a border
      if (at(row, next) == Stroke::text) {
        last = next;
      } else if (at(row, next) != Stroke::blank || next - last > 1) {
        break;
      }
    }
    const Span span = grid_.span(file, row, column, last);
    TextRun run{.row = row, .first = column, .last = last, .owner = owner, .words = {std::string(text.substr(span.begin, span.end - span.begin)), span}};
    column = last;
    // "Ports:   80, 443"
    if (runs_.size() > before && runs_.back().owner == owner && runs_.back().words.value.ends_with(':')) {
      bool blank = true;
      for (int at_column = runs_.back().last + 1; at_column < run.first; ++at_column) blank = blank && at(row, at_column) == Stroke::blank;
      if (blank) {
        runs_.back().last = run.last;
        runs_.back().words.span.end = span.end;
        runs_.back().words.value = std::string(text.substr(runs_.back().words.span.begin, span.end - runs_.back().words.span.begin));
        continue;
      }
    }
    runs_.push_back(std::move(run));
  }
}

std::pair<std::size_t, std::size_t> Strokes::runs_of(int row) const {
  if (row < 0 || row + 1 >= static_cast<int>(row_runs_.size())) return {0, 0};
  return {row_runs_[static_cast<std::size_t>(row)], row_runs_[static_cast<std::size_t>(row) + 1]};
}

std::optional<std::size_t> Strokes::run_at(int row, int column) const {
  const auto [first, last] = runs_of(row);
  const auto begin = runs_.begin() + static_cast<std::ptrdiff_t>(first), end = runs_.begin() + static_cast<std::ptrdiff_t>(last);
  const auto run = std::partition_point(begin, end, [&](const TextRun& one) { return one.last < column; });
  if (run == end || run->first > column) return std::nullopt;
  return static_cast<std::size_t>(run - runs_.begin());
}

std::optional<std::size_t> Strokes::only_run_of(int row, int owner) const {
  const auto [first, last] = runs_of(row);
  if (last != first + 1 || runs_[first].owner != owner) return std::nullopt;
  return first;
}

}  // namespace portolan::load
