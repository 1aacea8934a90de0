// How the documents were read, for people and for grep: one line a place.
#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/describe.h"
#include "render/excerpt_words.h"
#include "write/claims.h"
#include "write/places.h"

namespace portolan::write {

namespace {

/// Code points of a place that was not understood: enough to know it again.
constexpr std::size_t longest_excerpt = 100;

std::string environments_text(const ReadDocument& document, const ReadPlace& place) {
  if (!document.stack || document.stack->environments.empty()) return "no environment";
  const std::vector<std::size_t>& indices = place.claim->environments;
  if (indices.empty()) return "no environment";
  if (indices.size() > 1 && indices.size() == document.stack->environments.size()) return "all environments";
  std::vector<std::string> names;
  for (const std::size_t index : indices) names.push_back(document.stack->environments[index].name);
  return join(names, ", ");
}

/// `development (heading "Development")`; the environments alone where no words decided.
std::string scope_text(const ReadDocument& document, const ReadPlace& place, const SourceMap& sources) {
  const Scope& scope = place.statement->scope;
  std::vector<std::string> words;
  for (const Spanned<std::string>& phrase : scope.environments) words.push_back(fmt::format("\"{}\"", one_line(shown_words(phrase, sources))));
  const std::string environments = environments_text(document, place);
  return words.empty() ? environments : fmt::format("{} ({} {})", environments, check::describe_source(scope.source), join(words, " or "));
}

std::string modality_text(const Statement& statement, const SourceMap& sources) {
  const std::string words = one_line(shown_words(statement.modality_words, sources));
  return words.empty() ? std::string(name_of(statement.modality)) : fmt::format("{} (\"{}\")", name_of(statement.modality), words);
}

std::string outcome_text(Outcome outcome) { return outcome == Outcome::not_judged ? "not judged" : std::string(name_of(outcome)); }

/// The reason is left out where the modality has said it.
std::string verdict_text(const ReadPlace& place, const SourceMap& sources) {
  if (!place.claim) return "not judged: no stack owns this document";
  std::string text = outcome_text(place.claim->outcome);
  if (place.statement->modality != Modality::stated) return text;
  if (!place.claim->reason.empty()) text += ": " + one_line(place.claim->reason);
  if (!place.claim->evidence.empty() && place.claim->evidence.front().known()) {
    const Location evidence = sources.locate(place.claim->evidence.front());
    text += fmt::format(" ({}:{}:{})", one_line(evidence.file), evidence.line, evidence.column);
  }
  return text;
}

std::string line_of(const ReadDocument& document, const ReadPlace& place, const SourceMap& sources) {
  const Location at = sources.locate(place.span);
  const std::string where = fmt::format("{}:{}:{}", one_line(at.file), at.line, at.column);
  if (!place.statement) return fmt::format("{}  not understood  {}\n", where, render::excerpt_words(sources, place.span, longest_excerpt));
  const Statement& statement = *place.statement;
  return fmt::format("{}  {}  {}  {}  {}  {}\n", where, kind_of(statement.fact), one_line(check::describe(statement.fact, sources)),
                     scope_text(document, place, sources), modality_text(statement, sources), verdict_text(place, sources));
}

template <class Key, class Name>
std::string list_counts(const std::map<Key, std::size_t>& counts, Name name) {
  std::vector<std::string> parts;
  for (const auto& [key, count] : counts) parts.push_back(fmt::format("{} {}", count, name(key)));
  return join(parts, ", ");
}

/// "218 of 240 places read: 210 stated, 6 planned; 200 verified, 10 contradicted".
std::string counts_text(const ReadingCounts& counts) {
  std::string text = fmt::format("{} of {} read", counts.read, count_of(counts.read + counts.unread, "place"));
  if (!counts.modalities.empty()) text += ": " + list_counts(counts.modalities, [](Modality modality) { return name_of(modality); });
  if (!counts.outcomes.empty()) text += "; " + list_counts(counts.outcomes, outcome_text);
  if (counts.fragments > 0) text += "; " + count_of(counts.fragments, "piece of YAML", "pieces of YAML");
  if (counts.drawings > 0) text += "; " + count_of(counts.drawings, "drawing");
  return text;
}

}  // namespace

std::string write_claims_text(const ClaimsInput& input) {
  const std::vector<ReadDocument> documents = read_documents(input);
  std::string out;
  ReadingCounts all;
  for (const ReadDocument& document : documents) {
    for (const ReadPlace& place : document.places) out += line_of(document, place, input.sources);
    out += fmt::format("{}: {}\n\n", one_line(document.plan->path), document.plan->readable ? counts_text(document.counts) : "could not be read");
    all.add(document.counts);
  }
  return out + fmt::format("{}: {}\n", count_of(documents.size(), "document"), counts_text(all));
}

}  // namespace portolan::write
