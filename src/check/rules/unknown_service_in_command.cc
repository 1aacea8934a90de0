#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/find_container.h"
#include "check/claims/words.h"
#include "check/rules/contradictions.h"
#include "check/rules/rules.h"

namespace portolan::check {

/// What could have been meant: names of the same kind in the environments that the command speaks of, or in all of them for a file.
static std::vector<std::string> candidates_for(const Stack& stack, const Claim& claim, const RunsCommand& command) {
  std::vector<std::string> names;
  const bool is_file = std::any_of(command.files.begin(), command.files.end(), [&](const auto& file) { return file.span == claim.wrong; });
  const bool is_container = std::any_of(command.containers.begin(), command.containers.end(), [&](const auto& name) { return name.span == claim.wrong; });
  const bool is_service = std::any_of(command.services.begin(), command.services.end(), [&](const auto& name) { return name.span == claim.wrong; });
  for (const Environment& environment : stack.environments) {
    if (is_file) names.insert(names.end(), environment.compose_paths.begin(), environment.compose_paths.end());
  }
  for (const std::size_t index : claim.refuted_in) {
    for (const Service& service : stack.environments[index].services) {
      if (is_service) names.push_back(service.name.value);
      if (is_container) names.push_back(container_name_of(stack.environments[index], service));
      if (is_file || is_service || is_container) continue;
      for (const Spanned<std::string>& profile : service.profiles) names.push_back(profile.value);
    }
  }
  return names;
}

static std::string help_for(const RuleInput& input, const Claim& claim, const RunsCommand& command) {
  if (claim.wrong == command.verb.span) return "say which file is meant, with -f";
  const std::vector<std::string> names = candidates_for(input.stack, claim, command);
  if (const auto guess = nearest(unquoted(input.sources.text(claim.wrong)), names)) return fmt::format("did you mean {}?", quoted(*guess));
  return "correct the command, or define what it names";
}

static void run(const RuleInput& input, const Reporter& report) {
  for (const Claim& claim : input.claims) {
    const auto* command = std::get_if<RunsCommand>(&statement_of(input.stack, claim).fact);
    if (!command || claim.outcome != Outcome::contradicted) continue;
    report(report_contradiction(input, claim, fmt::format("the documented command cannot run: {}", claim.reason), help_for(input, claim, *command)));
  }
}

const Rule unknown_service_in_command{
    .name = "unknown-service-in-command",
    .category = Category::correctness,
    .summary = "a documented command names a service, container, profile or compose file that does not exist",
    .run = run,
};

}  // namespace portolan::check
