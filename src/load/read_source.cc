#include "load/read_source.h"

#include <algorithm>

#include <fmt/format.h>

namespace portolan::load {

std::optional<FileId> read_source(FileReader& reader, SourceMap& sources, const std::string& path, Diagnostics& problems) {
  if (const auto known = sources.find(path); known && sources.loaded(*known)) return known;
  Expected<std::string> bytes = reader.read(path);
  if (bytes) return sources.add(path, std::move(*bytes));
  const auto id = sources.find(path);
  problems.push_back({.rule = "unreadable-file",
                      .span = id ? Span{*id, 0, 0} : Span{},
                      .message = fmt::format("cannot read \"{}\": {}", path, bytes.error()),
                      .help = "make the file readable, or remove it"});
  return std::nullopt;
}

void add_once(Diagnostics& all, Diagnostics more) {
  for (Diagnostic& problem : more) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const Diagnostic& other) {
      return other.rule == problem.rule && other.span == problem.span && other.message == problem.message;
    });
    if (!known) all.push_back(std::move(problem));
  }
}

}  // namespace portolan::load
