#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "write/report_formats.h"
#include "write/report_places.h"

namespace portolan::write {

namespace {

/// A comment of GitHub holds 65,536 characters; what does not fit is counted.
constexpr std::size_t longest_comment = 60'000;

/// Text of strangers inside a comment: no markup, no mention, no line break.
std::string escape_markdown(std::string_view text) {
  std::string out;
  for (const char c : printable_utf8(text)) {
    if (c == '\n') {
      out += ' ';
    } else if (c == '@') {
      out += "&#64;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      if (std::string_view("\\`*_{}[]<>#|~").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

/// Code whose fence is longer than any run of backticks in it.
std::string code(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const std::string_view pad = longest > 0 ? " " : "";
  return fmt::format("{}{}{}{}{}", fence, pad, text, pad, fence);
}

std::string place_text(const Location& place) {
  return place.file.empty() ? std::string() : code(fmt::format("{}:{}:{}", printable_utf8(place.file), place.line, place.column));
}

std::string finding_text(const Finding& finding, const SourceMap& sources) {
  const Diagnostic& diagnostic = finding.diagnostic;
  const std::string place = place_text(sources.locate(diagnostic.span));
  std::string out = fmt::format("- **{}** {}{}{}", name_of(diagnostic.severity), place, place.empty() ? "" : " ", escape_markdown(diagnostic.message));
  if (!diagnostic.rule.empty()) out += fmt::format(" ({})", code(diagnostic.rule));
  out += "\n";
  for (const Related& related : diagnostic.related) out += fmt::format("  - {} {}\n", place_text(sources.locate(related.span)), escape_markdown(related.message));
  if (!diagnostic.help.empty()) out += fmt::format("  - help: {}\n", escape_markdown(diagnostic.help));
  return out;
}

std::size_t count_claims(const FindingsInput& input, Outcome outcome) {
  std::size_t count = 0;
  for (const StackReport& report : input.reports) count += report.count(outcome);
  return count;
}

}  // namespace

std::string write_markdown(const FindingsInput& input, Excerpts) {
  const std::vector<const Finding*> findings = sorted_findings(input);
  const auto count = [&](Severity severity) {
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const Finding* finding) { return finding->diagnostic.severity == severity; }));
  };
  std::string out = fmt::format("### Portolan: {}, {}, {}\n\n", count_of(count(Severity::error), "error"), count_of(count(Severity::warning), "warning"),
                                count_of(count(Severity::info), "note"));
  out += fmt::format("{}: {} verified, {} contradicted, {} unverifiable, {} planned\n",
                     count_of(count_claims(input, Outcome::verified) + count_claims(input, Outcome::contradicted) + count_claims(input, Outcome::unverifiable) +
                                  count_claims(input, Outcome::planned), "statement"),
                     count_claims(input, Outcome::verified), count_claims(input, Outcome::contradicted), count_claims(input, Outcome::unverifiable), count_claims(input, Outcome::planned));
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const std::string text = finding_text(*findings[i], input.sources);
    if (out.size() + text.size() > longest_comment) return out + fmt::format("\n… and {} more\n", findings.size() - i);
    out += (i == 0 ? "\n" : "") + text;
  }
  return out;
}

}  // namespace portolan::write
