#include "render/facts/claims.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "check/knowledge/images.h"

namespace portolan::render {

bool speaks_of(const Claim& claim, std::size_t environment) {
  return std::find(claim.environments.begin(), claim.environments.end(), environment) != claim.environments.end();
}

/// Views of the claims that `wanted` takes, which is asked before anything is kept: pages ask for each of their services.
template <class Wanted>
static std::vector<ClaimView> views_of(const Stack& stack, const StackReport& report, Wanted&& wanted) {
  std::vector<ClaimView> views;
  for (const Claim& claim : report.claims) {
    if (!wanted(claim) || claim.plan >= stack.plans.size()) continue;
    const Plan& plan = stack.plans[claim.plan];
    if (claim.statement >= plan.statements.size()) continue;
    views.push_back({&claim, &plan.statements[claim.statement], &plan});
  }
  return views;
}

std::vector<ClaimView> all_claims(const Stack& stack, const StackReport& report) {
  return views_of(stack, report, [](const Claim&) { return true; });
}

std::vector<ClaimView> claims_about(const Stack& stack, const StackReport& report, std::size_t environment, std::string_view service) {
  return views_of(stack, report, [&](const Claim& claim) { return claim.service == service && speaks_of(claim, environment); });
}

int rank_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::contradicted: return 0;
    case Outcome::verified: return 1;
    case Outcome::unverifiable: return 2;
    case Outcome::planned: return 3;
    case Outcome::not_judged: return 4;
  }
  return 4;
}

Verdicts judge_claims(const Stack& stack, const StackReport& report, std::size_t environment, bool (*about)(const Fact& fact)) {
  Verdicts verdicts;
  for (const ClaimView& view : all_claims(stack, report)) {
    if (!about(view.statement->fact) || !speaks_of(*view.claim, environment)) continue;
    switch (view.claim->outcome) {
      case Outcome::verified: ++verdicts.verified; break;
      case Outcome::contradicted:
        ++verdicts.contradicted;
        verdicts.contradictions.push_back(view);
        break;
      default: ++verdicts.open;
    }
  }
  return verdicts;
}

const Finding* find_finding(const StackReport& report, const Claim& claim, const Statement& statement, const SourceMap& sources) {
  const Span said = sources.original(statement.span);
  if (!said.known()) return nullptr;
  // Several cells of one row can be wrong, each with a finding of its own.
  const Span wrong = sources.original(claim.wrong);
  for (const Finding& finding : report.findings) {
    if (wrong.known() && wrong.contains(sources.original(finding.diagnostic.span))) return &finding;
  }
  for (const Finding& finding : report.findings) {
    const Span place = sources.original(finding.diagnostic.span);
    if (said.contains(place) || place.contains(said)) return &finding;
  }
  return nullptr;
}

std::vector<const Finding*> findings_about(const StackReport& report, const Environment& environment, std::string_view service) {
  std::vector<const Finding*> found;
  for (const Finding& finding : report.findings) {
    if (finding.subject.kind != "service" || finding.subject.name != service) continue;
    const auto& names = finding.environments;
    if (names.empty() || std::find(names.begin(), names.end(), environment.name) != names.end()) found.push_back(&finding);
  }
  return found;
}

/// A row or bullet of which another part is wrong may be about something else altogether: its words describe nothing.
static bool holds_contradiction(const Stack& stack, const StackReport& report, const ClaimView& view) {
  const std::vector<ClaimView> wrong = views_of(stack, report, [](const Claim& claim) { return claim.outcome == Outcome::contradicted; });
  return std::any_of(wrong.begin(), wrong.end(), [&](const ClaimView& other) { return view.statement->span.contains(other.statement->span); });
}

/// "Django server (host port 8000)" → "Django server": ports have places of their own.
static std::string_view without_ports(std::string_view text) {
  const std::size_t open = text.rfind('(');
  if (open == std::string_view::npos || open == 0 || !text.ends_with(')')) return text;
  bool number = false, port = false;
  for (std::string_view word : split_words(text.substr(open + 1, text.size() - open - 2))) {
    while (!word.empty() && (word.back() == ',' || word.back() == ':')) word.remove_suffix(1);
    const std::string lower = to_lower(word);
    const bool digits = lower.find_first_not_of("0123456789:./") == std::string::npos;
    constexpr std::array remarks{"host", "port", "ports", "container", "internal", "published", "on", "and", "tcp", "→", "->"};
    if (!digits && std::find(remarks.begin(), remarks.end(), lower) == remarks.end()) return text;
    number = number || digits;
    port = port || lower.starts_with("port") || lower.find(':') != std::string::npos;
  }
  return number && port ? trim(text.substr(0, open)) : text;
}

/// The words of the plans for a service: how many environments they are for, and whether they only stand in a comparison.
struct Description {
  std::string words;
  std::vector<std::size_t> environments;
  bool compared = false;
};

static std::vector<Description> descriptions_of(const Stack& stack, const StackReport& report, std::size_t environment, const Service& service) {
  std::vector<Description> found;
  for (const ClaimView& view : claims_about(stack, report, environment, service.name.value)) {
    const auto* exists = std::get_if<ServiceExists>(&view.statement->fact);
    if (!exists || exists->description.empty() || view.statement->modality != Modality::stated || holds_contradiction(stack, report, view)) continue;
    found.push_back({std::string(without_ports(exists->description)), view.claim->environments, view.statement->scope.source == Scope::Source::table_column});
  }
  std::stable_sort(found.begin(), found.end(), [](const Description& a, const Description& b) {
    return a.compared != b.compared ? b.compared : a.environments.size() < b.environments.size();
  });
  return found;
}

std::string describe_service(const Stack& stack, const StackReport& report, std::size_t environment, const Service& service) {
  const std::vector<Description> found = descriptions_of(stack, report, environment, service);
  if (!found.empty()) return found.front().words;
  const check::ImageFacts* facts = check::find_service_facts(stack, service);
  if (!facts) return {};
  return service.build ? "built on " + std::string(facts->title) : std::string(facts->title);
}

std::string describe_service_generally(const Stack& stack, const StackReport& report, std::size_t environment, const Service& service) {
  for (const Description& description : descriptions_of(stack, report, environment, service)) {
    const auto& said = description.environments;
    bool everywhere = !description.compared;
    for (std::size_t e = 0; e < stack.environments.size(); ++e) {
      const bool there = stack.environments[e].find_service(service.name.value) != nullptr;
      everywhere = everywhere && (!there || std::find(said.begin(), said.end(), e) != said.end());
    }
    if (everywhere) return description.words;
  }
  return describe_service(stack, report, environment, service);
}

std::string_view words_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::verified: return "verified";
    case Outcome::contradicted: return "contradicted";
    case Outcome::unverifiable: return "cannot be checked";
    case Outcome::planned: return "planned";
    case Outcome::not_judged: return "not judged";
  }
  return "not judged";
}

}  // namespace portolan::render
