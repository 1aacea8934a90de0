#include "load/markdown/scope.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "load/discover.h"
#include "model/environment.h"

namespace portolan::load {

namespace {

/// Words that are nearly always about an environment; "test", "local", "live" and "stage" mean other things, too.
bool is_environment_word(std::string_view lower) {
  constexpr auto words = std::to_array<std::string_view>({"dev", "development", "prod", "production", "staging", "productions"});
  return std::find(words.begin(), words.end(), lower) != words.end();
}

bool is_any(std::string_view word, std::initializer_list<std::string_view> list) { return std::find(list.begin(), list.end(), word) != list.end(); }

/// "basic" in "basic production": a word that tells environments of one kind apart.
bool is_distinction(const Word& word) {
  if (word.code || word.ends_clause || word.lower.empty()) return false;
  const bool letters = std::all_of(word.lower.begin(), word.lower.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return letters && !is_any(word.lower, {"in", "for", "the", "a", "an", "of", "and", "or", "both", "all", "every", "each", "local", "to", "from", "vs", "versus", "with", "only",
                                         "is", "are", "during", "while", "on", "at", "into", "toward", "towards", "your", "our", "this", "that", "real", "use", "using"});
}

Spanned<std::string> named_environment(const Stretch& stretch, const std::vector<Word>& words, std::size_t at) {
  std::size_t begin = words[at].begin;
  const bool beside = at > 0 && words[at - 1].end + 1 == words[at].begin;  // nothing but a blank between: "nginx (production)" is no phrase
  if (beside && is_distinction(words[at - 1])) begin = words[at - 1].begin;
  return stretch.phrase->take(begin, words[at].end);
}

std::string file_part(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  return std::string(slash == std::string_view::npos ? text : text.substr(slash + 1));
}

struct DoubtRow {
  std::string_view words;
  Modality modality;
};

// Source: the words of the documents that the grammar was written for; strongest first.
constexpr DoubtRow doubts[] = {
    {"planned", Modality::planned},        {"later", Modality::planned},         {"will", Modality::planned},        {"future", Modality::planned},
    {"todo", Modality::planned},           {"not yet", Modality::planned},     {"upcoming", Modality::planned},
    {"tbd", Modality::planned},            {"not mvp", Modality::planned},       {"roadmap", Modality::planned},     {"some day", Modality::planned},
    {"used to", Modality::historical},     {"formerly", Modality::historical},   {"previously", Modality::historical}, {"no longer", Modality::historical},
    {"in the past", Modality::historical}, {"alternatively", Modality::alternative}, {"or instead", Modality::alternative}, {"optional", Modality::optional},
    {"optionally", Modality::optional},    {"if needed", Modality::optional},    {"if required", Modality::optional}, {"if desired", Modality::optional},
    {"if you want", Modality::optional},   {"can", Modality::optional},          {"could", Modality::optional},      {"might", Modality::optional},
    {"may", Modality::optional},           {"for example", Modality::example},   {"for instance", Modality::example}, {"e.g", Modality::example},
    {"example", Modality::example},        {"examples", Modality::example},      {"eventually", Modality::planned},  {"coming soon", Modality::planned},
    {"is going to", Modality::planned},    {"are going to", Modality::planned},  {"to be done", Modality::planned},  {"to be added", Modality::planned},
    {"consider", Modality::optional},      {"we recommend", Modality::optional}, {"is recommended", Modality::optional}, {"are recommended", Modality::optional},
    {"would", Modality::optional},         {"in older versions", Modality::historical}, {"until recently", Modality::historical}, {"as an alternative", Modality::alternative},
};

/// The words of `row` one after another at `at`, none of them code.
std::size_t matches(const std::vector<Word>& words, std::size_t at, std::string_view row) {
  // Most words differ in their first letter; nothing else is asked of those.
  if (row.empty() || words[at].code || words[at].lower.empty() || words[at].lower.front() != row.front()) return 0;
  std::size_t count = 0;
  while (!row.empty()) {
    const std::string_view part = row.substr(0, row.find(' '));
    if (at + count >= words.size() || words[at + count].code || words[at + count].lower != part) return 0;
    row.remove_prefix(std::min(row.size(), part.size() + 1));
    ++count;
  }
  return count;
}

/// The word looks like a doubt, and its neighbours make it something else.
bool is_no_doubt(const std::vector<Word>& words, std::size_t at, std::size_t count, const DoubtRow& row) {
  const std::string_view before = at > 0 && !words[at - 1].code ? std::string_view(words[at - 1].lower) : std::string_view();
  const bool apart = at + count >= words.size() || words[at + count - 1].ends_clause;
  const std::string_view after = apart || words[at + count].code ? std::string_view() : std::string_view(words[at + count].lower);
  // "is used to" tells a purpose; "only X can" tells a right, not a choice.
  if (row.words == "used to") return is_any(before, {"is", "are", "be", "was", "were", "get", "gets"});
  if (row.modality == Modality::optional && is_any(before, {"not", "never"})) return true;
  const bool auxiliary = is_any(row.words, {"can", "could", "may", "might"});
  // "can not be reached" forbids; "may use at most 1 GB" and "can only be reached by web" limit; "can be reached at" tells what works.
  if (auxiliary && is_any(after, {"not", "never", "only", "no", "at", "use"})) return true;
  if (row.words == "can" && is_any(after, {"reach", "access", "resolve", "connect", "talk", "communicate", "call", "see"})) return true;
  if (row.words == "can" && after == "be" && at + 2 < words.size() && is_any(words[at + 2].lower, {"reached", "accessed", "found", "seen", "only", "resolved"})) return true;
  if (row.words == "can" && std::any_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at), [](const Word& word) { return is_any(word.lower, {"only", "nobody", "nothing", "no"}); })) return true;
  // What a command does when it is run, and what that leads to, is no plan.
  if (row.words == "will") return is_any(before, {"this", "which", "command", "you", "that", "docker", "compose"}) || (at > 0 && words[at - 1].code && words[at - 1].lower.find(' ') != std::string::npos);
  if (row.words == "later") return is_any(before, {"or", "and", "no", "see", "sooner"});  // "version 2 or later"
  if (row.words == "optional") return is_any(after, {"argument", "arguments", "parameter", "parameters", "flag", "flags", "field", "fields", "header", "headers", "query"});
  if (row.words == "planned") return before == "as";
  // "the example database", "an example file": a thing of that name. Alone, or in front of a colon, the word makes what follows an example.
  if (row.words == "example" || row.words == "examples") {
    const bool opens = at == 0 || words[at - 1].ends_clause;
    return !(is_any(before, {"an", "as"}) && after.empty()) && !(opens && apart) && !(opens && row.words == "examples") && before != "simple" &&
           !is_any(after, {"configuration", "setup", "deployment", "output", "only", "compose"});
  }
  return false;
}

template <class Asked>
Mood find_doubt(const Stretch& stretch, Asked asked) {
  const std::vector<Word> words = stretch.words();
  for (const DoubtRow& row : doubts) {
    if (!asked(row.words)) continue;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t count = matches(words, i, row.words);
      if (count == 0) continue;
      if (is_no_doubt(words, i, count, row)) continue;
      return {row.modality, stretch.phrase->take(words[i].begin, words[i + count - 1].end)};
    }
  }
  return {};
}

}  // namespace

std::vector<Spanned<std::string>> environments_of_heading(const Stretch& heading) {
  std::vector<Spanned<std::string>> files, phrases;
  const std::vector<Word> words = heading.words();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Spanned<std::string> word = heading.phrase->take(words[i].begin, words[i].end);
    if (is_compose_file(file_part(word.value))) {
      files.push_back(word);
    } else if (!words[i].code && is_environment_word(words[i].lower)) {
      const bool part_of_term = i + 1 < words.size() && is_any(words[i + 1].lower, {"server", "tools", "dependencies", "mode"}) && !words[i].ends_clause;
      if (!part_of_term) phrases.push_back(named_environment(heading, words, i));
    } else if (!words[i].code && parse_environment_kind(words[i].lower)) {
      const bool alone = words.size() == 1 || (i + 1 < words.size() && is_any(words[i + 1].lower, {"environment", "env"}));
      if (alone) phrases.push_back(word);
    }
  }
  return files.empty() ? phrases : files;
}

/// "never use it in production", "not in production", "except in production": the words say where the statement is not meant.
static bool is_ruled_out(const std::vector<Word>& words, std::size_t at) {
  std::size_t first = at;
  while (first > 0 && !words[first - 1].ends_clause) --first;
  if (is_any(words[first].lower, {"never", "don't", "avoid"}) || (words[first].lower == "do" && first < at && words[first + 1].lower == "not")) return true;
  for (std::size_t i = at; i > first && at - i < 3; --i) {
    if (!is_any(words[i - 1].lower, {"in", "for", "during", "the", "full", "basic", "not", "except", "unlike", "than"})) return false;
    if (is_any(words[i - 1].lower, {"not", "except", "unlike", "than"})) return true;
  }
  return false;
}

std::vector<Spanned<std::string>> environments_in_words(const Stretch& stretch) {
  std::vector<Spanned<std::string>> phrases;
  const std::vector<Word> words = stretch.words();
  std::size_t last = 0;  // of the words that gave a phrase
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].code || !is_environment_word(words[i].lower) || is_ruled_out(words, i)) continue;
    const bool only_after = i + 1 < words.size() && words[i + 1].lower == "only" && !words[i].ends_clause;
    const bool only_before = i > 0 && words[i - 1].lower == "only";
    std::size_t before = i;
    if (before > 0 && (is_distinction(words[before - 1]) || words[before - 1].lower == "local" || words[before - 1].lower == "both")) --before;
    const bool preposition = before > 0 && is_any(words[before - 1].lower, {"in", "for", "during"});
    const bool noun_follows = i + 1 < words.size() && !words[i].ends_clause && !words[i].ends_sentence &&
                              is_any(words[i + 1].lower, {"server", "servers", "tools", "machine", "dependencies", "stage", "image", "monitoring", "use", "settings", "build"});
    const bool bracketed = words[before].begin > stretch.begin && stretch.phrase->text()[words[before].begin - 1] == '(' && words[i].ends_clause;
    const bool prefix = before == 0 && words[i].ends_clause && stretch.phrase->text().substr(words[i].end, 1) == ":";
    // "in development and production": the second of two.
    const bool joined = before >= 2 && (words[before - 1].lower == "and" || words[before - 1].lower == "or") && before - 2 == last && !phrases.empty() && !noun_follows;
    if (!only_after && !only_before && !(preposition && !noun_follows) && !bracketed && !prefix && !joined) continue;
    phrases.push_back(named_environment(stretch, words, i));
    last = i;
  }
  return phrases;
}

Mood mood_of(const Stretch& stretch) {
  return find_doubt(stretch, [](std::string_view words) { return !is_any(words, {"future", "roadmap"}); });
}

Mood mood_of_remark(const Stretch& stretch) {
  return find_doubt(stretch, [](std::string_view words) {
    return is_any(words, {"planned", "not yet", "todo", "tbd", "upcoming", "not mvp", "optional", "optionally", "if needed", "if required", "if desired", "no longer", "formerly"});
  });
}

Mood mood_of_heading(const Stretch& heading) {
  return find_doubt(heading, [](std::string_view words) { return !is_any(words, {"can", "may", "will"}); });
}

}  // namespace portolan::load
