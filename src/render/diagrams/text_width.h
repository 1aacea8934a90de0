// How wide a text will be in the reader's browser, from the advance table of the shipped font.
#pragma once

#include <string>
#include <string_view>

namespace portolan::render {

enum class Face { regular, bold, mono };  ///< Inter at weight 400, at 650, and the system's fixed-width font

/// Units:  CSS pixels at font size `size`. Never less than what a browser draws with the shipped font: kerning is ignored, a
///         character that the font lacks counts as one em.
/// Errors: none; an invalid byte counts as one character.
double text_width(std::string_view text, Face face, double size);

/// The longest beginning of `text` that fits `width` with an ellipsis after it; all of it when it fits.
std::string shorten(std::string_view text, Face face, double size, double width);

/// The same with the ellipsis in the middle, so that the tag of an image and the name of a file stay readable.
std::string shorten_middle(std::string_view text, Face face, double size, double width);

}  // namespace portolan::render
