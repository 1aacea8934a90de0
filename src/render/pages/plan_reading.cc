#include "render/pages/plan_reading.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "check/claims/describe.h"
#include "render/excerpt_words.h"
#include "render/pieces.h"

namespace portolan::render {

namespace {

/// More places than this are not listed one by one: the document shows them all.
constexpr std::size_t most_listed = 60;
constexpr std::size_t longest_excerpt = 90;

/// How many statements of a kind there are, and what became of them.
struct KindCounts {
  std::size_t all = 0;
  std::map<Outcome, std::size_t> outcomes = {};
};

std::vector<Data> kind_rows(const PageContext& page, std::size_t plan) {
  std::map<std::string_view, KindCounts> kinds;
  for (const Claim& claim : page.report().claims) {
    if (claim.plan != plan) continue;
    KindCounts& kind = kinds[kind_of(page.stack().plans[plan].statements.at(claim.statement).fact)];
    ++kind.all;
    ++kind.outcomes[claim.outcome];
  }
  std::vector<Data> rows;
  for (auto& [kind, counts] : kinds) {
    const auto number = [&, &own = counts.outcomes](Outcome outcome) { return own[outcome] == 0 ? std::string("-") : fmt::to_string(own[outcome]); };
    rows.emplace_back()
        .set("kind", std::string(kind))
        .set("all", fmt::to_string(counts.all))
        .set("verified", number(Outcome::verified))
        .set("contradicted", number(Outcome::contradicted))
        .set("unverifiable", number(Outcome::unverifiable))
        .set("planned", number(Outcome::planned))
        .set("not_judged", number(Outcome::not_judged));
  }
  return rows;
}

/// "210 stated, 6 planned and 2 optional", in the order of their certainty.
std::string modalities(const Plan& plan) {
  std::map<Modality, std::size_t> counts;
  for (const Statement& statement : plan.statements) ++counts[statement.modality];
  std::vector<std::string> parts;
  for (const auto& [modality, count] : counts) parts.push_back(fmt::format("{} {}", count, name_of(modality)));
  return join_naturally(parts);
}

/// The words that named environments, those that decide most often first: `"Development" (heading): 12`.
std::vector<Data> scope_words(const PageContext& page, const Plan& plan) {
  std::map<std::pair<std::string, std::string_view>, std::size_t> counts;
  for (const Statement& statement : plan.statements) {
    for (const Spanned<std::string>& words : statement.scope.environments) {
      const std::string shown = page.sources().is_secret(words.span) ? page.sources().shown(words.span) : words.value;
      ++counts[{printable_utf8(shown), check::describe_source(statement.scope.source)}];
    }
  }
  std::vector<std::pair<std::size_t, std::pair<std::string, std::string_view>>> sorted;
  for (const auto& [words, count] : counts) sorted.emplace_back(count, words);
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (sorted.size() > most_listed) sorted.resize(most_listed);
  std::vector<Data> rows;
  for (const auto& [count, words] : sorted) {
    rows.emplace_back().set("words", words.first).set("source", std::string(words.second)).set("count", count_of(count, "statement"));
  }
  return rows;
}

std::vector<Data> unread_rows(const PageContext& page, const Plan& plan) {
  std::vector<Data> rows;
  for (const UnreadPlace& place : plan.unread) {
    if (rows.size() == most_listed) break;
    rows.emplace_back().set("place", source_link(page, place.span)).set("text", excerpt_words(page.sources(), place.span, longest_excerpt));
  }
  return rows;
}

}  // namespace

Html plan_reading(const PageContext& page, std::size_t plan) {
  const Plan& document = page.stack().plans.at(plan);
  if (document.candidates() == 0) return {};
  std::vector<Data> words = scope_words(page, document), unread = unread_rows(page, document);
  std::vector<std::string> holds;
  if (!document.fragments.empty()) holds.push_back(count_of(document.fragments.size(), "piece of a compose file", "pieces of compose files"));
  if (!document.drawings.empty()) holds.push_back(count_of(document.drawings.size(), "drawing"));
  Data data;
  data.set("read", fmt::to_string(document.statements.size())).set("places", count_of(document.candidates(), "place"));
  data.set("modalities", modalities(document)).set_flag("has_kinds", !document.statements.empty()).set_list("kinds", kind_rows(page, plan));
  data.set_flag("has_words", !words.empty()).set_list("words", std::move(words));
  data.set_flag("has_unread", !unread.empty()).set("unread_count", count_of(document.unread.size(), "place"));
  data.set("more", document.unread.size() > unread.size() ? count_of(document.unread.size() - unread.size(), "place") : "");
  data.set_list("unread", std::move(unread)).set("holds", join_naturally(holds));
  return {page.render("parts/reading", data)};
}

}  // namespace portolan::render
