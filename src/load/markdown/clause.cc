#include "load/markdown/clause.h"

namespace portolan::load {

bool Clause::eat(std::string_view phrase) {
  std::size_t i = at_;
  for (const std::string_view part : split_words(phrase)) {
    if (i >= words_.size() || words_[i].code || words_[i].lower != part) return false;
    ++i;
  }
  at_ = i;
  return true;
}

std::optional<Spanned<int>> Clause::number() {
  if (done()) return std::nullopt;
  const auto value = parse_digits(words_[at_].lower);
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

void eat_adverbs(Clause& clause) { clause.eat_any({"directly", "publicly", "externally", "ever", "itself"}); }

}  // namespace portolan::load
