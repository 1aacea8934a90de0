#include "load/markdown/locate.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/utf8.h"

namespace portolan::load {

namespace {

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/// Decodes "&amp;" and its kin at the start of `raw`; returns the length of the entity, 0 for none that is known here.
std::size_t decode_entity(std::string_view raw, std::string& out) {
  struct Named {
    std::string_view name, text;
  };
  constexpr std::array named{Named{"&amp;", "&"},     Named{"&lt;", "<"},           Named{"&gt;", ">"},         Named{"&quot;", "\""},
                             Named{"&nbsp;", "\u00a0"}, Named{"&rarr;", "\u2192"}, Named{"&mdash;", "\u2014"}, Named{"&ndash;", "\u2013"}};
  for (const Named& entity : named) {
    if (!raw.starts_with(entity.name)) continue;
    out = entity.text;
    return entity.name.size();
  }
  const std::size_t end = raw.substr(0, 12).find(';');
  if (!raw.starts_with("&#") || end == std::string_view::npos) return 0;
  const bool hex = raw.size() > 2 && (raw[2] == 'x' || raw[2] == 'X');
  char32_t value = 0;
  for (const char c : raw.substr(hex ? 3 : 2, end - (hex ? 3 : 2))) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
    if (digit >= (hex ? 16 : 10)) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  out.clear();
  append_utf8(out, value == 0 || value > 0x10ffff ? 0xfffd : value);
  return end + 1;
}

/// How many bytes of `raw` spell `literal`; 0 when they do not.
std::size_t spelled(std::string_view raw, std::string_view literal) {
  std::size_t r = 0;
  std::string decoded;
  for (std::size_t l = 0; l < literal.size();) {
    if (r >= raw.size()) return 0;
    const bool escaped = raw[r] == '\\' && r + 1 < raw.size() && is_punctuation(raw[r + 1]) && raw[r + 1] == literal[l];
    if (escaped && !(literal[l] == '\\' && raw[r + 1] != '\\')) {
      r += 2;
      ++l;
      continue;
    }
    if (raw[r] == '&') {
      const std::size_t length = decode_entity(raw.substr(r), decoded);
      if (length > 0 && literal.substr(l).starts_with(decoded)) {
        r += length;
        l += decoded.size();
        continue;
      }
    }
    if (literal[l] == ' ' && (raw[r] == '\n' || raw[r] == '\r')) {
      // A code span over two lines: the break is one space, the indent and quote marks of the next line are none.
      while (r < raw.size() && (raw[r] == '\n' || raw[r] == '\r' || raw[r] == ' ' || raw[r] == '\t' || raw[r] == '>')) ++r;
      ++l;
      continue;
    }
    if (raw[r] != literal[l]) return 0;
    ++r;
    ++l;
  }
  return r;
}

}  // namespace

Locator::Locator(FileId file, std::string_view bytes) : file_(file), bytes_(bytes), end_(static_cast<std::uint32_t>(bytes.size())) {
  // cmark counts a lone carriage return as a line break, too.
  starts_.push_back(0);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool lone_return = bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n');
    if (bytes[i] == '\n' || lone_return) starts_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

Span Locator::line(int number) const {
  const auto size = static_cast<std::uint32_t>(bytes_.size());
  if (number < 1 || number > line_count()) return {file_, size, size};
  const std::uint32_t begin = starts_[static_cast<std::size_t>(number - 1)];
  std::uint32_t end = number < line_count() ? starts_[static_cast<std::size_t>(number)] : size;
  while (end > begin && (bytes_[end - 1] == '\n' || bytes_[end - 1] == '\r')) --end;
  return {file_, begin, end};
}

Span Locator::lines(int first, int last) const {
  Span span{file_, line(first).begin, line(std::max(first, last)).end};
  while (span.begin < span.end && (bytes_[span.begin] == ' ' || bytes_[span.begin] == '\t')) ++span.begin;
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (span.end > span.begin && blank(bytes_[span.end - 1])) --span.end;
  return span;
}

void Locator::enter(const Span& within) {
  at_ = within.begin;
  end_ = std::min(within.end, static_cast<std::uint32_t>(bytes_.size()));
}

Span Locator::find(std::string_view literal, int line_number) {
  if (literal.empty()) return {};
  const std::uint32_t from = line_number > 0 ? std::clamp(line(line_number).begin, at_, std::max(at_, end_)) : at_;
  const std::string_view raw = bytes_.substr(0, end_);
  // Nearly always the literal stands there as it is.
  const std::size_t exact = raw.substr(0, std::min<std::size_t>(end_, from + literal.size() + 4096)).find(literal, from);
  if (exact != std::string_view::npos) {
    at_ = static_cast<std::uint32_t>(exact + literal.size());
    return {file_, static_cast<std::uint32_t>(exact), at_};
  }
  const std::uint32_t last = std::min<std::uint32_t>(end_, from + 4096);  // bounds hostile input
  for (std::uint32_t begin = from; begin < last; ++begin) {
    const std::size_t length = spelled(raw.substr(begin), literal);
    if (length == 0) continue;
    at_ = static_cast<std::uint32_t>(begin + length);
    return {file_, begin, at_};
  }
  return {};
}

Span Locator::skip_link_target() {
  Span target;
  std::uint32_t i = at_;
  while (i < end_ && bytes_[i] != ']') {
    // Only markup may stand between the text and its bracket.
    if (bytes_[i] != '*' && bytes_[i] != '_' && bytes_[i] != '`' && bytes_[i] != '~' && bytes_[i] != ' ') return target;
    ++i;
  }
  if (i >= end_) return target;
  ++i;
  if (i < end_ && bytes_[i] == '[') {
    while (i < end_ && bytes_[i] != ']') ++i;
    if (i < end_) ++i;
  } else if (i < end_ && bytes_[i] == '(') {
    target = {file_, i + 1, i + 1};
    while (target.end < end_ && bytes_[target.end] != ')' && bytes_[target.end] != ' ' && bytes_[target.end] != '\n') ++target.end;
    int depth = 0;
    for (; i < end_; ++i) {
      if (bytes_[i] == '\\') {
        ++i;
      } else if (bytes_[i] == '(') {
        ++depth;
      } else if (bytes_[i] == ')' && --depth == 0) {
        ++i;
        break;
      }
    }
  }
  at_ = std::min(i, end_);
  return target;
}

void Locator::skip_to(std::uint32_t offset) { at_ = std::clamp(offset, at_, std::max(at_, end_)); }

}  // namespace portolan::load
