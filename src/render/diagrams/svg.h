// Text that may stand in an SVG inside an HTML page, whatever it came from.
#pragma once

#include <string>
#include <string_view>

namespace portolan::render {

/// Valid UTF-8 of characters that XML allows, on one line; not yet escaped.
std::string one_line(std::string_view text);
/// `one_line`, escaped for elements and for attributes in either kind of quotes.
std::string xml(std::string_view text);
/// A number with at most one decimal place, the same in every locale: "12", "0.5", never "-0".
std::string number(double value);

}  // namespace portolan::render
