#include "render/facts/grants.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/claims/words.h"
#include "render/facts/mounts.h"
#include "render/facts/resolved.h"

namespace portolan::render {

namespace {

struct GrantKind {
  const char* part;                            ///< key at the top of the file, and of a service
  const char* folder;                          ///< of a target that is no path
  std::vector<Secret> Environment::* defined;
  std::vector<GrantReference> Service::* given;
};

constexpr GrantKind secrets{"secrets", "/run/secrets/", &Environment::secrets, &Service::secrets};
constexpr GrantKind configs{"configs", "/", &Environment::configs, &Service::configs};

std::string source_of(const Secret& secret, const Masking& masking) {
  if (secret.external) return {};
  if (secret.file) return shown(masking, secret.file->value, secret.file->span);
  return secret.environment ? fmt::format("variable {}", shown(masking, secret.environment->value)) : "the compose file";
}

GrantFact& fact_of(std::vector<GrantFact>& facts, const Spanned<std::string>& name) {
  const auto same = std::find_if(facts.begin(), facts.end(), [&](const GrantFact& fact) { return fact.name == name.value; });
  if (same != facts.end()) return *same;
  GrantFact& fact = facts.emplace_back();
  fact.name = name.value;
  fact.span = name.span;
  return fact;
}

void add_uses(const Environment& environment, const Service& service, const GrantKind& kind, std::vector<GrantFact>& facts) {
  for (const GrantReference& grant : service.*kind.given) {
    const std::string target = grant.target.empty() ? grant.source.value : grant.target;
    fact_of(facts, grant.source).uses.push_back({&service, target.starts_with('/') ? target : kind.folder + target, grant.source.span});
  }
  const Value* of_build = find_resolved(environment, {"services", service.name.value, "build", kind.part});
  for (std::size_t i = 0; of_build && i < of_build->items.size(); ++i) {
    const Value* source = of_build->items[i].find("source");
    if (source && source->is_scalar()) fact_of(facts, {source->text, source->span}).uses.push_back({&service, "", source->span});
  }
}

std::vector<GrantFact> list_grants(const Stack& stack, std::size_t index, const GrantKind& kind, const Masking& masking) {
  const Environment& environment = stack.environments[index];
  std::vector<GrantFact> facts;
  for (const Secret& secret : environment.*kind.defined) {
    GrantFact& fact = fact_of(facts, secret.name);
    fact.definition = &secret;
    fact.from = source_of(secret, masking);
    fact.missing = secret.file && !secret.external && is_missing(stack, environment, secret.file->value);
  }
  for (const Service& service : environment.services) add_uses(environment, service, kind, facts);
  return facts;
}

}  // namespace

std::vector<GrantFact> list_secrets(const Stack& stack, const StackReport& report, std::size_t environment, const Masking& masking) {
  std::vector<GrantFact> facts = list_grants(stack, environment, secrets, masking);
  for (const ClaimView& view : all_claims(stack, report)) {
    const auto* said = std::get_if<ReadsSecret>(&view.statement->fact);
    if (!said || !speaks_of(*view.claim, environment)) continue;
    for (GrantFact& fact : facts) {
      const bool better = !fact.claim || rank_of(view.claim->outcome) < rank_of(fact.claim->claim->outcome);
      if (fact.name == check::unquoted(said->secret.value) && better) fact.claim = view;
    }
  }
  return facts;
}

std::vector<GrantFact> list_configs(const Stack& stack, std::size_t environment, const Masking& masking) {
  return list_grants(stack, environment, configs, masking);
}

}  // namespace portolan::render
