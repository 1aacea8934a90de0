#include "load/nginx/directives.h"

#include <optional>

#include <fmt/format.h>

namespace portolan::load {

namespace {

constexpr int deepest = 32;
constexpr std::size_t most_words = 100'000;

enum class TokenKind { word, semicolon, open, close };

struct Token {
  TokenKind kind = TokenKind::word;
  std::string text{};
  Span span{};
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Parser {
 public:
  Parser(FileId file, std::string_view text, Diagnostics& problems) : file_(file), text_(text), problems_(problems) {
    if (text.starts_with("\xef\xbb\xbf")) at_ = 3;
  }

  std::vector<Directive> parse() { return parse_block(0); }

 private:
  std::vector<Directive> parse_block(int depth) {
    std::vector<Directive> directives;
    while (!stopped_) {
      const auto token = next();
      if (token && token->kind == TokenKind::close && depth == 0) {
        stop(token->span.begin, token->span.end, "unexpected \"}\"", "remove it, or open the block that it closes");
        break;
      }
      if (!token || token->kind == TokenKind::close) {
        if (!token && depth > 0 && !stopped_) stop(text_.size(), text_.size(), "the file ends inside a block", "close the block with \"}\"");
        break;
      }
      if (token->kind == TokenKind::semicolon) continue;
      if (token->kind == TokenKind::open) {
        stop(token->span.begin, token->span.end, "unexpected \"{\"", "name the block in front of it");
        break;
      }
      parse_directive(*token, depth, directives);
    }
    return directives;
  }

  void parse_directive(const Token& name, int depth, std::vector<Directive>& directives) {
    Directive directive{.name = {name.text, name.span}, .span = name.span};
    for (;;) {
      const auto token = next();
      if (!token) {
        if (!stopped_) stop(name.span.begin, name.span.end, fmt::format("directive \"{}\" is not ended by \";\"", name.text), "add \";\"");
        break;
      }
      directive.span.end = token->span.end;
      if (token->kind == TokenKind::word) {
        directive.arguments.push_back({token->text, token->span});
      } else if (token->kind == TokenKind::semicolon) {
        break;
      } else if (token->kind == TokenKind::close) {
        stop(name.span.begin, name.span.end, fmt::format("directive \"{}\" is not ended by \";\"", name.text), "add \";\"");
        break;
      } else {
        directive.block = true;
        if (depth + 1 >= deepest) {
          stop(token->span.begin, token->span.end, fmt::format("blocks are nested deeper than {} levels; the rest is not read", deepest), "nest less");
          break;
        }
        directive.children = parse_block(depth + 1);
        directive.span.end = static_cast<std::uint32_t>(at_);
        break;
      }
    }
    directives.push_back(std::move(directive));
  }

  std::optional<Token> next() {
    while (at_ < text_.size()) {
      if (is_blank(text_[at_])) {
        ++at_;
      } else if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        break;
      }
    }
    if (at_ >= text_.size()) return std::nullopt;
    if (++words_ > most_words) {
      stop(at_, at_ + 1, fmt::format("more than {} words; the rest is not read", most_words), "split the file");
      return std::nullopt;
    }
    const auto begin = static_cast<std::uint32_t>(at_);
    const char c = text_[at_];
    if (c == ';' || c == '{' || c == '}') {
      ++at_;
      return Token{c == ';' ? TokenKind::semicolon : c == '{' ? TokenKind::open : TokenKind::close, std::string(1, c), {file_, begin, begin + 1}};
    }
    Token token;
    token.text = c == '"' || c == '\'' ? quoted() : plain();
    token.span = {file_, begin, static_cast<std::uint32_t>(at_)};
    return token;
  }

  std::string quoted() {
    const char quote = text_[at_];
    std::string word;
    const std::size_t begin = at_++;
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      const bool escaped = text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == quote || text_[at_ + 1] == '\\');
      if (escaped) ++at_;
      word.push_back(text_[at_]);
    }
    if (at_ >= text_.size()) stop(begin, begin + 1, "the quote is never closed", "close the quote");
    if (at_ < text_.size()) ++at_;
    return word;
  }

  std::string plain() {
    std::string word;
    for (; at_ < text_.size() && !is_blank(text_[at_]) && text_[at_] != ';'; ++at_) {
      const bool variable = text_[at_] == '$' && at_ + 1 < text_.size() && text_[at_ + 1] == '{';
      if (variable) {  // ${name}: its braces open no block
        const std::size_t close = text_.find('}', at_);
        if (close == std::string_view::npos) break;
        word.append(text_.substr(at_, close - at_));
        at_ = close;
      } else if (text_[at_] == '{' || text_[at_] == '}') {
        // Inside a word a brace belongs to a regular expression: `~ ^/[0-9]{4}$`; at its end it opens or closes a block.
        const bool inside = !word.empty() && at_ + 1 < text_.size() && text_[at_ + 1] >= '0' && text_[at_ + 1] <= '9';
        const bool closes = !word.empty() && text_[at_] == '}' && word.find('{') != std::string::npos;
        if (!inside && !closes) break;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) word.push_back(text_[at_++]);
      word.push_back(text_[at_]);
    }
    if (word.empty()) word.push_back(text_[at_++]);
    return word;
  }

  void stop(std::size_t begin, std::size_t end, std::string message, std::string help) {
    stopped_ = true;
    problems_.push_back({.rule = "nginx-syntax",
                         .span = {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                         .message = std::move(message),
                         .help = std::move(help)});
    at_ = text_.size();
  }

  FileId file_;
  std::string_view text_;
  Diagnostics& problems_;
  std::size_t at_ = 0;
  std::size_t words_ = 0;
  bool stopped_ = false;
};

}  // namespace

Spanned<std::string> Directive::joined() const {
  Spanned<std::string> whole;
  for (const Spanned<std::string>& argument : arguments) {
    if (whole.value.empty()) {
      whole = argument;
    } else {
      whole.value += " " + argument.value;
      whole.span.end = argument.span.end;
    }
  }
  return whole;
}

std::vector<Directive> read_directives(FileId file, std::string_view text, Diagnostics& problems) { return Parser(file, text, problems).parse(); }

}  // namespace portolan::load
