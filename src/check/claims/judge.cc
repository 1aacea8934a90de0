#include "check/claims/judge.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/bind.h"
#include "check/claims/find_service.h"
#include "check/claims/on_paper.h"
#include "check/claims/proof.h"
#include "check/claims/provers.h"
#include "check/claims/words.h"
#include "check/reachability.h"

namespace portolan::check {
namespace {

struct Answer {
  std::size_t environment = 0;
  Judgement judgement;
};

using Answers = std::vector<Answer>;

bool any_of(const Answers& answers, Proof proof) {
  return std::any_of(answers.begin(), answers.end(), [&](const Answer& answer) { return answer.judgement.proof == proof; });
}

/// What a file that could not be read says nothing about can't be called missing.
void soften_broken(const Stack& stack, const SourceMap& sources, Answers& answers) {
  for (Answer& answer : answers) {
    const Environment& environment = stack.environments[answer.environment];
    const bool negative = answer.judgement.proof == Proof::refuted || answer.judgement.proof == Proof::absent;
    if (environment.on_paper && negative && says_nothing_else(environment, answer.judgement, sources)) answer.judgement = open("the plan, which is all there is, says no more about it");
    if (environment.broken && negative) answer.judgement = open(fmt::format("the compose files of {} could not be read in full", environment.name));
  }
}

/// Words that no environment knows are a contradiction only when they are written as a name: "cache", not "Static files".
bool is_name_like(const Answer& answer, const SourceMap& sources) {
  const Span& wrong = answer.judgement.wrong;
  return wrong.known() && looks_like_name(unquoted(sources.text(wrong)));
}

/// Turns "absent" into what it means for this statement: wrong, unknown, or not spoken of.
void settle_absent(const Stack& stack, const SourceMap& sources, const BoundScope& scope, Answers& answers) {
  const bool all_absent = std::all_of(answers.begin(), answers.end(), [](const Answer& answer) { return answer.judgement.proof == Proof::absent; });
  if (!all_absent && !scope.spoken) {
    answers.erase(std::remove_if(answers.begin(), answers.end(), [](const Answer& answer) { return answer.judgement.proof == Proof::absent; }), answers.end());
    return;
  }
  for (Answer& answer : answers) {
    if (answer.judgement.proof != Proof::absent) continue;
    const Span wrong = answer.judgement.wrong;
    // Another environment knows the words, so this document does mean a service.
    const bool known_elsewhere = wrong.known() && std::any_of(stack.environments.begin(), stack.environments.end(), [&](const Environment& environment) {
      const std::string words = unquoted(sources.text(wrong));
      return find_service_by_words(stack, environment, words).service || find_network_by_words(environment, words);
    });
    const bool decided = is_name_like(answer, sources) || known_elsewhere;
    std::string reason = std::move(answer.judgement.reason);
    if (known_elsewhere) reason += fmt::format(" in {}", stack.environments[answer.environment].name);
    answer.judgement = decided ? refuted(std::move(reason), wrong, {}) : open(std::move(reason));
  }
}

void keep_only(Answers& answers, Proof proof) {
  answers.erase(std::remove_if(answers.begin(), answers.end(), [&](const Answer& answer) { return answer.judgement.proof != proof; }), answers.end());
}

std::vector<std::size_t> environments_of(const Answers& answers) {
  std::vector<std::size_t> indices;
  for (const Answer& answer : answers) indices.push_back(answer.environment);
  return indices;
}

/// What each environment says for it, where they say it in different words: "compose publishes 8000 in development; "web" listens on 8000 in production".
std::string reasons_by_environment(const Stack& stack, const Answers& answers) {
  std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
  for (const Answer& answer : answers) {
    const auto same = std::find_if(reasons.begin(), reasons.end(), [&](const auto& reason) { return reason.first == answer.judgement.reason; });
    auto& reason = same == reasons.end() ? reasons.emplace_back(answer.judgement.reason, std::vector<std::string>{}) : *same;
    reason.second.push_back(stack.environments[answer.environment].name);
  }
  if (reasons.size() < 2) return reasons.empty() ? std::string() : reasons.front().first;
  std::string text;
  for (const auto& [reason, names] : reasons) text += fmt::format("{}{} in {}", text.empty() ? "" : "; ", reason, join_naturally(names));
  return text;
}

/// Reason, wrong words and places of the answers that decide, each place once.
void take_answers(Claim& claim, const Answers& deciding) {
  for (const Answer& answer : deciding) {
    if (claim.reason.empty()) claim.reason = answer.judgement.reason;
    if (!claim.wrong.known()) claim.wrong = answer.judgement.wrong;
    for (const Span& place : answer.judgement.evidence) {
      if (place.known() && std::find(claim.evidence.begin(), claim.evidence.end(), place) == claim.evidence.end()) claim.evidence.push_back(place);
    }
  }
}

void decide(const Stack& stack, const SourceMap& sources, const Statement& statement, const BoundScope& scope, Answers answers, Claim& claim) {
  soften_broken(stack, sources, answers);
  settle_absent(stack, sources, scope, answers);
  const bool somewhere = !scope.spoken && reading_of(statement.fact) == Reading::somewhere;
  if (somewhere && any_of(answers, Proof::holds)) keep_only(answers, Proof::holds);
  claim.environments = environments_of(answers);
  Answers deciding = answers;
  if (any_of(answers, Proof::refuted)) {
    claim.outcome = Outcome::contradicted;
    keep_only(deciding, Proof::refuted);
    claim.refuted_in = environments_of(deciding);
  } else if (any_of(answers, Proof::open)) {
    claim.outcome = Outcome::unverifiable;
    keep_only(deciding, Proof::open);
  } else {
    claim.outcome = Outcome::verified;
    claim.reason = reasons_by_environment(stack, deciding);
  }
  take_answers(claim, deciding);
  const bool verified = claim.outcome == Outcome::verified;
  if (stack.on_paper && (verified ? proves_itself(claim, statement, sources) : defines_stack(stack.plans[claim.plan], statement, sources))) {
    claim.outcome = Outcome::not_judged;
    claim.reason = "this is where the stack is defined";
    claim.evidence.clear();
    claim.refuted_in.clear();
  }
  if (stack.on_paper) claim.reason = without_compose(std::move(claim.reason));
  // Where only some of several environments disagree, say which.
  if (!claim.refuted_in.empty() && claim.refuted_in.size() < claim.environments.size()) {
    std::vector<std::string> names;
    for (const std::size_t index : claim.refuted_in) names.push_back(stack.environments[index].name);
    const std::string where = fmt::format(" in {}", join_naturally(names));
    if (!claim.reason.ends_with(where)) claim.reason += where;
  }
}

void bind_service(const Stack& stack, const Statement& statement, Claim& claim) {
  const std::string_view words = service_words(statement.fact);
  if (words.empty()) return;
  for (const std::size_t index : claim.environments) {
    const ServiceAnswer answer = find_service_by_words(stack, stack.environments[index], words);
    if (!answer.service) continue;
    claim.service = answer.service->name.value;
    return;
  }
}

class Judge {
 public:
  Judge(const Stack& stack, const SourceMap& sources) : stack_(stack), sources_(sources) {
    for (const Environment& environment : stack.environments) reach_.push_back(compute_reachability(environment));
  }

  Claim judge(std::size_t plan_index, std::size_t statement_index) const {
    const Plan& plan = stack_.plans[plan_index];
    const Statement& statement = plan.statements[statement_index];
    Claim claim;
    claim.plan = plan_index;
    claim.statement = statement_index;
    const BoundScope scope = bind_environments(stack_, statement);
    claim.environments = scope.environments;
    bind_service(stack_, statement, claim);
    if (statement.modality != Modality::stated) {
      claim.outcome = statement.modality == Modality::planned ? Outcome::planned : Outcome::not_judged;
      claim.reason = statement.modality_words.value.empty() ? fmt::format("the plan calls it {}", name_of(statement.modality))
                                                            : fmt::format("the plan says {}", quoted(statement.modality_words.value));
      return claim;
    }
    if (scope.environments.empty()) {
      claim.outcome = Outcome::unverifiable;
      claim.reason = scope.problem;
      return claim;
    }
    Answers answers;
    for (const std::size_t index : scope.environments) {
      const Scene scene{stack_, stack_.environments[index], reach_[index], sources_, plan, statement};
      answers.push_back({index, std::visit([&](const auto& fact) { return prove(fact, scene); }, statement.fact)});
    }
    decide(stack_, sources_, statement, scope, std::move(answers), claim);
    return claim;
  }

 private:
  const Stack& stack_;
  const SourceMap& sources_;
  std::vector<Reachability> reach_;  // parallel to the stack's environments
};

}  // namespace

std::vector<Claim> judge_statements(const Stack& stack, const SourceMap& sources) {
  const Judge judge(stack, sources);
  std::vector<Claim> claims;
  for (std::size_t plan = 0; plan < stack.plans.size(); ++plan) {
    for (std::size_t statement = 0; statement < stack.plans[plan].statements.size(); ++statement) claims.push_back(judge.judge(plan, statement));
  }
  return claims;
}

}  // namespace portolan::check
