#include <algorithm>
#include <functional>

#include "base/text.h"
#include "load/compose/secrecy.h"
#include "load/compose/wording.h"
#include "load/secret_lines.h"

namespace portolan::load {

namespace {

constexpr std::string_view bullets = "••••••";

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// A short secret may be part of any word, so it is only looked for as a word of its own.
bool stands_here(std::string_view text, std::size_t at, std::string_view secret) {
  constexpr std::size_t shortest = 4;
  if (secret.size() >= shortest) return true;
  const std::size_t end = at + secret.size();
  return (at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]));
}

void replace_all(std::string& text, const std::string& secret) {
  for (std::size_t at = text.find(secret); at != std::string::npos; at = text.find(secret, at)) {
    if (stands_here(text, at, secret)) {
      text.replace(at, secret.size(), bullets);
      at += bullets.size();
    } else {
      at += secret.size();
    }
  }
}

/// What stands between quotes in the message and comes from a secret part of the source.
void hide_quoted(const SourceMap& sources, const Span& place, std::string& text) {
  constexpr std::uint32_t longest = 4096;
  const Span searched{place.file, place.begin, std::min(place.end, place.begin + longest)};
  const std::string_view source = sources.text(searched);
  for (std::size_t open = text.find('"'); open != std::string::npos; open = text.find('"', open)) {
    const std::size_t close = text.find('"', open + 1);
    if (close == std::string::npos) return;
    const std::string quoted = text.substr(open + 1, close - open - 1);
    const std::size_t found = quoted.empty() ? std::string_view::npos : source.find(quoted);
    open = close + 1;
    if (found == std::string_view::npos) continue;
    const auto begin = place.begin + static_cast<std::uint32_t>(found);
    const Span part{place.file, begin, begin + static_cast<std::uint32_t>(quoted.size())};
    if (!sources.is_secret(part)) continue;
    const std::string shown = sources.shown(part);
    text.replace(close - quoted.size(), quoted.size(), shown);
    open = close - quoted.size() + shown.size() + 1;
  }
}

}  // namespace

void hide_secrets(SourceMap& sources, const Variables& variables, const std::set<std::string>& secret_texts, Diagnostics& problems) {
  if (problems.empty()) return;
  mark_secret_lines(sources, problems);
  std::set<std::string> secrets = secret_texts;
  for (const auto& [name, definition] : variables) {
    if (!definition.value.empty() && is_secret_variable(name)) secrets.insert(definition.value);
  }
  // A longer one first: it may contain a shorter one.
  std::vector<std::string> ordered(secrets.begin(), secrets.end());
  std::stable_sort(ordered.begin(), ordered.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  for (Diagnostic& problem : problems) {
    std::vector<std::string*> texts{&problem.message, &problem.help};
    for (Related& related : problem.related) texts.push_back(&related.message);
    for (std::string* text : texts) {
      if (problem.span.known()) hide_quoted(sources, problem.span, *text);
      for (const std::string& secret : ordered) replace_all(*text, secret);
    }
  }
}

}  // namespace portolan::load
