#include "load/markdown/shell_tokens.h"

#include <algorithm>

namespace portolan::load {

Spanned<std::string> ShellToken::placed(FileId file, std::size_t origin) const {
  return {text, {file, static_cast<std::uint32_t>(origin + begin), static_cast<std::uint32_t>(origin + end)}};
}

std::vector<ShellToken> shell_tokens(std::string_view text) {
  std::vector<ShellToken> tokens;
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] == ' ' || text[i] == '\t') {
      ++i;
      continue;
    }
    ShellToken token{.text = {}, .begin = i};
    char quote = 0;
    int depth = 0;
    for (; i < text.size() && (quote || depth > 0 || (text[i] != ' ' && text[i] != '\t')); ++i) {
      const char c = text[i];
      if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
        token.text.push_back(text[++i]);
      } else if (depth == 0 && (quote ? c == quote : c == '"' || c == '\'')) {
        quote = quote ? '\0' : c;
      } else {
        if (c == '(') ++depth;
        if (c == ')' && depth > 0) --depth;
        token.text.push_back(c);
      }
    }
    token.end = i;
    tokens.push_back(std::move(token));
  }
  return tokens;
}

std::size_t skip_prefix(const std::vector<ShellToken>& tokens) {
  std::size_t at = 0;
  for (; at < tokens.size(); ++at) {
    const std::string& text = tokens[at].text;
    const std::size_t equals = text.find('=');
    const bool assignment = equals != std::string::npos && equals > 0 && text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789abcdefghijklmnopqrstuvwxyz") == equals;
    if (text != "$" && text != "%" && text != "sudo" && text != "time" && text != "exec" && !assignment) break;
  }
  return at;
}

bool is_placeholder_operand(std::string_view text) {
  if (text.find_first_of("<>[]{}$*…") != std::string_view::npos || text.find("..") != std::string_view::npos) return true;
  return std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::size_t redirection_at(const std::vector<ShellToken>& tokens, std::size_t at) {
  const std::string& text = tokens[at].text;
  if (text == ">" || text == "<" || text == ">>" || text == "2>") return 2;
  return text == "2>&1" || text == "2>/dev/null" || text.starts_with('>') ? 1 : 0;
}

}  // namespace portolan::load
