#include "load/yaml/extent.h"

#include <algorithm>

namespace portolan::load {

static bool is_blank(char c) { return c == ' ' || c == '\t'; }
static bool is_break(char c) { return c == '\n' || c == '\r'; }
static std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

static std::size_t line_end(std::string_view source, std::size_t offset) { return std::min(source.find('\n', offset), source.size()); }

std::uint32_t skip_blanks(std::string_view source, std::uint32_t offset) {
  std::size_t i = offset;
  while (i < source.size()) {
    if (is_blank(source[i]) || is_break(source[i])) {
      ++i;
    } else if (source[i] == '#' && (i == 0 || is_blank(source[i - 1]) || is_break(source[i - 1]))) {
      i = line_end(source, i);
    } else {
      break;
    }
  }
  return narrow(i);
}

std::uint32_t find_word_end(std::string_view source, std::uint32_t offset) {
  std::size_t i = offset;
  while (i < source.size() && !is_blank(source[i]) && !is_break(source[i]) && std::string_view(",[]{}").find(source[i]) == std::string_view::npos) ++i;
  return narrow(i);
}

std::uint32_t skip_properties(std::string_view source, std::uint32_t offset) {
  while (offset < source.size() && (source[offset] == '!' || source[offset] == '&')) {
    offset = skip_blanks(source, find_word_end(source, offset));
  }
  return offset;
}

static ScalarExtent find_quoted(std::string_view source, std::uint32_t offset) {
  const char quote = source[offset];
  ScalarExtent extent{quote == '"' ? ScalarStyle::double_quoted : ScalarStyle::single_quoted, offset, offset, true};
  for (std::size_t i = offset + 1; i < source.size(); ++i) {
    if (quote == '"' && source[i] == '\\') {
      ++i;
    } else if (source[i] == quote) {
      if (quote == '\'' && i + 1 < source.size() && source[i + 1] == '\'') {
        ++i;
        continue;
      }
      extent.end = narrow(i + 1);
      return extent;
    }
  }
  extent.closed = false;
  extent.end = narrow(line_end(source, offset));
  return extent;
}

/// A block scalar goes on while lines are blank or indented as its first line is; trailing blank lines are left out.
static ScalarExtent find_block(std::string_view source, std::uint32_t offset) {
  std::size_t end = line_end(source, offset), line = std::min(end + 1, source.size());
  std::size_t indent = 0;
  while (line < source.size()) {
    const std::size_t stop = line_end(source, line);
    const std::size_t text = source.find_first_not_of(' ', line);
    const bool blank = text == std::string_view::npos || text >= stop || source[text] == '\r';
    if (!blank) {
      const std::size_t here = text - line;
      if (indent == 0) indent = here;
      if (here == 0 || here < indent) break;
      end = stop;
    }
    line = stop + 1;
  }
  if (end > offset && source[end - 1] == '\r') --end;
  return {ScalarStyle::block, offset, narrow(end), true};
}

/// A plain scalar is followed by comparing it with its content, in which line breaks are folded.
static ScalarExtent find_plain(std::string_view source, std::uint32_t offset, std::string_view content) {
  std::size_t i = offset, end = offset;
  for (std::size_t c = 0; c < content.size() && i < source.size();) {
    if (source[i] == content[c]) {
      ++i;
      ++c;
      end = i;
    } else if (is_blank(source[i]) || is_break(source[i])) {
      while (i < source.size() && (is_blank(source[i]) || is_break(source[i]))) ++i;
      while (c < content.size() && (content[c] == ' ' || content[c] == '\n')) ++c;
    } else {
      break;
    }
  }
  return {ScalarStyle::plain, offset, narrow(end), true};
}

ScalarExtent find_scalar_extent(std::string_view source, std::uint32_t offset, std::string_view content) {
  if (offset >= source.size()) return {ScalarStyle::plain, narrow(source.size()), narrow(source.size()), true};
  switch (source[offset]) {
    case '"': case '\'': return find_quoted(source, offset);
    case '|': case '>': return find_block(source, offset);
    default: return find_plain(source, offset, content);
  }
}

std::uint32_t find_flow_end(std::string_view source, std::uint32_t offset) {
  while (offset < source.size()) {
    offset = skip_blanks(source, offset);
    if (offset >= source.size()) break;
    const char c = source[offset++];
    if (c == ']' || c == '}') return offset;
  }
  return narrow(source.size());
}

}  // namespace portolan::load
