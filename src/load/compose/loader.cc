#include "load/compose/loader.h"

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::load {

static constexpr std::size_t most_problems = 500;

Lookup lookup_in(const Variables& variables) {
  return [&variables](std::string_view name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second.value;
  };
}

bool Loader::records_problems() const { return errors < most_problems; }

void Loader::report(Diagnostic problem) {
  const bool is_error = problem.severity == Severity::error;
  std::size_t& recorded = is_error ? errors : warnings;
  if (recorded < most_problems) {
    ++recorded;
    problems.push_back(std::move(problem));
    return;
  }
  if (unlisted_errors + unlisted_warnings == 0) first_unlisted = problem.span;
  ++(is_error ? unlisted_errors : unlisted_warnings);
}

void Loader::report_all(Diagnostics found) {
  for (Diagnostic& problem : found) report(std::move(problem));
}

void Loader::error(std::string_view rule, const Span& span, std::string message, std::string help) {
  report({.rule = std::string(rule), .span = span, .message = std::move(message), .help = std::move(help)});
}

void Loader::warning(std::string_view rule, const Span& span, std::string message, std::string help) {
  report({.rule = std::string(rule), .severity = Severity::warning, .span = span, .message = std::move(message), .help = std::move(help)});
}

void Loader::report_unlisted() {
  if (unlisted_errors + unlisted_warnings == 0) return;
  std::vector<std::string> counts;
  if (unlisted_errors > 0) counts.push_back(count_of(unlisted_errors, "error"));
  if (unlisted_warnings > 0) counts.push_back(count_of(unlisted_warnings, "warning"));
  problems.push_back({.rule = "compose-limit",
                      .severity = unlisted_errors > 0 ? Severity::error : Severity::warning,
                      .span = first_unlisted,
                      .message = fmt::format("and {} more, the first of them here", join_naturally(counts)),
                      .help = "mend those that are listed first"});
}

std::optional<FileId> Loader::read(const std::string& path, const Span& asked) {
  const auto known = sources.find(path);
  if (known && sources.loaded(*known) && !unreadable.contains(path)) return known;
  auto bytes = reader.read(path);
  if (!bytes) {
    unreadable.insert(path);
    const Span place = asked.known() ? asked : Span{sources.add(path, ""), 0, 0};
    error("unreadable-file", place, fmt::format("cannot read \"{}\": {}", path, bytes.error()));
    return std::nullopt;
  }
  return sources.add(path, std::move(*bytes));
}

}  // namespace portolan::load
