#include "check/claims/on_paper.h"

#include <algorithm>
#include <string_view>

namespace portolan::check {

static bool overlap(const Span& a, const Span& b) { return a.file == b.file && a.begin < b.end && b.begin < a.end; }

bool proves_itself(const Claim& claim, const Statement& statement, const SourceMap& sources) {
  const Span said = sources.original(statement.span);
  return !claim.evidence.empty() && std::all_of(claim.evidence.begin(), claim.evidence.end(), [&](const Span& place) {
           const Span there = sources.original(place);
           if (overlap(there, said)) return true;
           // A key and its value stand on one line, a table's row says several things.
           const Location a = sources.locate(there), b = sources.locate(said);
           return there.file == said.file && a.line == b.line;
         });
}

bool says_nothing_else(const Environment& environment, const Judgement& judgement, const SourceMap& sources) {
  return std::all_of(judgement.evidence.begin(), judgement.evidence.end(), [&](const Span& place) {
    if (!place.known() || place.begin == place.end) return true;
    return std::any_of(environment.services.begin(), environment.services.end(), [&](const Service& service) {
      return place == service.name.span || place == service.span || sources.original(place) == sources.original(service.name.span);
    });
  });
}

bool defines_stack(const Plan& plan, const Statement& statement, const SourceMap& sources) {
  const Span said = sources.original(statement.span);
  return std::any_of(plan.fragments.begin(), plan.fragments.end(), [&](const Fragment& fragment) {
    return fragment.section == statement.section && overlap(sources.original(fragment.span), said);
  });
}

std::string without_compose(std::string reason) {
  constexpr std::string_view word = "compose ";
  for (std::size_t at = reason.find(word); at != std::string::npos; at = reason.find(word, at + 1)) {
    const bool begins = at == 0 || (at >= 2 && reason.compare(at - 2, 2, "; ") == 0);
    if (begins) reason.replace(at, word.size(), "the plan ");
  }
  return reason;
}

}  // namespace portolan::check
