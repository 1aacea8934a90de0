// Colours for code, at build time: a few small lexers and six classes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portolan::render {

enum class TokenKind { key, string, comment, number, keyword, variable };

/// The CSS class: "k", "s", "cm", "nu", "kw", "va".
std::string_view class_of(TokenKind kind);

/// Bytes [begin, end) of the text.
struct Token {
  TokenKind kind = TokenKind::key;
  std::size_t begin = 0, end = 0;
};

/// Sorted and apart; nothing for languages that have no lexer. Languages: bash (sh, shell, console), dockerfile, env (dotenv), json, nginx, python, sql, yaml (yml).
/// Linear in the text; never fails.
std::vector<Token> highlight(std::string_view language, std::string_view text);
/// Escaped HTML, one entry for each line, without line breaks; a token over several lines is closed and opened again.
std::vector<std::string> highlight_lines(std::string_view language, std::string_view text);
/// By file name: "nginx/nginx.conf" → "nginx", "Dockerfile.dev" → "dockerfile"; "" when unknown.
std::string_view language_of_path(std::string_view path);

}  // namespace portolan::render
