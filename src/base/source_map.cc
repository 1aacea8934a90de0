#include "base/source_map.h"

#include <algorithm>
#include <cassert>
#include <set>

#include "base/hash.h"
#include "base/utf8.h"

namespace portolan {

static std::vector<std::uint32_t> find_line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<std::uint32_t>(at + 1));
  }
  return starts;
}

void SourceMap::reserve(std::vector<std::string> paths) {
  const std::lock_guard lock(mutex_);
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  for (std::string& path : paths) {
    if (by_path_.contains(path)) continue;
    by_path_.emplace(path, FileId{static_cast<std::uint32_t>(files_.size())});
    files_.emplace_back().path = std::move(path);
  }
}

FileId SourceMap::add(std::string_view path, std::string bytes, std::string_view revision) {
  const std::lock_guard lock(mutex_);
  auto found = by_path_.find(path);
  if (found == by_path_.end()) {
    found = by_path_.emplace(std::string(path), FileId{static_cast<std::uint32_t>(files_.size())}).first;
    files_.emplace_back().path = std::string(path);
  }
  SourceFile& file = files_[static_cast<std::size_t>(found->second)];
  if (file.loaded) return found->second;
  file.hash = hash_bytes(bytes);
  file.line_starts = find_line_starts(bytes);
  file.bytes = std::move(bytes);
  file.revision = std::string(revision);
  file.loaded = true;
  return found->second;
}

FileId SourceMap::add_derived(FileId parent, std::string text, std::vector<DerivedPiece> pieces) {
  const std::lock_guard lock(mutex_);
  const FileId id{static_cast<std::uint32_t>(files_.size())};
  SourceFile& file = files_.emplace_back();
  file.path = files_[static_cast<std::size_t>(parent)].path;
  file.hash = hash_bytes(text);
  file.line_starts = find_line_starts(text);
  file.bytes = std::move(text);
  file.loaded = true;
  file.parent = parent;
  file.pieces = std::move(pieces);
  return id;
}

std::optional<FileId> SourceMap::find(std::string_view path) const {
  const std::lock_guard lock(mutex_);
  const auto found = by_path_.find(path);
  if (found == by_path_.end()) return std::nullopt;
  return found->second;
}

std::size_t SourceMap::size() const {
  const std::lock_guard lock(mutex_);
  return files_.size();
}

const SourceMap::SourceFile& SourceMap::at(FileId file) const {
  const std::lock_guard lock(mutex_);
  assert(static_cast<std::size_t>(file) < files_.size());
  return files_[static_cast<std::size_t>(file)];
}

const std::string& SourceMap::path(FileId file) const { return at(file).path; }

std::string_view SourceMap::text(FileId file) const { return at(file).bytes; }

std::string_view SourceMap::text(const Span& span) const {
  if (!span.known()) return {};
  const std::string_view bytes = at(span.file).bytes;
  const std::size_t begin = std::min<std::size_t>(span.begin, bytes.size());
  return bytes.substr(begin, span.end > begin ? span.end - begin : 0);
}

bool SourceMap::loaded(FileId file) const { return at(file).loaded; }

std::uint64_t SourceMap::hash(FileId file) const { return at(file).hash; }

const std::string& SourceMap::revision(FileId file) const { return at(file).revision; }

Span SourceMap::original(const Span& span) const {
  if (!span.known()) return span;
  const SourceFile& file = at(span.file);
  if (file.parent == FileId::none) return span;
  // The last piece that starts at or before an offset; between pieces (text that was made up) the end of the piece before.
  const auto map = [&](std::uint32_t offset, bool is_end) -> std::uint32_t {
    const auto next = std::partition_point(file.pieces.begin(), file.pieces.end(),
                                           [&](const DerivedPiece& piece) { return is_end ? piece.begin < offset : piece.begin <= offset; });
    if (next == file.pieces.begin()) return file.pieces.empty() ? 0 : file.pieces.front().origin;
    const auto best = next - 1;
    return best->origin + std::min(offset - best->begin, best->length);
  };
  const std::uint32_t begin = map(span.begin, false);
  const std::uint32_t end = span.end > span.begin ? std::max(begin, map(span.end, true)) : begin;
  return original({file.parent, begin, end});
}

static int line_of(const std::vector<std::uint32_t>& starts, std::uint32_t offset) {
  return static_cast<int>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin());
}

Location SourceMap::locate(const Span& derived) const {
  if (!derived.known()) return {};
  const Span span = original(derived);
  const SourceFile& file = at(span.file);
  if (!file.loaded) return {.file = file.path};
  const auto size = static_cast<std::uint32_t>(file.bytes.size());
  const std::uint32_t begin = std::min(span.begin, size), end = std::min(std::max(span.begin, span.end), size);
  const auto column = [&](std::uint32_t offset, int line) {
    const std::uint32_t start = file.line_starts[static_cast<std::size_t>(line - 1)];
    const std::string_view before = std::string_view(file.bytes).substr(start, offset - start);
    const bool bom = line == 1 && before.starts_with("\xef\xbb\xbf");
    return static_cast<int>(count_code_points(before)) + (bom ? 0 : 1);
  };
  const int line = line_of(file.line_starts, begin), end_line = line_of(file.line_starts, end);
  return {.file = file.path, .line = line, .column = column(begin, line), .end_line = end_line, .end_column = column(end, end_line)};
}

Span SourceMap::line_span(FileId id, int line) const {
  const SourceFile& file = at(id);
  const auto size = static_cast<std::uint32_t>(file.bytes.size());
  if (line < 1 || static_cast<std::size_t>(line) > file.line_starts.size()) return {id, size, size};
  const std::uint32_t begin = file.line_starts[static_cast<std::size_t>(line - 1)];
  std::uint32_t end = static_cast<std::size_t>(line) < file.line_starts.size() ? file.line_starts[static_cast<std::size_t>(line)] - 1 : size;
  if (end > begin && file.bytes[end - 1] == '\r') --end;
  return {id, begin, end};
}

int SourceMap::line_count(FileId id) const {
  const SourceFile& file = at(id);
  const bool open_end = file.loaded && file.line_starts.back() < file.bytes.size();
  return static_cast<int>(file.line_starts.size()) - (open_end ? 0 : 1);
}

void SourceMap::mark_secret(const Span& derived) {
  if (!derived.known() || derived.begin >= derived.end) return;
  const Span span = original(derived);
  const std::lock_guard lock(mutex_);
  files_[static_cast<std::size_t>(span.file)].secrets.push_back(span);
}

static bool is_word_byte(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

/// Quotes and blanks around a value belong to the file's syntax, not to the secret.
static std::string_view bare_secret(std::string_view text) {
  constexpr std::string_view around = " \t\r\n\"'";
  const std::size_t begin = text.find_first_not_of(around);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(around) - begin + 1);
}

/// "postgres" may be a password and a service: hiding every such word would hide the handbook.
static bool is_distinctive(std::string_view secret) {
  const bool digit = secret.find_first_of("0123456789") != std::string_view::npos;
  const bool letter = std::any_of(secret.begin(), secret.end(), [](char c) { return is_word_byte(c) && !(c >= '0' && c <= '9'); });
  return secret.size() >= 6 && secret.size() <= 4096 && digit && letter && secret.find_first_of(" \t\n:/$") == std::string_view::npos;
}

void SourceMap::mark_repeated_secrets(std::string_view folder) {
  const std::lock_guard lock(mutex_);
  const auto belongs = [&](const SourceFile& file) {
    return file.loaded && file.parent == FileId::none && (folder.empty() || (file.path.starts_with(folder) && file.path.size() > folder.size() && file.path[folder.size()] == '/'));
  };
  std::set<std::string_view> secrets;
  for (const SourceFile& file : files_) {
    if (!belongs(file)) continue;
    for (const Span& span : file.secrets) {
      const std::string_view text = bare_secret(std::string_view(file.bytes).substr(span.begin, span.end - span.begin));
      if (is_distinctive(text)) secrets.insert(text);
    }
  }
  for (std::size_t i = 0; i < files_.size(); ++i) {
    SourceFile& file = files_[i];
    if (!belongs(file)) continue;
    const std::string_view bytes = file.bytes;
    for (const std::string_view secret : secrets) {
      for (std::size_t at = bytes.find(secret); at != std::string_view::npos; at = bytes.find(secret, at + secret.size())) {
        const std::size_t end = at + secret.size();
        const bool part_of_word = (at > 0 && is_word_byte(bytes[at - 1])) || (end < bytes.size() && is_word_byte(bytes[end]));
        if (!part_of_word) file.secrets.push_back({FileId{static_cast<std::uint32_t>(i)}, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
      }
    }
  }
}

bool SourceMap::is_secret(const Span& derived) const {
  if (!derived.known()) return false;
  const Span span = original(derived);
  const SourceFile& file = at(span.file);
  const std::lock_guard lock(mutex_);
  return std::any_of(file.secrets.begin(), file.secrets.end(),
                     [&](const Span& secret) { return secret.begin < span.end && span.begin < secret.end; });
}

std::string SourceMap::masked(const SourceFile& file, std::uint32_t begin, std::uint32_t end) const {
  std::vector<Span> secrets;
  {
    const std::lock_guard lock(mutex_);
    for (const Span& secret : file.secrets) {
      if (secret.begin < end && begin < secret.end) secrets.push_back(secret);
    }
  }
  std::sort(secrets.begin(), secrets.end());
  const std::string_view bytes = file.bytes;
  std::string out;
  std::uint32_t at = begin;
  for (const Span& secret : secrets) {
    if (secret.end <= at) continue;
    const std::uint32_t from = std::max(at, secret.begin);
    out += printable_utf8(bytes.substr(at, from - at));
    out += "••••••";  // a fixed number: the length of a secret is a fact about it
    at = std::min(end, secret.end);
  }
  out += printable_utf8(bytes.substr(at, end - at));
  return out;
}

std::string SourceMap::shown(const Span& derived) const {
  if (!derived.known()) return {};
  const Span span = original(derived);
  const SourceFile& file = at(span.file);
  const auto size = static_cast<std::uint32_t>(file.bytes.size());
  const std::uint32_t begin = std::min(span.begin, size);
  return masked(file, begin, std::clamp(span.end, begin, size));
}

std::vector<ExcerptLine> SourceMap::excerpt(const Span& derived, int context, int most) const {
  std::vector<ExcerptLine> lines;
  if (!derived.known() || !loaded(original(derived).file)) return lines;
  const Span span = original(derived);
  const SourceFile& file = at(span.file);
  const Location place = locate(span);
  // A span that ends at the start of a line (a block with its line break) does not reach into that line.
  const int last_marked = place.end_line > place.line && place.end_column == 1 ? place.end_line - 1 : place.end_line;
  const int first = std::max(1, place.line - context);
  const int last = std::min({static_cast<int>(file.line_starts.size()), last_marked + context, first + most - 1});
  for (int number = first; number <= last; ++number) {
    const Span line = line_span(span.file, number);
    const std::uint32_t bom = number == 1 && std::string_view(file.bytes).starts_with("\xef\xbb\xbf") ? 3 : 0;
    // A line of a minified file can be megabytes: show its first part only.
    const std::uint32_t end = std::min(line.end, line.begin + 2000);
    const auto column_in = [&](std::uint32_t offset) {
      const std::uint32_t to = std::clamp(offset, line.begin + bom, end);
      return static_cast<int>(count_code_points(masked(file, line.begin + bom, to))) + 1;
    };
    ExcerptLine& shown_line = lines.emplace_back(ExcerptLine{.number = number, .text = masked(file, line.begin + bom, std::max(end, line.begin + bom))});
    if (number < place.line || number > last_marked) continue;
    shown_line.marked_begin = number == place.line ? column_in(span.begin) : column_in(line.begin + static_cast<std::uint32_t>(std::min<std::size_t>(std::string_view(file.bytes).substr(line.begin, end - line.begin).find_first_not_of(" \t"), end - line.begin)));
    shown_line.marked_end = number == place.end_line ? column_in(span.end) : column_in(line.end);
    shown_line.marked_end = std::max(shown_line.marked_end, shown_line.marked_begin + 1);
  }
  return lines;
}

}  // namespace portolan
