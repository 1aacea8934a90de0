// How the documents were read, for programs.
#include <array>

#include "check/claims/describe.h"
#include "render/excerpt_words.h"
#include "write/claims.h"
#include "write/places.h"

namespace portolan::write {

namespace {

/// Code points of a place that was not understood.
constexpr std::size_t longest_excerpt = 400;

constexpr std::array modalities{Modality::stated, Modality::planned, Modality::optional, Modality::example, Modality::historical, Modality::alternative};
constexpr std::array outcomes{Outcome::verified, Outcome::contradicted, Outcome::unverifiable, Outcome::planned, Outcome::not_judged};

/// Every key each time, so that nobody has to ask whether it is there.
template <class Keys, class Counts>
Json counts_json(const Keys& keys, const Counts& counts) {
  Json json = Json::object();
  for (const auto& key : keys) {
    const auto count = counts.find(key);
    json[std::string(name_of(key))] = count == counts.end() ? 0 : count->second;
  }
  return json;
}

Json reading_json(const ReadingCounts& counts) {
  Json kinds = Json::object();
  for (const auto& [kind, count] : counts.kinds) kinds[std::string(kind)] = count;
  return {{"read", counts.read},
          {"unread", counts.unread},
          {"fragments", counts.fragments},
          {"drawings", counts.drawings},
          {"modalities", counts_json(modalities, counts.modalities)},
          {"claims", counts_json(outcomes, counts.outcomes)},
          {"kinds", std::move(kinds)}};
}

Json scope_json(const Scope& scope, const SourceMap& sources) {
  Json words = Json::array();
  for (const Spanned<std::string>& phrase : scope.environments) words.push_back(shown_words(phrase, sources));
  return {{"source", name_of(scope.source)}, {"words", std::move(words)}};
}

std::string stack_name(const ReadDocument& document) { return document.stack ? document.stack->name : ""; }

Json claim_json(const ReadDocument& document, const ReadPlace& place, const SourceMap& sources) {
  const Statement& statement = *place.statement;
  Json environments = Json::array(), evidence = Json::array();
  if (place.claim) {
    for (const std::size_t index : place.claim->environments) environments.push_back(document.stack->environments[index].name);
    for (const Span& span : place.claim->evidence) evidence.push_back(place_json(sources, span));
  }
  return {{"verdict", name_of(place.claim ? place.claim->outcome : Outcome::not_judged)},
          {"kind", kind_of(statement.fact)},
          {"modality", name_of(statement.modality)},
          {"modality_words", shown_words(statement.modality_words, sources)},
          {"text", statement_text(statement, sources)},
          {"understood", check::describe(statement.fact, sources)},
          {"stack", stack_name(document)},
          {"environments", std::move(environments)},
          {"scope", scope_json(statement.scope, sources)},
          {"service", place.claim ? place.claim->service : ""},
          {"reason", place.claim ? place.claim->reason : "no stack owns this document"},
          {"primary", place_json(sources, place.span)},
          {"evidence", std::move(evidence)}};
}

}  // namespace

std::string write_claims_json(const ClaimsInput& input) {
  Json documents = Json::array(), claims = Json::array(), unread = Json::array();
  ReadingCounts all;
  for (const ReadDocument& document : read_documents(input)) {
    Json row = {{"file", document.plan->path}, {"stack", stack_name(document)}};
    row.update(reading_json(document.counts));
    documents.push_back(std::move(row));
    all.add(document.counts);
    for (const ReadPlace& place : document.places) {
      if (place.statement) {
        claims.push_back(claim_json(document, place, input.sources));
      } else {
        unread.push_back({{"text", render::excerpt_words(input.sources, place.span, longest_excerpt)},
                          {"stack", stack_name(document)},
                          {"primary", place_json(input.sources, place.span)}});
      }
    }
  }
  return pretty_json({{"version", 1}, {"summary", reading_json(all)}, {"documents", std::move(documents)}, {"claims", std::move(claims)}, {"unread", std::move(unread)}});
}

}  // namespace portolan::write
