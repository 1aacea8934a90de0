#include "load/markdown/clause.h"

namespace portolan::load {

bool Clause::eat(std::string_view phrase) {
  std::size_t i = at_;
  // Hundreds of phrases are tried at a word: most differ in its first letter.
  if (i >= words_.size() || words_[i].code || words_[i].lower.empty() || phrase.empty() || words_[i].lower.front() != phrase.front()) return phrase.empty();
  while (!phrase.empty()) {
    const std::string_view part = phrase.substr(0, phrase.find(' '));
    if (i >= words_.size() || words_[i].code || words_[i].lower != part) return false;
    // Words on both sides of a comma or a bracket are no phrase.
    if (i > at_ && words_[i - 1].ends_clause) return false;
    phrase.remove_prefix(std::min(phrase.size(), part.size() + 1));
    ++i;
  }
  at_ = i;
  return true;
}

bool Clause::closes() const {
  if (ends()) return true;
  constexpr auto leading = std::to_array<std::string_view>({"across",  "after", "and",    "as",   "at",   "because", "before",  "between", "but",  "by",   "during", "for",
                                                            "from",    "in",    "inside", "into", "on",   "or",      "over",    "since",   "so",   "than", "that",   "through",
                                                            "thus",    "to",    "under",  "using", "via", "which",   "with",    "within",  "without"});
  return !words_[at_].code && std::binary_search(leading.begin(), leading.end(), words_[at_].lower);
}

std::optional<Spanned<int>> Clause::number() {
  if (done()) return std::nullopt;
  const auto value = parse_digits(words_[at_].lower);
  if (!value) return std::nullopt;
  const Word& word = words_[at_++];
  return Spanned<int>{*value, stretch_.phrase->span(word.begin, word.end)};
}

std::optional<Spanned<int>> Clause::count() {
  if (done() || words_[at_].code) return std::nullopt;
  const auto value = parse_count(words_[at_].lower);
  if (!value) return std::nullopt;
  const Word& word = words_[at_++];
  return Spanned<int>{*value, stretch_.phrase->span(word.begin, word.end)};
}

std::optional<Spanned<std::string>> Clause::code() {
  if (done() || !words_[at_].code) return std::nullopt;
  const Word& word = words_[at_++];
  return stretch_.phrase->take(word.begin, word.end);
}

Side eat_side(Clause& clause) {
  const std::size_t before = clause.at();
  if (!clause.eat_any({"from", "to", "on", "by", "for"})) return Side::unsaid;
  clause.eat_any({"the", "any"});
  if (clause.eat_any({"host", "host machine", "host's ports", "host network"})) return Side::host;
  if (clause.eat_any({"public internet", "open internet", "internet", "outside world", "outside", "outside networks", "external networks", "external network", "world",
                      "public", "public network", "other machines", "clients", "browser", "browsers"})) {
    clause.eat_any({"or external networks", "or outside"});
    return Side::outside;
  }
  clause.go_to(before);
  return Side::elsewhere;
}

void eat_adverbs(Clause& clause) {
  while (clause.eat_any({"directly", "publicly", "externally", "ever", "itself", "always", "also", "therefore", "then", "simply", "all", "both", "openly"})) {
  }
}

namespace {

/// A form of a verb, and whether it affirms.
struct VerbForm {
  std::string_view words;
  bool affirms;
};

template <std::size_t N>
std::optional<bool> eat_form(Clause& clause, const std::array<VerbForm, N>& forms) {
  for (const VerbForm& form : forms) {
    if (clause.eat(form.words)) return form.affirms;
  }
  return std::nullopt;
}

}  // namespace

std::optional<bool> eat_be(Clause& clause) {
  // The longer form first.
  constexpr auto forms = std::to_array<VerbForm>({
      {"is not", false},        {"are not", false},       {"isn't", false},         {"aren't", false},         {"is never", false},       {"are never", false},
      {"cannot be", false},     {"can not be", false},    {"can't be", false},       {"can never be", false},   {"must not be", false},
      {"must never be", false}, {"should not be", false}, {"shouldn't be", false},  {"should never be", false}, {"may not be", false},    {"will not be", false},
      {"won't be", false},      {"does not get", false},  {"do not get", false},    {"not", false},            {"never", false},          {"is", true},
      {"are", true},            {"can be", true},         {"may be", true},         {"might be", true},        {"must be", true},         {"should be", true},
      {"has to be", true},      {"have to be", true},     {"will be", true},        {"stays", true},           {"stay", true},            {"remains", true},
      {"remain", true},         {"gets", true},           {"get", true},
  });
  return eat_form(clause, forms);
}

std::optional<bool> eat_have(Clause& clause) {
  constexpr auto forms = std::to_array<VerbForm>({
      {"has no", false},           {"have no", false},         {"does not have", false}, {"do not have", false}, {"doesn't have", false},  {"don't have", false},
      {"must not have", false},    {"should not have", false}, {"will have no", false},  {"comes without", false}, {"come without", false}, {"has", true},
      {"have", true},              {"must have", true},        {"should have", true},    {"will have", true},    {"comes with", true},     {"come with", true},
      {"defines no", false},       {"define no", false},       {"defines", true},        {"define", true},       {"needs no", false},      {"need no", false},
  });
  return eat_form(clause, forms);
}

bool eat_do(Clause& clause) {
  constexpr auto forms = std::to_array<VerbForm>({
      {"does not", false}, {"do not", false},     {"doesn't", false},  {"don't", false},    {"must not", false}, {"must never", false}, {"should not", false}, {"should never", false},
      {"cannot", false},   {"can not", false},    {"can't", false},    {"will not", false}, {"won't", false},    {"will never", false}, {"never", false},      {"no longer", false},
      {"must", true},      {"should", true},      {"will", true},      {"can", true},       {"may", true},       {"might", true},       {"could", true},
  });
  return eat_form(clause, forms).value_or(true);
}

}  // namespace portolan::load
