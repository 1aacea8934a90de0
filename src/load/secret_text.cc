#include "load/secret_text.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "load/compose/secrecy.h"
#include "load/secret_commands.h"
#include "load/secret_urls.h"

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
        find_url_secrets(text_, at + 3, [&](std::size_t begin, std::size_t end) { mark(begin, end); });
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

  void mark_value_of(std::size_t begin, std::size_t end) {
    const std::string_view name = text_.substr(begin, end - begin);
    if (is_secret_option(name)) return mark_next_word(end);
    if (name == "--user") return mark_account(end);
    if (name.starts_with('-')) return;
    if (takes_secret_words(name)) find_secret_words(text_, begin, end, [&](std::size_t from, std::size_t to) { mark(from, to); });
    if (name == "Bearer" || name == "Basic") return mark_authorization(end);
    if (mark_behind_keyword(name, begin, end)) return;
    const bool label = is_secret_label(label_before(end));
    const bool secret_variable = is_secret_variable_here(name, end);
    if (!secret_variable && !label) return;
    const std::string_view before = line_before(begin);
    if (secret_variable && trim(before) == "ENV" && at_or_end(end) == ' ') return mark_rest_of_line(end);
    const bool next_word = at_or_end(end) == ' ' && (before.ends_with("_header ") || before.ends_with("set $") || is_answer(before));
    if (next_word || (label && is_pair_of_words(before, end))) return mark_next_word(end);
    if (const char quote = quote_of_header(begin); quote && at_or_end(end) == ':') return mark_up_to(skip(end + 1, " "), quote);
    mark_assigned(end, label && !secret_variable);
  }

  /// In prose a bare KEY is an ordinary word; right in front of "=" it is a variable.
  bool is_secret_variable_here(std::string_view name, std::size_t end) const {
    if (names_.contains(name)) return true;
    const bool many = contains(name, "_"), upper = is_upper(name);
    if ((many || upper) && names_secret(name)) return true;
    return upper && (many || at_or_end(end) == '=') && is_secret_variable(name);
  }

  /// Words of SQL, of Redis and of proxies behind which a secret stands. True when it is one of them.
  bool mark_behind_keyword(std::string_view name, std::size_t begin, std::size_t end) {
    if (name.size() == 2 && equals_ignoring_case(name, "by")) return contains(to_lower(line_before(begin)), "identified ") && mark_in_quotes(end);
    if (equals_ignoring_case(name, "password") && (at_or_end(end) == ' ' || at_or_end(end) == '(') && mark_in_quotes(end)) return true;
    if ((name == "requirepass" || name == "masterauth") && at_or_end(end) == ' ') {
      mark_next_word(end);
      return true;
    }
    if (name != "basicauth") return false;
    mark_accounts(end);
    return true;
  }

  /// IDENTIFIED BY 'x', PASSWORD 'x', PASSWORD('x'): up to the same quote in this line.
  bool mark_in_quotes(std::size_t end) {
    const std::size_t open = skip(end, " (\\");
    const char quote = at_or_end(open);
    if (open == end || (quote != '\'' && quote != '"')) return false;
    mark_up_to(open + 1, quote);
    return true;
  }

  void mark_up_to(std::size_t begin, char quote) {
    const std::string_view line = text_.substr(begin, text_.find('\n', begin) - begin);
    std::size_t length = std::min(line.find(quote), line.size());
    while (length > 0 && line[length - 1] == '\\') --length;
    if (length > 0) mark(begin, begin + length);
  }

  /// Labels of Traefik and Caddy: "basicauth.users=me:x,you:y".
  void mark_accounts(std::size_t end) {
    const std::size_t stop = std::min(text_.find_first_of(" \t\r\n\"'`", skip(end, ".users:= \"'")), text_.size());
    for (std::size_t at = skip(end, ".users:= \"'"); at < stop;) {
      const std::size_t next = std::min(text_.find(',', at), stop), colon = text_.find(':', at);
      if (colon < next && text_.substr(at, next - at).find('/') > colon - at) mark(colon + 1, next);
      at = next + 1;
    }
  }

  /// "return 200 \"token ": what a proxy answers.
  static bool is_answer(std::string_view before) {
    const std::size_t at = before.rfind("return ");
    return at != std::string_view::npos && before.size() > at + 10 && parse_digits(before.substr(at + 7, 3)) && before.find_first_of("\"'", at) != std::string_view::npos;
  }

  /// A line "token abc12345": a setting of a file that has no signs between the two.
  bool is_pair_of_words(std::string_view before, std::size_t end) const {
    const std::size_t at = skip(end, " \t"), stop = std::min(text_.find_first_of(" \t\r\n", at), text_.size());
    const std::string_view value = text_.substr(at, stop - at);
    return at > end && trim(before).empty() && value.size() >= 8 && has_digit(value) && std::all_of(value.begin(), value.end(), is_name_char) && skip(stop, " \t\r") == std::min(text_.find('\n', stop), text_.size());
  }

  /// The quote in front of -H 'X-Token: …', of --header "X-Token: …".
  char quote_of_header(std::size_t begin) const {
    const char quote = begin > 0 ? text_[begin - 1] : ' ';
    const std::string_view before = line_before(begin > 0 ? begin - 1 : 0);
    const bool header = before.ends_with("-H ") || before.ends_with("-H") || before.ends_with("--header ") || before.ends_with("--header=") || before.ends_with("-H \\") || before.ends_with("--header=\\");
    return (quote == '"' || quote == '\'') && header ? quote : '\0';
  }

  std::string_view line_before(std::size_t at) const {
    constexpr std::size_t longest = 300;
    const std::string_view near = text_.substr(at > longest ? at - longest : 0, std::min(at, longest));
    const std::size_t line = near.rfind('\n');
    return near.substr(line == std::string_view::npos ? 0 : line + 1);
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
    if (!is_placeholder(value) && !value.ends_with('(')) found_(begin, end);
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
