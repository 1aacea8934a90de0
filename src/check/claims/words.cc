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

/// The words before "except", and those behind it, divided at "and" and commas.
static std::vector<std::string> cut_exceptions(std::string_view& text) {
  const std::string lower = to_lower(text);
  std::size_t at = std::string::npos, length = 0;
  for (const std::string_view word : {" except for ", " except ", " apart from ", " other than ", " besides ", " but "}) {
    if (const std::size_t found = lower.find(word); found < at) {
      at = found;
      length = word.size();
    }
  }
  std::vector<std::string> exceptions;
  if (at == std::string::npos) return exceptions;
  std::string name;
  const auto finish = [&] {
    if (!name.empty()) exceptions.push_back(std::move(name));
    name.clear();
  };
  for (const std::string_view word : split_words(text.substr(at + length))) {
    const bool joins = word == "and" || word == "or" || word == "&";
    if (joins) finish();
    if (joins || (name.empty() && (word == "the" || word == "for"))) continue;
    name += (name.empty() ? "" : " ") + std::string(word.substr(0, word.find(',')));
    if (word.ends_with(',')) finish();
  }
  finish();
  text = text.substr(0, at);
  return exceptions;
}

std::optional<ServiceGroup> parse_service_group(std::string_view text) {
  ServiceGroup group{.databases = false, .except = cut_exceptions(text)};
  std::vector<std::string> words = plain_words(text);
  if (words.empty()) return std::nullopt;
  const auto drop_last = [&](std::string_view word) {
    if (words.empty() || words.back() != word) return false;
    words.pop_back();
    return true;
  };
  bool plural = false, singular = false;
  if (drop_last("databases") || (words.size() > 1 && words[words.size() - 2] == "data" && drop_last("stores") && drop_last("data"))) {
    plural = group.databases = true;
  } else if (drop_last("database")) {
    singular = group.databases = true;
  } else {
    plural = drop_last("services") || drop_last("containers");
    singular = !plural && (drop_last("service") || drop_last("container"));
    group.databases = drop_last("database");
  }
  if (!words.empty() && (words.back() == "running" || words.back() == "docker" || words.back() == "compose" || words.back() == "defined")) words.pop_back();
  const std::string article = join(words, " ");
  const auto is = [&](std::initializer_list<std::string_view> articles) { return std::find(articles.begin(), articles.end(), article) != articles.end(); };
  const bool many = plural && (is({"all", "all the", "all our", "all of the", "all of our", "each of the", "every of the", "none of the", "none of our", "no"}) || (article.empty() && !group.databases));
  if (!many && !(singular && is({"every", "each", "no"}))) return std::nullopt;
  return group;
}

bool means_every_service(std::string_view text) { return parse_service_group(text).has_value(); }

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
