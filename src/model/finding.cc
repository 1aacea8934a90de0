#include "model/finding.h"

#include <algorithm>

namespace portolan {

std::string_view name_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::verified: return "verified";
    case Outcome::contradicted: return "contradicted";
    case Outcome::unverifiable: return "unverifiable";
    case Outcome::planned: return "planned";
    case Outcome::not_judged: return "not_judged";
  }
  return "not_judged";
}

std::size_t StackReport::count(Severity severity) const {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(),
                                                [&](const Finding& finding) { return finding.diagnostic.severity == severity; }));
}

std::size_t StackReport::count(Outcome outcome) const {
  return static_cast<std::size_t>(std::count_if(claims.begin(), claims.end(), [&](const Claim& claim) { return claim.outcome == outcome; }));
}

}  // namespace portolan
