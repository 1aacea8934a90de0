#include "check/claims/words.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace portolan::check {

static bool belongs_to_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
         c == '/' || c == ':';
}

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto finish = [&] {
    // A full stop or a colon ends a sentence; a dash or a slash alone is punctuation.
    while (!word.empty() && (word.back() == '.' || word.back() == ':' || word.back() == '-')) word.pop_back();
    if (!word.empty() && word != "/") words.push_back(to_lower(word));
    word.clear();
  };
  for (const char c : text) {
    if (belongs_to_word(c)) {
      word.push_back(c);
    } else {
      finish();
    }
  }
  finish();
  return words;
}

bool has_phrase(const std::vector<std::string>& words, const std::vector<std::string>& part) {
  return !part.empty() && std::search(words.begin(), words.end(), part.begin(), part.end()) != words.end();
}

bool looks_like_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  });
}

bool looks_like_placeholder(std::string_view text) {
  if (text.empty() || text.find_first_of("<>{}$[]*") != std::string_view::npos || text.find("...") != std::string_view::npos ||
      text.find("…") != std::string_view::npos) {
    return true;
  }
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return std::any_of(text.begin(), text.end(), is_upper) && std::none_of(text.begin(), text.end(), is_lower);
}

bool means_every_service(std::string_view text) {
  std::vector<std::string> words = plain_words(text);
  if (words.empty()) return false;
  const std::string noun = std::move(words.back());
  words.pop_back();
  const bool plural = noun == "services" || noun == "containers";
  if (!plural && noun != "service" && noun != "container") return false;
  const std::string article = join(words, " ");
  if (plural) return article.empty() || article == "all" || article == "all the" || article == "all of the" || article == "each of the" || article == "every of the";
  return article == "every" || article == "each";
}

bool leads_into_hidden(std::string_view path) {
  const std::vector<std::string_view> parts = split(path, '/');
  return std::any_of(parts.begin(), parts.end(), [](std::string_view part) {
    return part.starts_with('~') || (part.starts_with('.') && part != "." && part != "..");
  });
}

std::string unquoted(std::string_view text) {
  text = trim(text);
  while (text.size() >= 2 && text.front() == text.back() && (text.front() == '`' || text.front() == '"' || text.front() == '\'')) {
    text = trim(text.substr(1, text.size() - 2));
  }
  return std::string(text);
}

std::string quoted(std::string_view text) { return fmt::format("\"{}\"", text); }

}  // namespace portolan::check
