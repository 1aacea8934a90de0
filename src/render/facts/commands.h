// Commands: those the plans give, with their verdicts, and the standard ones that follow from the files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/shell.h"
#include "base/source_map.h"
#include "model/finding.h"
#include "model/stack.h"
#include "render/facts/claims.h"

namespace portolan::render {

/// What a command is for, in the order of a page.
enum class Task { prepare, start, stop, restart, logs, status, shell, migrate, other };

std::string_view title_of(Task task);

/// By the verb of Compose ("up", "logs") and what is run in a container ("migrate").
Task task_of(const RunsCommand& command);

struct CommandFact {
  std::string text;                        ///< as written, masked
  std::string comment;                     ///< the plan's words above it, or ours for a generated one; may be ""
  std::vector<std::size_t> environments;   ///< it runs in
  ClaimView claim;                         ///< empty for a generated one, and for a call of another program than Compose
  Span span;                               ///< where a plan has it; unknown for a generated one
  const Plan* plan = nullptr;              ///< that has it; nullptr for a generated one
  std::size_t section = 0;                 ///< of the plan
  const Finding* finding = nullptr;        ///< that the plan's command is wrong
  bool live = false;                       ///< changes a live system: acts on containers of production

  bool generated() const { return !span.known(); }
  bool checked() const { return claim.claim != nullptr; }
};

/// Whether a Compose verb acts on running containers, rather than only looking at them.
bool changes_containers(std::string_view verb);

struct CommandGroup {
  Task task = Task::other;
  std::vector<CommandFact> commands;  ///< by environment, then plan, then place; a line is told once per environment
};

/// Of all plans, without those of troubleshooting sections; groups without commands are left out. What is no call of Compose stands with a start
/// that follows it in the same text, else with the next call, else with the one before it.
std::vector<CommandGroup> list_commands(const Stack& stack, const StackReport& report, const SourceMap& sources);

/// The standard commands of one environment, without those that `planned` already has. At most twelve services get their own shell line.
std::vector<CommandGroup> generate_commands(const Stack& stack, std::size_t environment, const std::vector<CommandGroup>& planned);

/// "docker compose -f docker-compose.dev.yml ps web"; a name that a shell would take apart is quoted.
std::string compose_line(const Environment& environment, std::string_view rest, std::string_view service = {});

}  // namespace portolan::render
