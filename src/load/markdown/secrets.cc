#include "load/markdown/secrets.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/text.h"
#include "model/environment.h"

namespace portolan::load {

namespace {

bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// A label in prose: "Password: …". "Secrets: a, b" lists names and is none.
bool is_secret_label(std::string_view label) {
  constexpr std::array labels{"password", "passwd", "passphrase", "pass", "pwd", "token", "api key", "secret key", "access key", "apikey"};
  const std::string lower = to_lower(trim(label));
  return std::any_of(labels.begin(), labels.end(), [&](std::string_view known) {
    return lower == known || (lower.ends_with(known) && lower.size() > known.size() && lower[lower.size() - known.size() - 1] == ' ');
  });
}

/// Walks through one raw text and marks what follows secret names.
class Scanner {
 public:
  Scanner(std::string_view text, FileId file, std::uint32_t origin, SourceMap& sources)
      : text_(text), file_(file), origin_(origin), sources_(sources) {}

  void scan() {
    for (std::size_t at = 0; at < text_.size();) {
      if (text_.substr(at).starts_with("://")) {
        mark_url(at + 3);
        at += 3;
      } else if (is_name_char(text_[at])) {
        std::size_t end = at;
        while (end < text_.size() && is_name_char(text_[end])) ++end;
        mark_value_of(at, end);
        at = end;
      } else {
        ++at;
      }
    }
  }

 private:
  /// `at` is behind "://".
  void mark_url(std::size_t at) {
    const std::size_t end = std::min(text_.find_first_of(" \t\n\"'`<>/", at), text_.size());
    const std::string_view authority = text_.substr(at, end - at);
    const std::size_t host = authority.rfind('@'), colon = authority.find(':');
    if (host == std::string_view::npos || colon == std::string_view::npos || colon > host) return;
    mark(at + colon + 1, at + host);
  }

  void mark_value_of(std::size_t begin, std::size_t end) {
    const std::string_view name = text_.substr(begin, end - begin);
    const bool option = name == "--password" || name == "--token" || name == "--secret";
    const bool variable = contains(name, "_") || std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool secret_variable = variable && names_secret(name);
    const bool label = !variable && is_secret_label(label_before(end));
    if (!option && !secret_variable && !label) return;
    std::size_t at = end;
    while (at < text_.size() && contains("*`\"'_", text_.substr(at, 1))) ++at;
    const bool assigned = at < text_.size() && text_[at] == '=';
    const bool colon = at < text_.size() && text_[at] == ':';
    const bool spaced_option = option && at < text_.size() && text_[at] == ' ';
    if (!assigned && !colon && !spaced_option) return;
    ++at;
    while (at < text_.size() && contains("*`\"' \t", text_.substr(at, 1))) ++at;
    const std::size_t stop = std::min(text_.find_first_of(" \t\r\n\"'`|,;)", at), text_.size());
    if (stop == at || (colon && !ends_phrase(stop))) return;
    mark(at, stop);
  }

  /// The two words up to `end`: "api key".
  std::string_view label_before(std::size_t end) const {
    std::size_t begin = end;
    while (begin > 0 && is_name_char(text_[begin - 1])) --begin;
    if (begin > 1 && text_[begin - 1] == ' ' && is_name_char(text_[begin - 2])) {
      --begin;
      while (begin > 0 && is_name_char(text_[begin - 1])) --begin;
    }
    return text_.substr(begin, end - begin);
  }

  /// After "Password: hunter2" comes nothing more; prose goes on and is no value.
  bool ends_phrase(std::size_t at) const {
    while (at < text_.size() && contains("*`\"' \t.", text_.substr(at, 1))) ++at;
    return at >= text_.size() || contains("\r\n|,;()#<", text_.substr(at, 1));
  }

  void mark(std::size_t begin, std::size_t end) {
    if (is_placeholder(text_.substr(begin, end - begin))) return;
    sources_.mark_secret({file_, origin_ + static_cast<std::uint32_t>(begin), origin_ + static_cast<std::uint32_t>(end)});
  }

  std::string_view text_;
  FileId file_;
  std::uint32_t origin_;
  SourceMap& sources_;
};

void scan(const Span& span, SourceMap& sources) {
  if (span.known()) Scanner(sources.text(span), span.file, span.begin, sources).scan();
}

/// Columns that hold values, not descriptions or services.
bool holds_values(std::string_view header) {
  const std::string lower = to_lower(header);
  for (const std::string_view word : split_words(lower)) {
    if (word == "value" || word == "default" || word == "example" || word == "current" || parse_environment_kind(word)) return true;
  }
  return false;
}

void scan_table(const Block& table, SourceMap& sources) {
  for (const TableRow& row : table.rows) {
    for (const TableCell& cell : row.cells) scan(cell.span, sources);
    if (row.cells.empty()) continue;
    const std::string label(trim(plain_text(row.cells.front().inlines)));
    if (!is_secret_label(label) && !names_secret(label)) continue;
    for (std::size_t i = 1; i < row.cells.size() && i < table.header.cells.size(); ++i) {
      const std::string value(trim(plain_text(row.cells[i].inlines)));
      if (!holds_values(plain_text(table.header.cells[i].inlines)) || contains(value, " ") || value.empty() || is_placeholder(value)) continue;
      for (const Inline& item : row.cells[i].inlines) sources.mark_secret(item.span);
    }
  }
}

void scan_blocks(const std::vector<Block>& blocks, SourceMap& sources) {
  for (const Block& block : blocks) {
    if (block.kind == BlockKind::table) {
      scan_table(block, sources);
    } else if (block.children.empty()) {
      scan(block.span, sources);
    }
    scan_blocks(block.children, sources);
  }
}

}  // namespace

bool names_secret(std::string_view name) {
  const std::string lower = to_lower(name);
  if (lower.ends_with("_file") || lower.ends_with("_path") || lower.ends_with("_name") || lower.ends_with("_url") || contains(lower, " ")) return false;
  for (const std::string_view part : {"password", "passwd", "passphrase", "secret", "token", "api_key", "apikey", "private_key", "access_key", "credential"}) {
    if (contains(lower, part)) return true;
  }
  return lower.ends_with("_pass") || lower.ends_with("_pwd") || lower == "pgpass";
}

bool is_placeholder(std::string_view value) {
  if (value.empty()) return true;
  const std::string lower = to_lower(value);
  constexpr std::array words{"changeme", "change-me", "change_me", "password", "pass",  "passwd", "secret", "token",  "required", "optional", "none",
                             "yes",      "no",        "true",      "false",    "empty", "unset",  "set",    "random", "generated", "trust",   "-",
                             "todo",     "tbd",       "string",    "null",     "value", "the",    "a",      "an",     "any",       "strong"};
  if (std::find(words.begin(), words.end(), lower) != words.end()) return true;
  const char first = value.front();
  if (first == '$' || first == '<' || first == '{' || first == '/' || first == '[' || first == '%') return true;
  if (lower.starts_with("./") || lower.starts_with("your") || lower.starts_with("my-") || lower.starts_with("example")) return true;
  return value.find_first_not_of("*.xX\xe2\x80\xa2\xa6") == std::string_view::npos;  // "****", "xxx", "…"
}

void mark_secrets(const Plan& plan, SourceMap& sources) {
  for (const Section& section : plan.sections) {
    scan(section.title.span, sources);
    scan_blocks(section.blocks, sources);
  }
  for (const FrontMatterEntry& entry : plan.front_matter) {
    if (names_secret(entry.key.value) && !is_placeholder(entry.value.value)) sources.mark_secret(entry.value.span);
  }
}

}  // namespace portolan::load
