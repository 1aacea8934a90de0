// What one environment says to one statement.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source_map.h"
#include "check/reachability.h"
#include "model/stack.h"
#include "model/statement.h"

namespace portolan::check {

enum class Proof {
  holds,
  refuted,
  open,    ///< the files do not tell
  absent,  ///< what the statement speaks of does not exist in this environment
};

struct Judgement {
  Proof proof = Proof::open;
  std::string reason;           ///< lower case, no full stop, says what the files say: "compose publishes 5433"
  Span wrong;                   ///< the words of the document that are wrong; unknown: the whole statement
  std::vector<Span> evidence;   ///< where the files say so
};

Judgement holds(std::string reason, std::vector<Span> evidence);
Judgement refuted(std::string reason, Span wrong, std::vector<Span> evidence);
Judgement open(std::string reason);
Judgement absent(std::string reason, Span wrong);

/// What a prover may look at.
struct Scene {
  const Stack& stack;
  const Environment& environment;
  const Reachability& reach;
  const SourceMap& sources;
  const Plan& plan;
  const Statement& statement;
};

/// The services that `words` means: the one that answers, or all of them when the document does not say which. With `problem` set there is none.
struct Subjects {
  std::vector<const Service*> services;
  bool named = true;
  bool every = false;  ///< "all services": what is said must hold for each of them
  Judgement problem;

  explicit operator bool() const { return !services.empty(); }
};

Subjects find_subjects(const Scene& scene, const Spanned<std::string>& words);

/// For properties that a document states of an environment as a whole: only a column of a comparison does that ("Restart | no | always"). Elsewhere a
/// statement without a service lost its subject on the way, and none is guessed.
Subjects find_subjects_or_all(const Scene& scene, const Spanned<std::string>& words);

/// Where a service is defined: its key.
Span place_of(const Service& service);
std::size_t index_of(const Environment& environment, const Service& service);

/// `judge` is asked for each of the subjects. Named: its answer. Not named: one that holds is enough (`any`), or all must hold (`all`).
/// "All services" must all hold whichever is asked.
template <class Judge>
Judgement judge_all(const Subjects& subjects, Judge&& judge) {
  Judgement result = holds({}, {});
  for (const Service* service : subjects.services) {
    Judgement judgement = judge(*service);
    if (subjects.named || judgement.proof == Proof::refuted) return judgement;
    if (judgement.proof == Proof::open) result = std::move(judgement);
    if (result.proof != Proof::holds) continue;
    result.reason = judgement.reason;
    result.evidence.insert(result.evidence.end(), judgement.evidence.begin(), judgement.evidence.end());
  }
  return result;
}

template <class Judge>
Judgement judge_any(const Subjects& subjects, Judge&& judge) {
  if (subjects.every) return judge_all(subjects, judge);
  Judgement first_refuted = open("nothing in the files says so");
  for (const Service* service : subjects.services) {
    Judgement judgement = judge(*service);
    if (subjects.named || judgement.proof == Proof::holds) return judgement;
    if (judgement.proof == Proof::refuted && first_refuted.proof != Proof::refuted) first_refuted = std::move(judgement);
  }
  return first_refuted;
}

}  // namespace portolan::check
