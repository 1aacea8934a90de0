#include "render/facts/stages.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"

namespace portolan::render {

std::optional<std::size_t> find_stage(const Dockerfile& dockerfile, std::string_view name, std::size_t before) {
  const std::size_t end = std::min(before, dockerfile.stages.size());
  for (std::size_t i = 0; i < end; ++i) {
    if (!dockerfile.stages[i].name.empty() && equals_ignoring_case(dockerfile.stages[i].name, name)) return i;
  }
  const std::optional<int> number = parse_digits(name);
  if (number && static_cast<std::size_t>(*number) < end) return static_cast<std::size_t>(*number);
  return std::nullopt;
}

std::string stage_id(const Dockerfile& dockerfile, std::size_t stage) { return fmt::format("stage-{}-{}", hex(hash_bytes(dockerfile.path)), stage + 1); }

std::vector<std::size_t> chain_to(const Dockerfile& dockerfile, std::size_t stage) {
  std::vector<std::size_t> chain{stage};
  while (const auto below = find_stage(dockerfile, dockerfile.stages[chain.back()].base.value, chain.back())) chain.push_back(*below);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

std::optional<BuiltStage> find_built_stage(const Stack& stack, const BuildDefinition& build) {
  const Dockerfile* dockerfile = build.resolved_dockerfile.empty() ? nullptr : stack.find_dockerfile(build.resolved_dockerfile);
  if (!dockerfile || dockerfile->stages.empty()) return std::nullopt;
  if (!build.target) return BuiltStage{dockerfile, dockerfile->stages.size() - 1};
  const auto target = find_stage(*dockerfile, build.target->value, dockerfile->stages.size());
  return target ? std::optional<BuiltStage>({dockerfile, *target}) : std::nullopt;
}

static void add_variables(const std::vector<Variable>& variables, std::vector<const Variable*>& settled) {
  for (const Variable& variable : variables) {
    const auto same = std::find_if(settled.begin(), settled.end(), [&](const Variable* other) { return other->name.value == variable.name.value; });
    if (same == settled.end()) {
      settled.push_back(&variable);
    } else if (variable.value) {
      *same = &variable;
    }
  }
}

StageSettings settings_of(const BuiltStage& built) {
  StageSettings settings;
  add_variables(built.dockerfile->arguments, settings.arguments);
  for (const std::size_t index : chain_to(*built.dockerfile, built.stage)) {
    const BuildStage& stage = built.dockerfile->stages[index];
    if (stage.user) settings.user = stage.user;
    if (stage.workdir) settings.workdir = stage.workdir;
    if (stage.health_check) settings.health_check = stage.health_check;
    if (stage.command) settings.command = stage.command;
    if (stage.entrypoint) settings.entrypoint = stage.entrypoint;
    settings.exposes.insert(settings.exposes.end(), stage.exposes.begin(), stage.exposes.end());
    add_variables(stage.variables, settings.variables);
    add_variables(stage.arguments, settings.arguments);
  }
  return settings;
}

std::vector<std::size_t> needed_stages(const Dockerfile& dockerfile, std::size_t stage) {
  std::vector<bool> needed(dockerfile.stages.size(), false);
  needed[stage] = true;
  // What a stage needs stands before it, so one walk from the last to the first is enough.
  for (std::size_t i = stage + 1; i-- > 0;) {
    if (!needed[i]) continue;
    std::vector<std::string> names = dockerfile.stages[i].copies_from;
    names.push_back(dockerfile.stages[i].base.value);
    for (const std::string& name : names) {
      if (const auto found = find_stage(dockerfile, name, i)) needed[*found] = true;
    }
  }
  std::vector<std::size_t> indices;
  for (std::size_t i = 0; i < needed.size(); ++i) {
    if (needed[i]) indices.push_back(i);
  }
  return indices;
}

}  // namespace portolan::render
