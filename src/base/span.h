// Where a fact stands in the user's files.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <utility>

namespace portolan {

/// Index of a file in the SourceMap. `none` marks a fact that no file states (a default, a value given on the command line).
enum class FileId : std::uint32_t { none = 0xffffffff };

/// Half-open range of bytes [begin, end) of one file.
struct Span {
  FileId file = FileId::none;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool known() const { return file != FileId::none; }
  bool contains(const Span& other) const { return file == other.file && begin <= other.begin && other.end <= end; }
  auto operator<=>(const Span&) const = default;
};

/// A value the user typed, with its place.
template <class T>
struct Spanned {
  T value{};
  Span span;

  bool operator==(const Spanned&) const = default;
};

/// Lines and columns are 1-based; columns count code points; the end is exclusive.
struct Location {
  std::string file;  ///< relative to ROOT, forward slashes; empty when the fact has no file
  int line = 1;
  int column = 1;
  int end_line = 1;
  int end_column = 1;

  auto operator<=>(const Location&) const = default;
};

}  // namespace portolan
