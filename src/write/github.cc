#include <fmt/format.h>

#include "base/utf8.h"
#include "write/report_formats.h"
#include "write/report_places.h"

namespace portolan::write {

namespace {

std::string_view command_of(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "notice";
  }
  return "error";
}

/// GitHub reads the message up to the line's end, and a property up to a comma or two colons.
std::string escape_message(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%') out += "%25";
    else if (c == '\r') out += "%0D";
    else if (c == '\n') out += "%0A";
    else out += c;
  }
  return out;
}

std::string escape_property(std::string_view text) {
  std::string out;
  for (const char c : escape_message(text)) {
    if (c == ':') out += "%3A";
    else if (c == ',') out += "%2C";
    else out += c;
  }
  return out;
}

}  // namespace

std::string write_github(const FindingsInput& input, Excerpts) {
  std::string out;
  for (const Finding* finding : sorted_findings(input)) {
    const Location place = input.sources.locate(finding->diagnostic.span);
    out += fmt::format("::{} ", command_of(finding->diagnostic.severity));
    if (!place.file.empty()) {
      out += fmt::format("file={},line={},endLine={},", escape_property(printable_utf8(place.file)), place.line, place.end_line);
      // GitHub marks columns within one line only.
      if (place.line == place.end_line) out += fmt::format("col={},endColumn={},", place.column, place.end_column);
    }
    const std::string& rule = finding->diagnostic.rule;
    out += fmt::format("title={}::{}\n", escape_property(rule.empty() ? "portolan" : rule), escape_message(full_text(*finding, input.sources)));
  }
  return out;
}

}  // namespace portolan::write
