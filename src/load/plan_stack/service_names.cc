#include "load/plan_stack/service_names.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace portolan::load {

namespace {

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// Sorted. What stands beside a service's name and is not part of it.
constexpr std::array<std::string_view, 10> articles{"a", "an", "each", "every", "main", "our", "single", "the", "this", "your"};
constexpr std::array<std::string_view, 8> suffixes{"container", "containers", "definition", "image", "instance", "process", "service", "stage"};

// Sorted. Words that stand where a service could stand and never are one.
constexpr std::array<std::string_view, 22> no_services{"all",     "app.py", "browser", "browsers", "client",   "clients", "compose", "container", "containers", "docker",  "dockerfile",
                                                       "everyone", "host",   "image",   "internet", "localhost", "network", "public",  "server",    "services",   "user",    "users"};

struct Trade {
  std::string_view word;
  int trade;
};

// Sorted by word. Words for the same part of a stack; where one of them is a service's name, the others mean it.
constexpr std::array trades{
    Trade{"cache", 1},      Trade{"database", 0}, Trade{"db", 0},      Trade{"mariadb", 0},    Trade{"memcached", 1}, Trade{"mongo", 0}, Trade{"mongodb", 0},
    Trade{"mysql", 0},      Trade{"nginx", 2},    Trade{"postgres", 0}, Trade{"postgresql", 0}, Trade{"proxy", 2},     Trade{"redis", 1}, Trade{"reverse-proxy", 2},
    Trade{"valkey", 1},
};

std::optional<int> trade_of(std::string_view word) {
  const auto found = std::find_if(trades.begin(), trades.end(), [&](const Trade& row) { return row.word == word; });
  return found == trades.end() ? std::nullopt : std::optional<int>(found->trade);
}

bool is_key(std::string_view word) {
  const auto is_alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  return !word.empty() && word.size() <= 63 && word[0] >= 'a' && word[0] <= 'z' && is_alphanumeric(word.back()) &&
         std::all_of(word.begin(), word.end(), [&](char c) { return is_alphanumeric(c) || c == '-' || c == '_' || c == '.'; });
}

/// Without what stands in brackets: "Backend (Django)" → "Backend ".
std::string outside_brackets(std::string_view words) {
  std::string text;
  int depth = 0;
  for (const char c : words) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) text.push_back(c);
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  return text;
}

std::string_view without_marks(std::string_view word) {
  while (!word.empty() && std::string_view("`*\"':,").find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  while (!word.empty() && std::string_view("`*\"':,.").find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  return word;
}

std::vector<std::string> bare_words(std::string_view text) {
  std::vector<std::string> words;
  const std::string outside = outside_brackets(text);
  for (const std::string_view word : split_words(outside)) {
    if (const std::string_view bare = without_marks(word); !bare.empty()) words.emplace_back(bare);
  }
  while (words.size() > 1 && contains(articles, to_lower(words.front()))) words.erase(words.begin());
  while (words.size() > 1 && contains(suffixes, to_lower(words.back()))) words.pop_back();
  return words;
}

}  // namespace

std::optional<ServiceWord> service_word(std::string_view text) {
  const std::vector<std::string> words = bare_words(text);
  if (words.size() != 1) return std::nullopt;
  const std::string lower = to_lower(words[0]);
  if (!is_key(lower) || contains(no_services, lower)) return std::nullopt;
  return ServiceWord{lower, lower == words[0]};
}

void ServiceNames::add(const ServiceWord& word) { (word.as_key ? keys_ : titles_).insert(word.name); }

std::optional<std::string> ServiceNames::find(std::string_view text) const {
  std::set<std::string> answers;
  for (const std::string& word : bare_words(text)) {
    const std::string lower = to_lower(word);
    if (keys_.contains(lower)) answers.insert(lower);
  }
  if (answers.size() == 1) return *answers.begin();
  if (!answers.empty()) return std::nullopt;
  for (const std::string& word : bare_words(text)) {
    const auto trade = trade_of(to_lower(word));
    if (!trade) continue;
    for (const std::string& key : keys_) {
      if (trade_of(key) == trade) answers.insert(key);
    }
  }
  if (answers.size() == 1) return *answers.begin();
  const auto word = service_word(text);
  if (answers.empty() && word && titles_.contains(word->name)) return word->name;
  return std::nullopt;
}

}  // namespace portolan::load
