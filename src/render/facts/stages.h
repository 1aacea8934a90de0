// The stages of a Dockerfile as a chain: which stand on which, and where each begins.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/stack.h"

namespace portolan::render {

/// A stage by name, in any case, or by its number, among the first `before` stages.
std::optional<std::size_t> find_stage(const Dockerfile& dockerfile, std::string_view name, std::size_t before);

/// The id of a stage's row on a page: of stages with equal names in several Dockerfiles each has its own.
std::string stage_id(const Dockerfile& dockerfile, std::size_t stage);

/// Indices from the stage that starts from an image up to `stage`.
std::vector<std::size_t> chain_to(const Dockerfile& dockerfile, std::size_t stage);

/// The stage that a build ends with: its target, else the last one. Nothing when the Dockerfile is not there or has no such stage.
struct BuiltStage {
  const Dockerfile* dockerfile = nullptr;
  std::size_t stage = 0;

  bool operator==(const BuiltStage&) const = default;
};
std::optional<BuiltStage> find_built_stage(const Stack& stack, const BuildDefinition& build);

/// What a container of `stage` starts with, as far as its chain says so: each field from the nearest stage that sets it.
struct StageSettings {
  std::optional<Spanned<std::string>> user, workdir, health_check;
  std::optional<CommandLine> entrypoint, command;
  std::vector<Spanned<PortRange>> exposes;
  std::vector<const Variable*> variables;  ///< of ENV; of a name that is set twice the one that counts
  std::vector<const Variable*> arguments;  ///< of ARG in the chain, before FROM as well
};
StageSettings settings_of(const BuiltStage& built);

/// All stages that go into `stage`: its chain, and those it copies from with theirs. Ascending.
std::vector<std::size_t> needed_stages(const Dockerfile& dockerfile, std::size_t stage);

}  // namespace portolan::render
