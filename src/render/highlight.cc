#include "render/highlight.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "render/template.h"

namespace portolan::render {

namespace {

/// What stands out at the start of a line or statement.
enum class Lead { none, yaml_key, json_key, assignment, instruction, directive, command };

struct Language {
  std::string_view names;  ///< separated by spaces; the first is the one we use
  std::string_view comment;
  std::string_view quotes;
  Lead lead = Lead::none;
  bool variables = false;  ///< $NAME and ${NAME}
  std::string_view keywords = "";
  bool any_case = false;   ///< of the keywords
};

constexpr std::array languages{
    Language{"bash sh shell console zsh shell-session", "#", "\"'", Lead::command, true,
             " if then else elif fi for while until do done case esac in function return exit export local set source sudo "},
    Language{"dockerfile docker", "#", "\"'", Lead::instruction, true, " AS "},
    Language{"env dotenv properties ini", "#", "\"'", Lead::assignment, true},
    Language{"json", "", "\"", Lead::json_key, false, " true false null "},
    Language{"nginx", "#", "\"'", Lead::directive, true, " on off "},
    Language{"python py", "#", "\"'", Lead::none, false,
             " and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None "
             "not or pass raise return True try while with yield "},
    Language{"sql psql", "--", "'", Lead::none, false,
             " select from where insert into values update delete create table database drop alter grant revoke on to user with password and or "
             "not null primary key references index join left right inner group by order limit as set vacuum analyze owner role privileges all ",
             true},
    Language{"yaml yml compose", "#", "\"'", Lead::yaml_key, true, " true false null yes no on off "},
};

const Language* find_language(std::string_view name) {
  const std::string wanted = to_lower(name);
  for (const Language& language : languages) {
    for (const std::string_view known : split_words(language.names)) {
      if (known == wanted) return &language;
    }
  }
  return nullptr;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }

class Lexer {
 public:
  Lexer(const Language& language, std::string_view text) : language_(language), text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) {
      if (!step()) ++at_;
    }
    return std::move(tokens_);
  }

 private:
  char here(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\n'; }
  char before() const { return at_ > 0 ? text_[at_ - 1] : '\n'; }
  std::size_t line_end() const { return std::min(text_.find('\n', at_), text_.size()); }

  void add(TokenKind kind, std::size_t end) {
    tokens_.push_back({kind, at_, end});
    at_ = end;
  }

  /// Reads one token, or returns false when the byte is plain.
  bool step() {
    const char c = here();
    if (c == '\n') {
      const bool continued = at_ > 0 && text_[at_ - 1] == '\\';
      if (!continued && language_.lead != Lead::directive) lead_ = true;
      return false;
    }
    if (is_blank(c)) return false;
    if (comment()) return true;
    if (language_.quotes.find(c) != std::string_view::npos && !is_word(before()) && string()) return true;
    if (language_.variables && c == '$' && variable()) return true;
    if (lead_ && lead()) return true;
    if (is_word(c) && !is_word(before())) return word();
    ends_statement(c);
    if (!is_blank(c) && c != '-') lead_ = lead_ && language_.lead == Lead::directive;
    return false;
  }

  void ends_statement(char c) {
    if (language_.lead == Lead::directive && (c == ';' || c == '{' || c == '}')) lead_ = true;
    if (language_.lead == Lead::command && (c == '|' || c == ';' || c == '&')) pending_command_ = true;
  }

  bool comment() {
    if (language_.comment.empty() || !text_.substr(at_).starts_with(language_.comment)) return false;
    if (at_ > 0 && !is_blank(before()) && before() != '\n') return false;
    add(TokenKind::comment, line_end());
    return true;
  }

  bool string() {
    const char quote = here();
    std::size_t end = at_ + 1;
    const std::size_t stop = line_end();
    while (end < stop && text_[end] != quote) end += text_[end] == '\\' && quote == '"' && end + 1 < stop ? 2 : 1;
    if (end >= stop) return false;
    ++end;
    const bool keyed = language_.lead == Lead::json_key || language_.lead == Lead::yaml_key;
    const std::size_t next = text_.find_first_not_of(" \t", end);
    const bool key = keyed && next != std::string_view::npos && text_[next] == ':';
    lead_ = false;
    add(key ? TokenKind::key : TokenKind::string, end);
    return true;
  }

  bool variable() {
    std::size_t end = at_ + 1;
    if (here(1) == '{') {
      const std::size_t close = text_.find('}', at_);
      if (close >= line_end()) return false;
      end = close + 1;
    } else {
      while (end < text_.size() && is_word(text_[end])) ++end;
    }
    if (end == at_ + 1) return false;
    lead_ = false;
    add(TokenKind::variable, end);
    return true;
  }

  bool lead() {
    switch (language_.lead) {
      case Lead::yaml_key: return yaml_key();
      case Lead::assignment: return up_to_sign('=', TokenKind::key);
      case Lead::instruction: return first_word(TokenKind::keyword);
      case Lead::directive: return first_word(TokenKind::key);
      case Lead::command: return first_word(TokenKind::key);
      default: return false;
    }
  }

  bool first_word(TokenKind kind) {
    std::size_t end = at_;
    while (end < text_.size() && (is_word(text_[end]) || text_[end] == '-' || text_[end] == '.' || text_[end] == '/')) ++end;
    if (end == at_) return false;
    // "$ docker …" and `if docker …`: the command is the next word.
    const std::string_view word = text_.substr(at_, end - at_);
    const bool prefix = language_.lead == Lead::command && is_keyword(word);
    lead_ = prefix;
    add(prefix ? TokenKind::keyword : kind, end);
    return true;
  }

  bool up_to_sign(char sign, TokenKind kind) {
    std::size_t end = at_;
    while (end < text_.size() && (is_word(text_[end]) || text_[end] == '.' || text_[end] == '-')) ++end;
    lead_ = false;
    if (end == at_ || end >= text_.size() || text_[end] != sign) return false;
    add(kind, end);
    return true;
  }

  /// Everything up to a colon that a space or the end of the line follows; "- " before it keeps the lead.
  bool yaml_key() {
    if (here() == '-' && (is_blank(here(1)) || here(1) == '\n')) return false;
    lead_ = false;
    const std::string_view line = text_.substr(at_, line_end() - at_);
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '#' || line[i] == '"' || line[i] == '[' || line[i] == '{') return false;
      if (line[i] != ':' || (i + 1 < line.size() && !is_blank(line[i + 1]))) continue;
      if (i == 0) return false;
      add(TokenKind::key, at_ + i);
      return true;
    }
    return false;
  }

  bool is_keyword(std::string_view word) const {
    const std::string padded = " " + (language_.any_case ? to_lower(word) : std::string(word)) + " ";
    return language_.keywords.find(padded) != std::string_view::npos;
  }

  bool word() {
    std::size_t end = at_;
    while (end < text_.size() && (is_word(text_[end]) || (is_digit(here()) && text_[end] == '.'))) ++end;
    const std::string_view text = text_.substr(at_, end - at_);
    const bool keyword = is_keyword(text);
    if (std::exchange(pending_command_, false) && language_.lead == Lead::command) {
      add(keyword ? TokenKind::keyword : TokenKind::key, end);
    } else if (text.find_first_not_of("0123456789.") == std::string_view::npos) {
      add(TokenKind::number, end);
    } else if (keyword) {
      add(TokenKind::keyword, end);
    } else {
      at_ = end;
    }
    // Behind "then" and "do" stands a command; a directive's words end with its semicolon.
    if (language_.lead != Lead::directive) lead_ = keyword && language_.lead == Lead::command;
    return true;
  }

  const Language& language_;
  std::string_view text_;
  std::size_t at_ = 0;
  bool lead_ = true;              // the next word is the first of its line or statement
  bool pending_command_ = false;  // a pipe or semicolon came: a command follows
  std::vector<Token> tokens_;
};

}  // namespace

std::string_view class_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::key: return "k";
    case TokenKind::string: return "s";
    case TokenKind::comment: return "cm";
    case TokenKind::number: return "nu";
    case TokenKind::keyword: return "kw";
    case TokenKind::variable: return "va";
  }
  return "k";
}

std::vector<Token> highlight(std::string_view language, std::string_view text) {
  const Language* known = find_language(language);
  return known ? Lexer(*known, text).run() : std::vector<Token>{};
}

static void append_piece(std::vector<std::string>& lines, std::string_view text, std::string_view css) {
  const std::vector<std::string_view> parts = split(text, '\n');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) lines.emplace_back();
    if (parts[i].empty()) continue;
    if (css.empty()) {
      lines.back() += escape_html(parts[i]);
    } else {
      lines.back().append("<span class=\"").append(css).append("\">").append(escape_html(parts[i])).append("</span>");
    }
  }
}

std::vector<std::string> highlight_lines(std::string_view language, std::string_view text) {
  std::vector<std::string> lines(1);
  std::size_t done = 0;
  for (const Token& token : highlight(language, text)) {
    append_piece(lines, text.substr(done, token.begin - done), "");
    append_piece(lines, text.substr(token.begin, token.end - token.begin), class_of(token.kind));
    done = token.end;
  }
  append_piece(lines, text.substr(done), "");
  return lines;
}

std::string_view language_of_path(std::string_view path) {
  const std::string name = to_lower(path.substr(path.rfind('/') + 1));
  if (name.starts_with("dockerfile") || name.ends_with(".dockerfile") || name.starts_with("containerfile")) return "dockerfile";
  if (name.starts_with(".env") || name.ends_with(".env")) return "env";
  if (name.ends_with(".yml") || name.ends_with(".yaml")) return "yaml";
  if (name.ends_with(".json")) return "json";
  if (name.ends_with(".sh")) return "bash";
  if (name.ends_with(".py")) return "python";
  if (name.ends_with(".sql")) return "sql";
  if (name.ends_with(".conf") || path.find("nginx") != std::string_view::npos) return "nginx";
  return "";
}

}  // namespace portolan::render
