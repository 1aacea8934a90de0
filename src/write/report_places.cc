#include "write/report_places.h"

#include <fmt/format.h>

#include "base/utf8.h"

namespace portolan::write {

std::string full_text(const Finding& finding, const SourceMap& sources) {
  std::string text = printable_utf8(finding.diagnostic.message);
  for (const Related& related : finding.diagnostic.related) {
    const Location place = sources.locate(related.span);
    text += fmt::format("\n{}:{}:{}: {}", printable_utf8(place.file), place.line, place.column, printable_utf8(related.message));
  }
  if (!finding.diagnostic.help.empty()) text += fmt::format("\nhelp: {}", printable_utf8(finding.diagnostic.help));
  return text;
}

std::string escape_xml(std::string_view text) {
  std::string out;
  for (const char c : printable_utf8(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;  // an attribute would turn it into a blank
      case '\t': out += "&#9;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string uri_of(std::string_view path) {
  std::string out;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos;
    if (plain) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace portolan::write
