#include "load/markdown/limits.h"

#include <algorithm>

#include <fmt/format.h>

namespace portolan::load {

namespace {

// Measured with cmark-gfm 0.29.0.gfm.6: about 2 ns per pair of brackets of one paragraph. The budget allows a fifth of a second.
constexpr std::uint64_t most_bracket_pairs = 100'000'000;
constexpr std::size_t most_columns = 200;
constexpr std::uint64_t most_cells = 200'000;
constexpr std::uint64_t most_expanded_references = 32u << 20;

/// A run of lines without a blank one: cmark parses the inlines of at most this much at once.
struct Run {
  std::uint32_t begin = 0;
  std::uint64_t brackets = 0;
  std::size_t columns = 0;   // of the widest delimiter row
  std::uint64_t rows = 0;
  bool defines = false;      // may hold a reference definition
};

bool is_delimiter_row(std::string_view line) {
  return line.find_first_not_of("|-: \t>\r") == std::string_view::npos && line.find('-') != std::string_view::npos;
}

std::string_view next_line(std::string_view text, std::size_t at) {
  const std::size_t end = text.find('\n', at);
  return text.substr(at, end == std::string_view::npos ? std::string_view::npos : end - at);
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r>") == std::string_view::npos; }

}  // namespace

std::optional<Excess> find_excess(std::string_view text) {
  if (text.size() > largest_document) {
    return Excess{fmt::format("the document is larger than {} MiB and is not read", largest_document >> 20), 0, 0};
  }
  std::uint64_t bracket_pairs = 0, opening_brackets = 0, longest_definition = 0, cells = 0;
  Run run;
  const auto close = [&](std::size_t end) {
    bracket_pairs += run.brackets * run.brackets;
    if (run.defines) longest_definition = std::max<std::uint64_t>(longest_definition, end - run.begin);
    if (run.columns > 0) cells += run.columns * run.rows;
    run = {.begin = static_cast<std::uint32_t>(end)};
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = next_line(text, at);
    if (is_blank(line)) close(at + line.size() + 1);
    for (const char c : line) {
      if (c == '[') ++opening_brackets;
      if (c == '[' || c == ']') ++run.brackets;
    }
    run.defines = run.defines || line.find("]:") != std::string_view::npos;
    ++run.rows;
    if (is_delimiter_row(line)) {
      const auto columns = static_cast<std::size_t>(std::count(line.begin(), line.end(), '|')) + 1;
      if (columns > most_columns) {
        return Excess{fmt::format("a table of more than {} columns; the document is not read", most_columns), static_cast<std::uint32_t>(at),
                      static_cast<std::uint32_t>(at + std::min<std::size_t>(line.size(), 80))};
      }
      run.columns = std::max(run.columns, columns);
    }
    if (bracket_pairs + run.brackets * run.brackets > most_bracket_pairs) {
      return Excess{"too many brackets in one paragraph; the document is not read", run.begin, run.begin};
    }
    if (cells + run.columns * run.rows > most_cells) {
      return Excess{fmt::format("tables of more than {} cells; the document is not read", most_cells), run.begin, run.begin};
    }
    at += line.size() + 1;
  }
  close(text.size());
  if (longest_definition * opening_brackets > most_expanded_references) {
    return Excess{"link references that would expand without measure; the document is not read", 0, 0};
  }
  return std::nullopt;
}

}  // namespace portolan::load
