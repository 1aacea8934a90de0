#include "load/secret_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "load/compose/secrecy.h"

namespace portolan::load {

namespace {

bool is_name_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; }

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

bool is_upper(std::string_view name) { return std::none_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; }); }

/// "--requirepass", "--db-password"; not "--password-file".
bool is_secret_option(std::string_view option) {
  if (!option.starts_with("--")) return false;
  std::string name = to_lower(option.substr(2));
  std::replace(name.begin(), name.end(), '-', '_');
  return name == "requirepass" || name == "masterauth" || name == "pass" || (names_secret(name) && is_secret_variable(name));
}

/// Walks once through a text.
class Scanner {
 public:
  Scanner(std::string_view text, const std::set<std::string, std::less<>>& names, const SecretPart& found) : text_(text), names_(names), found_(found) {}

  void scan() {
    for (std::size_t at = 0; at < text_.size();) {
      if (const std::size_t shape = secret_shape(text_.substr(at, most_shape)); shape > 0) {
        found_(at, at + shape);
        at += shape;
      } else if (text_.substr(at).starts_with("://")) {
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
  static constexpr std::size_t most_shape = 16384;

  char at_or_end(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }

  std::size_t skip(std::size_t at, std::string_view any) const { return std::min(text_.find_first_not_of(any, at), text_.size()); }

  /// `at` is behind "://".
  void mark_url(std::size_t at) {
    const std::size_t end = std::min(find_outside_variables(text_, " \t\r\n\"'`<>/", at), text_.size());
    const std::string_view authority = text_.substr(at, end - at);
    const std::size_t host = authority.rfind('@'), colon = find_outside_variables(authority, ":");
    if (host == std::string_view::npos) return;
    if (colon < host) return mark(at + colon + 1, at + host);
    const std::string_view account = authority.substr(0, host);
    const std::size_t dash = account.find('-'), inside = dash == std::string_view::npos ? dash : account.find(':', dash);
    const std::size_t close = account.rfind('}');
    if (account.starts_with("${") && inside < close && close != std::string_view::npos) mark(at + inside + 1, at + close);  // "${ACCOUNT:-me:x}@"
  }

  void mark_value_of(std::size_t begin, std::size_t end) {
    const std::string_view name = text_.substr(begin, end - begin);
    if (is_secret_option(name)) return mark_next_word(end);
    if (name.size() >= 2 && name[0] == '-' && name[1] != '-') return mark_flag(name, begin, end);
    if (name == "--user") return mark_account(end);
    if (name == "Bearer" || name == "Basic") return mark_authorization(end);
    const bool variable = contains(name, "_") || is_upper(name);
    const bool secret_variable = names_.contains(name) || (variable && (names_secret(name) || (is_upper(name) && contains(name, "_") && is_secret_variable(name))));
    const bool label = !secret_variable && is_secret_label(label_before(end));
    if (!secret_variable && !label) return;
    if (secret_variable && instruction_before(begin) == "ENV" && at_or_end(end) == ' ') return mark_rest_of_line(end);
    if (text_.substr(0, begin).ends_with("_header ") && at_or_end(end) == ' ') return mark_next_word(end);
    mark_assigned(end, label);
  }

  /// "PASSWORD=x", "password: x", "password `x`", "password is x".
  void mark_assigned(std::size_t end, bool label) {
    std::size_t at = skip(end, "*`\"'_");
    if (const std::size_t equals = skip(at, " \t"); at_or_end(equals) == '=' && at_or_end(equals + 1) != '=') at = equals;
    const bool assigned = at_or_end(at) == '=', colon = at_or_end(at) == ':';
    if (!assigned && !colon) {
      if (label) mark_said(end);
      return;
    }
    const std::size_t before = ++at;
    at = skip(at, "*`\"' \t");
    const char open = at > before ? text_[at - 1] : ' ';
    std::size_t stop = std::min(text_.find_first_of(" \t\r\n\"'`|,;)", at), text_.size());
    if ((open == '"' || open == '\'') && (assigned || !label)) {
      const std::size_t close = text_.substr(0, std::min(text_.find('\n', at), text_.size())).find(open, at);
      if (close != std::string_view::npos) stop = close;
    }
    const bool enclosed = (open == '"' || open == '\'' || open == '`') && at_or_end(stop) == open;
    if (stop == at || (colon && label && !enclosed && !ends_phrase(stop)) || (colon && !label && !enclosed && !ends_phrase(stop))) return;
    if (const char last = text_[stop - 1]; stop > at + 1 && (last == '}' || last == ']') && !contains(text_.substr(at, stop - at), last == '}' ? "{" : "[")) --stop;
    mark(at, stop);
  }

  /// Behind a label in prose: a code span, or " is " and a word that is none of a dictionary.
  void mark_said(std::size_t end) {
    const std::size_t at = skip(end, "* ");
    if (at_or_end(at) == '`' && at > end) {
      const std::size_t close = text_.find_first_of("`\n ", at + 1);
      if (close != std::string_view::npos && text_[close] == '`') mark(at + 1, close);
    } else if (text_.substr(at).starts_with("is ")) {
      const std::size_t begin = skip(at + 3, "*`\"'");
      std::size_t stop = std::min(text_.find_first_of(" \t\r\n\"'`|,;)*", begin), text_.size());
      if (stop > begin && text_[stop - 1] == '.') --stop;
      if (has_digit(text_.substr(begin, stop - begin))) mark(begin, stop);
    }
  }

  /// The word behind an option: "--password x", "--password=x", "--password", "x" in a list.
  void mark_next_word(std::size_t end) {
    std::size_t at = skip(end, " \t=\"',\\");
    if (at_or_end(at) == '\n' && skip(at, " \t\r\n") < text_.size()) {
      const std::size_t item = skip(at, " \t\r\n");
      const bool list = text_.substr(item).starts_with("- ") || text_[item] == '"' || text_[item] == '\'' || text_.substr(0, at).ends_with("\\");
      if (!list) return;
      at = skip(item, text_.substr(item).starts_with("- ") ? "- \"'" : "\"'");
    }
    if (at == end || at_or_end(at) == '-') return;
    const std::size_t stop = std::min(text_.find_first_of(" \t\r\n\"'`,;)]|", at), text_.size());
    const std::string_view word = text_.substr(at, stop - at);
    if (word.starts_with("id=") || word.starts_with("source=")) return;  // of "docker build --secret": a name
    if (word == "Bearer" || word == "Basic") return;                     // its own rule
    mark(at, stop);
  }

  void mark_rest_of_line(std::size_t at) {
    at = skip(at, " \t\"'");
    std::size_t stop = std::min(text_.find_first_of("\r\n", at), text_.size());
    while (stop > at && contains(" \t\"'", text_.substr(stop - 1, 1))) --stop;
    mark(at, stop);
  }

  /// "-a x" of redis-cli, "-pX" of mysql, "-u user:x" of curl, "-p x" of docker login.
  void mark_flag(std::string_view flag, std::size_t begin, std::size_t end) {
    const std::string_view command = command_before(begin);
    if (flag == "-a" && contains(command, "redis-cli")) return mark_next_word(end);
    if (flag == "-p" && (contains(command, "docker login") || contains(command, "sshpass"))) return mark_next_word(end);
    if (flag == "-u" && contains(command, "curl")) return mark_account(end);
    const bool mysql = contains(command, "mysql") || contains(command, "mariadb");
    if (!flag.starts_with("-p") || flag.size() == 2 || !mysql) return;
    const std::size_t stop = std::min(text_.find_first_of(" \t\r\n\"'`,;)]|", begin), text_.size());
    if (text_.substr(begin + 2, stop - begin - 2).find_first_not_of("0123456789:.") != std::string_view::npos) mark(begin + 2, stop);
  }

  /// "-u me:x": what stands behind the colon.
  void mark_account(std::size_t end) {
    if (at_or_end(end) == '\n') return;
    const std::size_t at = skip(end, " \t=\"',"), stop = std::min(text_.find_first_of(" \t\r\n\"'`,)]|", at), text_.size());
    const std::size_t colon = find_outside_variables(text_.substr(0, stop), ":", at);
    const bool ids = text_.substr(at, stop - at).find_first_not_of("0123456789:") == std::string_view::npos;  // "--user 1000:1000"
    if (at > end && colon != std::string_view::npos && !ids) mark(colon + 1, stop);
  }

  /// "Basic auth" is prose: a credential has digits or padding.
  void mark_authorization(std::size_t end) {
    const std::size_t at = skip(end, " "), stop = std::min(text_.find_first_of(" \t\r\n\"'`,;)]|<", at), text_.size());
    const std::string_view word = text_.substr(at, stop - at);
    if (at > end && word.size() >= 8 && (has_digit(word) || word.ends_with("=")) && !contains(word, "HTTP")) mark(at, stop);
  }

  /// The command a flag belongs to, as far as it can be seen: from the last separator, over items of a list on lines of their own.
  std::string_view command_before(std::size_t end) const {
    const std::size_t floor = end > 400 ? end - 400 : 0;
    std::size_t begin = end;
    while (begin > floor) {
      const char c = text_[begin - 1];
      if (c == ';' || c == '|' || (c == '&' && begin > 1 && text_[begin - 2] == '&')) break;
      if (c == '\n' && !goes_on(begin)) break;
      --begin;
    }
    return text_.substr(begin, end - begin);
  }

  /// Whether the line at `begin` belongs to the same command as the one above it.
  bool goes_on(std::size_t begin) const {
    const std::size_t word = skip(begin, " \t");
    const std::string_view above = trim(text_.substr(0, begin));
    return text_.substr(word).starts_with("- ") || above.ends_with("\\") || above.ends_with(",") || above.ends_with("[");
  }

  /// The first word of the line, when `at` is the second one.
  std::string_view instruction_before(std::size_t at) const {
    const std::string_view before = text_.substr(0, at);
    return trim(before.substr(before.rfind('\n') + 1));
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
    while (at < text_.size() && contains("*`\"' \t.}]", text_.substr(at, 1))) ++at;
    return at >= text_.size() || contains("\r\n|,;()#<", text_.substr(at, 1));
  }

  void mark(std::size_t begin, std::size_t end) {
    const std::string_view value = text_.substr(begin, end - begin);
    if (value.starts_with("${")) {  // only the default inside is told
      const std::size_t dash = value.find('-'), close = value.rfind('}');
      if (dash != std::string_view::npos && close != std::string_view::npos && dash + 1 < close) mark(begin + dash + 1, begin + close);
      return;
    }
    if (!is_placeholder(value)) found_(begin, end);
  }

  std::string_view text_;
  const std::set<std::string, std::less<>>& names_;
  const SecretPart& found_;
};

}  // namespace

void find_secret_text(std::string_view text, const std::set<std::string, std::less<>>& names, const SecretPart& found) { Scanner(text, names, found).scan(); }

void mark_secret_text(SourceMap& sources, FileId file, const std::set<std::string, std::less<>>& names) {
  find_secret_text(sources.text(file), names, [&](std::size_t begin, std::size_t end) {
    sources.mark_secret({file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
  });
}

}  // namespace portolan::load
