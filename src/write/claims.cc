#include "write/claims.h"

#include <algorithm>

namespace portolan::write {

namespace {

ReadDocument read_document(const ClaimsInput& input, const Plan& plan, const Stack* stack, const std::vector<const Claim*>& claims) {
  ReadDocument document{.plan = &plan, .stack = stack, .places = {}, .counts = {}};
  ReadingCounts& counts = document.counts;
  counts.fragments = plan.fragments.size();
  counts.drawings = plan.drawings.size();
  counts.read = plan.statements.size();
  counts.unread = plan.unread.size();
  const bool all = input.filter.places == ReadPlaces::all;
  for (std::size_t i = 0; i < plan.statements.size(); ++i) {
    const Statement& statement = plan.statements[i];
    const Claim* claim = i < claims.size() ? claims[i] : nullptr;
    ++counts.modalities[statement.modality];
    ++counts.kinds[kind_of(statement.fact)];
    if (claim) ++counts.outcomes[claim->outcome];
    if (all) document.places.push_back({input.sources.original(statement.span), &statement, claim});
  }
  for (const UnreadPlace& place : plan.unread) document.places.push_back({input.sources.original(place.span), nullptr, nullptr});
  std::stable_sort(document.places.begin(), document.places.end(), [](const ReadPlace& a, const ReadPlace& b) { return a.span < b.span; });
  return document;
}

/// The claims of each plan of a stack, by statement.
std::vector<std::vector<const Claim*>> claims_by_plan(const Stack& stack, const StackReport& report) {
  std::vector<std::vector<const Claim*>> claims;
  for (const Plan& plan : stack.plans) claims.emplace_back(plan.statements.size(), nullptr);
  for (const Claim& claim : report.claims) claims.at(claim.plan).at(claim.statement) = &claim;
  return claims;
}

}  // namespace

void ReadingCounts::add(const ReadingCounts& other) {
  read += other.read;
  unread += other.unread;
  fragments += other.fragments;
  drawings += other.drawings;
  for (const auto& [modality, count] : other.modalities) modalities[modality] += count;
  for (const auto& [outcome, count] : other.outcomes) outcomes[outcome] += count;
  for (const auto& [kind, count] : other.kinds) kinds[kind] += count;
}

std::vector<ReadDocument> read_documents(const ClaimsInput& input) {
  std::vector<ReadDocument> documents;
  const auto wanted = [&](const Plan& plan) { return input.filter.plan.empty() || input.filter.plan == plan.path; };
  for (std::size_t i = 0; i < input.handbook.stacks.size(); ++i) {
    const Stack& stack = input.handbook.stacks[i];
    if (!input.filter.stack.empty() && input.filter.stack != stack.name) continue;
    const auto claims = claims_by_plan(stack, input.reports.at(i));
    for (std::size_t plan = 0; plan < stack.plans.size(); ++plan) {
      if (wanted(stack.plans[plan])) documents.push_back(read_document(input, stack.plans[plan], &stack, claims[plan]));
    }
  }
  if (input.filter.stack.empty()) {
    for (const Plan& plan : input.handbook.guide) {
      if (wanted(plan)) documents.push_back(read_document(input, plan, nullptr, {}));
    }
  }
  std::stable_sort(documents.begin(), documents.end(), [](const ReadDocument& a, const ReadDocument& b) { return a.plan->path < b.plan->path; });
  return documents;
}

const std::vector<ClaimsFormat>& claims_formats() {
  static const std::vector<ClaimsFormat> formats{
      {"json", write_claims_json},
      {"text", write_claims_text},
  };
  return formats;
}

std::string_view name_of(Scope::Source source) {
  switch (source) {
    case Scope::Source::own_words: return "own_words";
    case Scope::Source::table_column: return "table_column";
    case Scope::Source::heading: return "heading";
    case Scope::Source::compose_file: return "compose_file";
    case Scope::Source::document: return "document";
  }
  return "document";
}

}  // namespace portolan::write
