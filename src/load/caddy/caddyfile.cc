#include "load/caddy/caddyfile.h"

#include <algorithm>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace portolan::load {

namespace {

constexpr int deepest = 32;
constexpr std::size_t most_words = 100'000;
constexpr std::size_t most_lines = 10'000;

struct Token {
  std::string text{};
  Span span{};
  bool starts_line = false;
  bool quoted = false;

  bool opens() const { return text == "{" && !quoted; }
  bool closes() const { return text == "}" && !quoted; }
};

class Lexer {
 public:
  Lexer(FileId file, std::string_view text) : file_(file), text_(text) {
    if (text.starts_with("\xef\xbb\xbf")) at_ = 3;
  }

  std::vector<Token> read() {
    std::vector<Token> tokens;
    bool line_start = true;
    while (at_ < text_.size() && tokens.size() < most_words) {
      const char c = text_[at_];
      const bool joins = c == '\\' && (text_.substr(at_ + 1).starts_with('\n') || text_.substr(at_ + 1).starts_with("\r\n"));
      if (joins) {
        at_ = text_.find('\n', at_) + 1;
      } else if (c == '\n') {
        line_start = true;
        ++at_;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        ++at_;
      } else if (c == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        tokens.push_back(word());
        tokens.back().starts_line = line_start;
        line_start = false;
      }
    }
    return tokens;
  }

 private:
  Token word() {
    const std::size_t begin = at_;
    Token token;
    if (text_[at_] == '"' || text_[at_] == '`') {
      const char quote = text_[at_++];
      token.quoted = true;
      for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
        if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') ++at_;
        token.text.push_back(text_[at_]);
      }
      if (at_ < text_.size()) ++at_;
    } else {
      while (at_ < text_.size() && text_[at_] != ' ' && text_[at_] != '\t' && text_[at_] != '\r' && text_[at_] != '\n') token.text.push_back(text_[at_++]);
    }
    if (!token.quoted && token.text.size() > 2 && token.text.starts_with("<<")) skip_heredoc(token.text.substr(2));
    token.span = {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
    token.text = filled(token.text);
    return token;
  }

  /// A text over several lines, up to one that holds nothing but its marker. What it says is of no concern here.
  void skip_heredoc(std::string_view marker) {
    for (std::size_t line = text_.find('\n', at_); line != std::string_view::npos; line = text_.find('\n', line + 1)) {
      const std::size_t begin = std::min(text_.find_first_not_of(" \t", line + 1), text_.size());
      if (!text_.substr(begin).starts_with(marker)) continue;
      at_ = begin + marker.size();
      return;
    }
  }

  /// `{$NAME:default}`; Caddy fills these in before anything else.
  static std::string filled(std::string_view text) {
    std::string out;
    for (std::size_t begin = text.find("{$"); begin != std::string_view::npos; begin = text.find("{$")) {
      const std::size_t end = text.find('}', begin);
      if (end == std::string_view::npos) break;
      const std::size_t colon = text.find(':', begin);
      out += text.substr(0, begin);
      out += colon < end ? text.substr(colon + 1, end - colon - 1) : text.substr(begin, end + 1 - begin);
      text.remove_prefix(end + 1);
    }
    return out.append(text);
  }

  FileId file_;
  std::string_view text_;
  std::size_t at_ = 0;
};

class Parser {
 public:
  Parser(std::vector<Token> tokens, Diagnostics& problems) : tokens_(std::move(tokens)), problems_(problems) {}

  std::vector<Directive> parse() {
    std::vector<Directive> all = block(0);
    for (const Directive& directive : all) {
      const std::string& name = directive.name.value;
      if (directive.block && name.size() > 2 && name.starts_with('(') && name.ends_with(')')) snippets_[name.substr(1, name.size() - 2)] = &directive;
    }
    return imported(all, 0);
  }

 private:
  void complain(const Span& span, std::string message, std::string help) {
    if (!complained_) problems_.push_back({.rule = "caddyfile-syntax", .span = span, .message = std::move(message), .help = std::move(help)});
    complained_ = true;
  }

  std::vector<Directive> block(int depth) {
    std::vector<Directive> directives;
    while (at_ < tokens_.size()) {
      const Token& token = tokens_[at_];
      if (token.closes()) {
        ++at_;
        if (depth > 0) return directives;
        complain(token.span, "unexpected \"}\"", "remove it, or open the block that it closes");
        continue;
      }
      directives.push_back(line(depth));
    }
    if (depth > 0 && !tokens_.empty()) complain(tokens_.back().span, "the file ends inside a block", "close the block with \"}\"");
    return directives;
  }

  Directive line(int depth) {
    Directive directive;
    if (tokens_[at_].opens()) {  // global options have no name
      directive.name.span = directive.span = tokens_[at_].span;
    } else {
      directive.name = {tokens_[at_].text, tokens_[at_].span};
      directive.span = tokens_[at_].span;
      ++at_;
    }
    bool goes_on = false;  // a comma at the end of a line of addresses
    for (; at_ < tokens_.size(); ++at_) {
      const Token& token = tokens_[at_];
      if (token.opens()) {
        const Span open = token.span;
        ++at_;
        directive.block = true;
        if (depth + 1 >= deepest) {
          complain(open, fmt::format("blocks are nested deeper than {} levels; the rest is not read", deepest), "nest less");
          at_ = tokens_.size();
          break;
        }
        directive.children = block(depth + 1);
        directive.span.end = at_ > 0 ? tokens_[at_ - 1].span.end : open.end;
        break;
      }
      if (token.closes() || (token.starts_line && !goes_on && !(depth == 0 && directive.name.value.ends_with(',') && directive.arguments.empty()))) break;
      directive.arguments.push_back({token.text, token.span});
      directive.span.end = token.span.end;
      goes_on = depth == 0 && token.text.ends_with(',');
    }
    return directive;
  }

  /// `{args[0]}` and the older `{args.0}` stand for what follows the snippet's name.
  static void fill_arguments(Directive& directive, const std::vector<Spanned<std::string>>& given) {
    for (Spanned<std::string>& word : directive.arguments) {
      for (std::size_t i = 0; i < given.size() && i < 10; ++i) {
        for (const std::string& sign : {fmt::format("{{args[{}]}}", i), fmt::format("{{args.{}}}", i)}) {
          const std::size_t at = word.value.find(sign);
          if (at != std::string::npos) word.value.replace(at, sign.size(), given[i].value);
        }
      }
    }
    for (Directive& child : directive.children) fill_arguments(child, given);
  }

  /// Snippets may import snippets; one that imports itself ends at the deepest level.
  std::vector<Directive> imported(const std::vector<Directive>& lines, int depth) {
    std::vector<Directive> out;
    for (const Directive& directive : lines) {
      if (++lines_ > most_lines || depth >= deepest) {
        complain(directive.span, "imports never end or make too many lines; the rest is not read", "let no snippet import itself");
        break;
      }
      const bool import = directive.name.value == "import" && !directive.arguments.empty();
      const auto snippet = import ? snippets_.find(directive.arguments[0].value) : snippets_.end();
      if (snippet == snippets_.end()) {
        out.push_back(directive);
        if (directive.block) out.back().children = imported(directive.children, depth + 1);
        continue;
      }
      std::vector<Directive> body = snippet->second->children;
      for (Directive& child : body) fill_arguments(child, {directive.arguments.begin() + 1, directive.arguments.end()});
      for (Directive& child : imported(body, depth + 1)) out.push_back(std::move(child));
    }
    return out;
  }

  std::vector<Token> tokens_;
  Diagnostics& problems_;
  std::map<std::string, const Directive*, std::less<>> snippets_;
  std::size_t at_ = 0;
  std::size_t lines_ = 0;
  bool complained_ = false;
};

}  // namespace

std::vector<Directive> read_caddyfile(FileId file, std::string_view text, Diagnostics& problems) {
  return Parser(Lexer(file, text).read(), problems).parse();
}

}  // namespace portolan::load
