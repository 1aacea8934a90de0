// Owner of all text of a run, and the only way from a span to text that may be shown.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace portolan {

/// A piece of a derived text that stands unchanged in its parent: `length` bytes at `begin` come from `origin` of the parent.
struct DerivedPiece {
  std::uint32_t begin = 0;
  std::uint32_t length = 0;
  std::uint32_t origin = 0;
};

/// One line of an excerpt. `marked_begin`/`marked_end` are code-point columns (1-based, exclusive end), 0 when nothing is marked.
struct ExcerptLine {
  int number = 1;
  std::string text;  ///< valid UTF-8 without line break, secrets masked
  int marked_begin = 0;
  int marked_end = 0;
};

/// Append-only. Reserved files have ids in the order of their sorted paths, whatever the order in which their bytes arrive; late files follow in
/// the order of `add`, so only sequential code may add. Everything else is safe from several threads once a file's bytes are set.
class SourceMap {
 public:
  SourceMap() = default;
  SourceMap(const SourceMap&) = delete;
  SourceMap& operator=(const SourceMap&) = delete;

  /// Gives ids to `paths` in sorted order, duplicates once. Call before anything else is added.
  void reserve(std::vector<std::string> paths);
  /// Sets the bytes of `path`, adding it when it was not reserved. The first bytes of a path win. Returns its id.
  FileId add(std::string_view path, std::string bytes, std::string_view revision = {});
  /// Adds a text that was made from `parent` (a fence without its indent, say); spans in it are reported at their place in `parent`.
  FileId add_derived(FileId parent, std::string text, std::vector<DerivedPiece> pieces);

  /// The id of a path that is reserved or added.
  std::optional<FileId> find(std::string_view path) const;
  std::size_t size() const;
  const std::string& path(FileId file) const;
  /// The exact bytes, for parsers. Never for output: see `excerpt`. Empty when the file was not read.
  std::string_view text(FileId file) const;
  std::string_view text(const Span& span) const;
  bool loaded(FileId file) const;
  std::uint64_t hash(FileId file) const;
  const std::string& revision(FileId file) const;

  /// The same place in the file the user knows: follows derived texts to their parents.
  Span original(const Span& span) const;
  Location locate(const Span& span) const;
  /// The span from `begin` of line `line` (1-based) to its end, without the line break; an empty span at the end for lines past it.
  Span line_span(FileId file, int line) const;
  int line_count(FileId file) const;

  /// Text in this span is never shown.
  void mark_secret(const Span& span);
  /// Marks every further place where a secret of a file below `folder` stands, in all files below it: a password in a probe, in a plan. Only secrets that
  /// can hardly be ordinary words (six bytes or more, letters and digits together) are looked for.
  void mark_repeated_secrets(std::string_view folder);
  bool is_secret(const Span& span) const;
  /// The text of a span for output: secrets replaced by bullets, invalid bytes by U+FFFD, control characters by their pictures.
  std::string shown(const Span& span) const;
  /// The lines of the span and `context` lines on both sides, at most `most` lines, marked and masked for output.
  std::vector<ExcerptLine> excerpt(const Span& span, int context = 0, int most = 12) const;

 private:
  struct SourceFile {
    std::string path;
    std::string bytes;
    std::string revision;
    std::vector<std::uint32_t> line_starts;
    std::uint64_t hash = 0;
    bool loaded = false;
    FileId parent = FileId::none;
    std::vector<DerivedPiece> pieces;
    std::vector<Span> secrets;  // of this file, in original coordinates
  };

  const SourceFile& at(FileId file) const;
  std::string masked(const SourceFile& file, std::uint32_t begin, std::uint32_t end) const;

  mutable std::mutex mutex_;
  std::deque<SourceFile> files_;  // a deque: references stay valid while it grows
  std::map<std::string, FileId, std::less<>> by_path_;
};

}  // namespace portolan
