#include "load/compose/loader.h"

#include <fmt/format.h>

namespace portolan::load {

static constexpr std::size_t most_problems = 500;

Lookup lookup_in(const Variables& variables) {
  return [&variables](std::string_view name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    if (found == variables.end()) return std::nullopt;
    return found->second.value;
  };
}

bool Loader::records_problems() const { return problems.size() < most_problems; }

void Loader::error(std::string_view rule, const Span& span, std::string message, std::string help) {
  if (!records_problems()) return;
  problems.push_back({.rule = std::string(rule), .span = span, .message = std::move(message), .help = std::move(help)});
}

void Loader::warning(std::string_view rule, const Span& span, std::string message, std::string help) {
  if (!records_problems()) return;
  problems.push_back(
      {.rule = std::string(rule), .severity = Severity::warning, .span = span, .message = std::move(message), .help = std::move(help)});
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
