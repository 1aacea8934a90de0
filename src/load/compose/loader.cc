#include "load/compose/loader.h"

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::load {

static constexpr std::size_t most_problems = 500;
static constexpr std::size_t most_repeated_values = 200'000;
static constexpr std::size_t most_repeated_bytes = 16u << 20;

Lookup lookup_in(const Variables& variables) {
  return [&variables](std::string_view name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second.value;
  };
}

bool Loader::records_problems() const { return errors < most_problems; }

/// A message may quote what somebody wrote, but not a megabyte of it.
static void shorten(std::string& message) {
  constexpr std::size_t longest = 500;
  if (message.size() <= longest) return;
  std::size_t cut = longest;
  while (cut > 0 && (static_cast<unsigned char>(message[cut]) & 0xc0) == 0x80) --cut;  // inside a character
  message.resize(cut);
  message += "…";
}

void Loader::report(Diagnostic problem) {
  const bool is_error = problem.severity == Severity::error;
  std::size_t& recorded = is_error ? errors : warnings;
  if (recorded < most_problems) {
    ++recorded;
    shorten(problem.message);
    shorten(problem.help);
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

std::size_t count_values(const Value& value) {
  std::size_t count = 1;
  for (const Value& item : value.items) count += count_values(item);
  for (const Entry& entry : value.entries) count += count_values(entry.value);
  return count;
}

bool Loader::repeat(std::size_t values, std::size_t bytes, const Span& place) {
  repeated_values += values;
  repeated_bytes += bytes;
  if (exhausted) return false;
  if (repeated_values <= most_repeated_values && repeated_bytes <= most_repeated_bytes) return true;
  exhausted = true;
  error("compose-limit", place, fmt::format("the project repeats more than {} values or {} bytes", most_repeated_values, most_repeated_bytes),
        "includes, extends, env files, ranges of ports and variables multiply; this one is too much");
  return false;
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
