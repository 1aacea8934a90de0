#include "render/diagrams/text_width.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/utf8.h"
#include "render/diagrams/inter_widths.h"

namespace portolan::render {

static constexpr std::string_view ellipsis = "…";

/// In em.
static double advance(char32_t code, Face face) {
  if (face == Face::mono) return code < 0x250 || code == 0x2026 ? 0.602 : 1.0;  // DejaVu Sans Mono, Menlo; the others are narrower
  const bool bold = face == Face::bold;
  std::uint16_t units = 0;
  if (code >= inter_first && code <= inter_last) {
    units = (bold ? inter_bold : inter_regular)[code - inter_first];
  } else {
    const auto* const row = std::lower_bound(std::begin(inter_beyond), std::end(inter_beyond), code,
                                             [](const InterWidth& width, char32_t wanted) { return width.code < wanted; });
    if (row != std::end(inter_beyond) && row->code == code) units = bold ? row->bold : row->regular;
  }
  return units == 0 ? 1.0 : units / inter_em;
}

double text_width(std::string_view text, Face face, double size) {
  double em = 0;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode_utf8(text, i);
    em += advance(point.value, face);
    i += point.length;
  }
  return em * size;
}

namespace {

struct Glyph {
  std::size_t begin, end;
  double width;
};

}  // namespace

static std::vector<Glyph> glyphs_of(std::string_view text, Face face, double size) {
  std::vector<Glyph> glyphs;
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint point = decode_utf8(text, i);
    glyphs.push_back({i, i + point.length, advance(point.value, face) * size});
    i += point.length;
  }
  return glyphs;
}

std::string shorten(std::string_view text, Face face, double size, double width) {
  if (text_width(text, face, size) <= width) return std::string(text);
  double room = width - text_width(ellipsis, face, size);
  std::size_t end = 0;
  for (const Glyph& glyph : glyphs_of(text, face, size)) {
    room -= glyph.width;
    if (room < 0) break;
    end = glyph.end;
  }
  return std::string(text.substr(0, end)).append(ellipsis);
}

std::string shorten_middle(std::string_view text, Face face, double size, double width) {
  if (text_width(text, face, size) <= width) return std::string(text);
  const std::vector<Glyph> glyphs = glyphs_of(text, face, size);
  const double room = width - text_width(ellipsis, face, size);
  double used = 0;
  std::size_t head = 0, tail = glyphs.size();  // glyphs before `head` and from `tail` on are kept
  while (head < tail) {
    const bool from_end = glyphs.size() - tail <= head;
    const double next = from_end ? glyphs[tail - 1].width : glyphs[head].width;
    if (used + next > room) break;
    used += next;
    from_end ? --tail : ++head;
  }
  const std::size_t head_end = head == 0 ? 0 : glyphs[head - 1].end;
  const std::size_t tail_begin = tail == glyphs.size() ? text.size() : glyphs[tail].begin;
  return std::string(text.substr(0, head_end)).append(ellipsis).append(text.substr(tail_begin));
}

}  // namespace portolan::render
