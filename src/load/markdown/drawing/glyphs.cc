#include "load/markdown/drawing/glyphs.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace portolan::load {

namespace {

constexpr char32_t first_drawn = 0x2500, last_drawn = 0x257f;

// One digit for each of U+2500..U+257F, hexadecimal: north 1, east 2, south 4, west 8.
constexpr std::string_view drawn_arms =
    "aa55aa55aa556666"
    "cccc333399997777"
    "7777ddddddddeeee"
    "eeeebbbbbbbbffff"
    "ffffffffffffaa55"
    "a5666ccc333999777"
    "dddeeebbbfff6c93"
    "00081248124a5a5";

struct Range {
  char32_t first, last;
};

template <std::size_t N>
bool holds(const Range (&ranges)[N], char32_t glyph) {
  return std::any_of(std::begin(ranges), std::end(ranges), [&](const Range& range) { return glyph >= range.first && glyph <= range.last; });
}

constexpr Range wide[] = {{0x1100, 0x115f}, {0x231a, 0x231b}, {0x23e9, 0x23ec}, {0x26a1, 0x26a1}, {0x2705, 0x2705}, {0x274c, 0x274c}, {0x2b50, 0x2b50},
                          {0x2e80, 0x303e}, {0x3041, 0x4dbf}, {0x4e00, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f},
                          {0xff00, 0xff60}, {0xffe0, 0xffe6}, {0x1f300, 0x1f3fa}, {0x1f400, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff},
                          {0x1fa70, 0x1faff}, {0x20000, 0x3fffd}};
constexpr Range marks[] = {{0x0300, 0x036f}, {0x200b, 0x200f}, {0x202a, 0x202e}, {0x2060, 0x2064}, {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0x1f3fb, 0x1f3ff}};

struct Head {
  char32_t glyph;
  std::uint8_t sides;
};

constexpr Head heads[] = {
    {'<', west}, {'>', east}, {'V', south}, {'^', north}, {'v', south},  {0x2190, west}, {0x2191, north}, {0x2192, east}, {0x2193, south}, {0x2194, east | west},
    {0x2195, north | south}, {0x21c4, east | west}, {0x21c6, east | west}, {0x21d0, west}, {0x21d1, north}, {0x21d2, east}, {0x21d3, south}, {0x21d4, east | west},
    {0x25b2, north}, {0x25b3, north}, {0x25b4, north}, {0x25b6, east}, {0x25b7, east}, {0x25b8, east}, {0x25ba, east}, {0x25bc, south}, {0x25bd, south}, {0x25be, south},
    {0x25c0, west}, {0x25c1, west}, {0x25c2, west}, {0x25c4, west}, {0x2794, east}, {0x279c, east}, {0x279d, east}, {0x27a1, east}, {0x27f5, west}, {0x27f6, east},
    {0x27f7, east | west}, {0x2b05, west}, {0x2b06, north}, {0x2b07, south}};

}  // namespace

Side opposite(Side side) {
  switch (side) {
    case north: return south;
    case east: return west;
    case south: return north;
    case west: return east;
    case no_side: break;
  }
  return no_side;
}

int row_step(Side side) { return side == north ? -1 : side == south ? 1 : 0; }
int column_step(Side side) { return side == west ? -1 : side == east ? 1 : 0; }

std::uint8_t arms_of(char32_t glyph) {
  if (is_box_drawing(glyph)) {
    const char digit = drawn_arms[glyph - first_drawn];
    return static_cast<std::uint8_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10);
  }
  switch (glyph) {
    case '-':
    case '=':
    case 0x2013:
    case 0x2014:
    case 0x2015: return east | west;
    case '|': return north | south;
    case '+': return north | east | south | west;
    default: return no_side;
  }
}

bool is_vertical(char32_t glyph) { return (arms_of(glyph) & (north | south)) == (north | south); }
bool is_horizontal(char32_t glyph) { return (arms_of(glyph) & (east | west)) == (east | west); }

std::uint8_t points_to(char32_t glyph) {
  const auto head = std::lower_bound(std::begin(heads), std::end(heads), glyph, [](const Head& row, char32_t sought) { return row.glyph < sought; });
  return head != std::end(heads) && head->glyph == glyph ? head->sides : std::uint8_t{no_side};
}

bool is_arrow_sign(char32_t glyph) { return glyph > 0x7f && points_to(glyph) != no_side; }

bool is_box_drawing(char32_t glyph) { return glyph >= first_drawn && glyph <= last_drawn; }

bool is_word(char32_t glyph) {
  if (glyph <= 0x7f) return (glyph >= 'a' && glyph <= 'z') || (glyph >= 'A' && glyph <= 'Z') || (glyph >= '0' && glyph <= '9') || glyph == '_';
  return glyph >= 0xa1 && arms_of(glyph) == no_side && points_to(glyph) == no_side && glyph != 0x2026;
}

bool is_blank(char32_t glyph) { return glyph == ' ' || glyph == 0xa0; }

int width_of(char32_t glyph) { return glyph < 0x300 ? 1 : holds(marks, glyph) ? 0 : holds(wide, glyph) ? 2 : 1; }

}  // namespace portolan::load
