// The characters that diagrams are drawn with: which way their lines go, where arrows point, how wide they are shown.
#pragma once

#include <cstdint>

namespace portolan::load {

/// Sides of a cell, to be joined with |.
enum Side : std::uint8_t { no_side = 0, north = 1, east = 2, south = 4, west = 8 };

Side opposite(Side side);
/// Rows or columns that a step to `side` goes.
int row_step(Side side);
int column_step(Side side);

/// The sides that a line character leads to: `─ │ ┌ ┼ ║ ╭ ┏`, and `- = | +`. 0 for others.
/// Source: Unicode, "Box Drawing", U+2500..U+257F.
std::uint8_t arms_of(char32_t glyph);
/// `│` and what crosses it: a border or a line may go on below.
bool is_vertical(char32_t glyph);
bool is_horizontal(char32_t glyph);

/// The sides that an arrow's head points to: `▶ → > ◀ ← < ▼ ↓ v ▲ ↑ ^ ↔`. The letters, `<` and `>` are heads only on a line.
std::uint8_t points_to(char32_t glyph);
/// A head that needs no line: `→`, `↓`.
bool is_arrow_sign(char32_t glyph);

bool is_box_drawing(char32_t glyph);
/// A letter or digit of any script, or what stands in names.
bool is_word(char32_t glyph);
bool is_blank(char32_t glyph);

/// Columns that a character takes: 0 for marks, 2 for most of the scripts of East Asia and for pictures.
/// Source: Unicode Standard Annex 11, East Asian Width, classes W and F.
int width_of(char32_t glyph);

}  // namespace portolan::load
