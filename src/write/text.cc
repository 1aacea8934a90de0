#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"
#include "write/places.h"
#include "write/report_formats.h"

namespace portolan::write {
namespace {

/// Terminal styles (ECMA-48 SGR); empty texts when no colour is wanted.
struct Palette {
  std::string_view bold, dim, error, warning, info, end;
};

constexpr Palette no_colours{};
constexpr Palette colours{.bold = "\x1b[1m", .dim = "\x1b[2m", .error = "\x1b[1;31m", .warning = "\x1b[1;33m", .info = "\x1b[1;36m", .end = "\x1b[0m"};

std::string_view style_of(const Palette& palette, Severity severity) {
  switch (severity) {
    case Severity::error: return palette.error;
    case Severity::warning: return palette.warning;
    case Severity::info: return palette.info;
  }
  return palette.error;
}

/// `FILE:LINE:COLUMN: `, or nothing for what no file states.
std::string place_text(const Location& place) {
  return place.file.empty() ? std::string() : fmt::format("{}:{}:{}: ", one_line(place.file), place.line, place.column);
}

/// As many blanks as the text before the mark is wide; tabs stay tabs, so that the caret stands below the mark.
std::string padding_before(const ExcerptLine& line) {
  std::string padding;
  std::size_t at = 0;
  for (int column = 1; column < line.marked_begin && at < line.text.size(); ++column) {
    padding.push_back(line.text[at] == '\t' ? '\t' : ' ');
    at += decode_utf8(line.text, at).length;
  }
  return padding;
}

/// The first line of the span, with carets below what is meant.
void append_excerpt(std::string& out, const SourceMap& sources, const Span& span, std::string_view style, const Palette& palette) {
  for (const ExcerptLine& line : sources.excerpt(span, 0, 1)) {
    const std::string number = std::to_string(line.number);
    const std::string gutter(number.size() + 1, ' ');
    out += fmt::format("{}{}|{}\n", palette.dim, gutter, palette.end);
    out += fmt::format("{}{} |{} {}\n", palette.dim, number, palette.end, line.text);
    const std::string carets(static_cast<std::size_t>(std::max(1, line.marked_end - line.marked_begin)), '^');
    out += fmt::format("{}{}|{} {}{}{}{}\n", palette.dim, gutter, palette.end, padding_before(line), style, carets, palette.end);
  }
}

}  // namespace

std::string format_finding(const Diagnostic& diagnostic, const SourceMap& sources, Excerpts excerpts) {
  const Palette& palette = excerpts == Excerpts::coloured ? colours : no_colours;
  const std::string_view style = style_of(palette, diagnostic.severity);
  std::string out = fmt::format("{}{}{}{}{}: {}{}{}{}", palette.bold, place_text(sources.locate(diagnostic.span)), palette.end, style,
                                name_of(diagnostic.severity), palette.end, palette.bold, one_line(diagnostic.message), palette.end);
  out += diagnostic.rule.empty() ? std::string("\n") : fmt::format(" {}[{}]{}\n", palette.dim, diagnostic.rule, palette.end);
  if (excerpts == Excerpts::none) return out;
  append_excerpt(out, sources, diagnostic.span, style, palette);
  for (const Related& related : diagnostic.related) {
    out += fmt::format("{}{}{}{}note:{} {}\n", palette.bold, place_text(sources.locate(related.span)), palette.end, palette.info, palette.end,
                       one_line(related.message));
    append_excerpt(out, sources, related.span, palette.info, palette);
  }
  if (!diagnostic.help.empty()) out += fmt::format("{}help:{} {}\n", palette.bold, palette.end, one_line(diagnostic.help));
  return out;
}

std::string write_text(const FindingsInput& input, Excerpts excerpts) {
  std::string out;
  for (const Finding* finding : sorted_findings(input)) {
    // A blank line parts findings that have several lines.
    if (!out.empty() && excerpts != Excerpts::none) out += "\n";
    out += format_finding(finding->diagnostic, input.sources, excerpts);
  }
  return out;
}

}  // namespace portolan::write
