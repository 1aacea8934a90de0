#include "check/claims/proof.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "check/claims/find_service.h"
#include "check/claims/words.h"
#include "check/knowledge/images.h"

namespace portolan::check {

Judgement holds(std::string reason, std::vector<Span> evidence) {
  return {.proof = Proof::holds, .reason = std::move(reason), .wrong = {}, .evidence = std::move(evidence)};
}

Judgement refuted(std::string reason, Span wrong, std::vector<Span> evidence) {
  return {.proof = Proof::refuted, .reason = std::move(reason), .wrong = wrong, .evidence = std::move(evidence)};
}

Judgement open(std::string reason) { return {.proof = Proof::open, .reason = std::move(reason), .wrong = {}, .evidence = {}}; }

Judgement absent(std::string reason, Span wrong) {
  return {.proof = Proof::absent, .reason = std::move(reason), .wrong = wrong, .evidence = {}};
}

static bool belongs_to(const Scene& scene, const ServiceGroup& group, const Service& service) {
  if (group.databases && role_of(scene.stack, service) != ServiceRole::database) return false;
  return std::none_of(group.except.begin(), group.except.end(), [&](const std::string& name) { return find_service_by_words(scene.stack, scene.environment, name).service == &service; });
}

Subjects find_subjects(const Scene& scene, const Spanned<std::string>& words) {
  Subjects subjects;
  const std::optional<ServiceGroup> group = scene.environment.find_service(words.value) ? std::nullopt : parse_service_group(words.value);
  subjects.every = group.has_value();
  if (words.value.empty() || subjects.every) {
    subjects.named = false;
    for (const Service& service : scene.environment.services) {
      if (!group || belongs_to(scene, *group, service)) subjects.services.push_back(&service);
    }
    if (subjects.services.empty()) subjects.problem = open(group ? fmt::format("{} means no service", quoted(words.value)) : "the document does not say of which service");
    return subjects;
  }
  const ServiceAnswer answer = find_service_by_words(scene.stack, scene.environment, words.value);
  if (answer.service) {
    subjects.services.push_back(answer.service);
  } else {
    subjects.problem = answer.ambiguous ? open(answer.problem) : absent(answer.problem, words.span);
  }
  return subjects;
}

Subjects find_subjects_or_all(const Scene& scene, const Spanned<std::string>& words) {
  Subjects subjects = find_subjects(scene, words);
  if (!subjects.named && !subjects.every && scene.statement.scope.source != Scope::Source::table_column) {
    subjects.services.clear();
    subjects.problem = open("the document does not say of which service");
  }
  return subjects;
}

Span place_of(const Service& service) { return service.name.span; }

std::size_t index_of(const Environment& environment, const Service& service) {
  return static_cast<std::size_t>(&service - environment.services.data());
}

}  // namespace portolan::check
