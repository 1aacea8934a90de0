#include "render/facts/commands.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "base/utf8.h"
#include "render/facts/plan_commands.h"

namespace portolan::render {

static constexpr std::size_t most_shells = 12;

std::string_view title_of(Task task) {
  switch (task) {
    case Task::prepare: return "Build and fetch images";
    case Task::start: return "Start";
    case Task::stop: return "Stop";
    case Task::restart: return "Restart";
    case Task::logs: return "Follow logs";
    case Task::status: return "See what runs";
    case Task::shell: return "Run inside a container";
    case Task::migrate: return "Migrate the database";
    case Task::other: return "Other commands";
  }
  return "Other commands";
}

Task task_of(const RunsCommand& command) {
  struct Row {
    std::string_view verb;
    Task task;
  };
  constexpr std::array rows{
      Row{"build", Task::prepare}, Row{"pull", Task::prepare},   Row{"push", Task::prepare}, Row{"up", Task::start},      Row{"start", Task::start},
      Row{"create", Task::start},  Row{"unpause", Task::start},  Row{"down", Task::stop},    Row{"stop", Task::stop},     Row{"rm", Task::stop},
      Row{"kill", Task::stop},     Row{"pause", Task::stop},     Row{"restart", Task::restart}, Row{"logs", Task::logs},  Row{"attach", Task::logs},
      Row{"events", Task::logs},   Row{"ps", Task::status},      Row{"ls", Task::status},    Row{"top", Task::status},    Row{"stats", Task::status},
      Row{"port", Task::status},   Row{"images", Task::status},  Row{"config", Task::status}, Row{"exec", Task::shell},   Row{"run", Task::shell},
      Row{"cp", Task::shell},
      Row{"inspect", Task::status}, Row{"wait", Task::status},   Row{"diff", Task::status}};
  Task task = Task::other;
  for (const Row& row : rows) {
    if (command.verb.value == row.verb) task = row.task;
  }
  if (task != Task::shell) return task;
  const bool migrates = std::any_of(command.arguments.begin(), command.arguments.end(), [](const Spanned<std::string>& argument) {
    const std::string word = to_lower(argument.value);
    return word == "migrate" || word.starts_with("migrate:") || word.starts_with("db:migrate") || word == "alembic";
  });
  return migrates ? Task::migrate : task;
}

bool changes_containers(std::string_view verb) {
  constexpr std::array verbs{"up", "update", "down", "start", "stop", "restart", "exec", "run", "rm", "kill", "pause", "unpause", "create", "cp", "scale", "watch"};
  return std::any_of(verbs.begin(), verbs.end(), [&](const char* known) { return verb == known; });
}

static bool any_production(const Stack& stack, const std::vector<std::size_t>& environments) {
  return std::any_of(environments.begin(), environments.end(), [&](std::size_t index) {
    return index < stack.environments.size() && stack.environments[index].kind == EnvironmentKind::production;
  });
}

/// Commands as (task, fact) go into groups in the order of the tasks.
static std::vector<CommandGroup> group_commands(std::vector<std::pair<Task, CommandFact>> commands) {
  std::stable_sort(commands.begin(), commands.end(), [](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    return a.second.environments < b.second.environments;
  });
  std::vector<CommandGroup> groups;
  for (auto& [task, command] : commands) {
    if (groups.empty() || groups.back().task != task) groups.push_back({.task = task, .commands = {}});
    groups.back().commands.push_back(std::move(command));
  }
  return groups;
}

/// The call that a reader must know of first: a wrong one before others.
static const ClaimView& worst_of(const std::vector<ClaimView>& calls) {
  return *std::min_element(calls.begin(), calls.end(), [](const ClaimView& a, const ClaimView& b) { return rank_of(a.claim->outcome) < rank_of(b.claim->outcome); });
}

static FileId text_of(const PlanCommand& command) { return command.span.file; }

/// What a command without a call of Compose is for: what the calls beside it are for.
static Task task_beside(const std::vector<PlanCommand>& commands, std::size_t index) {
  const auto task_at = [&](std::size_t i) { return task_of(std::get<RunsCommand>(commands[i].calls.front().statement->fact)); };
  std::optional<Task> next;
  for (std::size_t i = index + 1; i < commands.size() && text_of(commands[i]) == text_of(commands[index]); ++i) {
    if (commands[i].calls.empty()) continue;
    if (task_at(i) == Task::start) return Task::start;  // whatever stands before it is done to start
    if (!next) next = task_at(i);
  }
  if (next) return *next;
  for (std::size_t i = index; i > 0 && text_of(commands[i - 1]) == text_of(commands[index]); --i) {
    if (!commands[i - 1].calls.empty()) return task_at(i - 1);
  }
  return Task::other;
}

std::vector<CommandGroup> list_commands(const Stack& stack, const StackReport& report, const SourceMap& sources) {
  std::vector<std::pair<Task, CommandFact>> commands;
  std::set<std::pair<std::string, std::vector<std::size_t>>> told;
  const std::vector<PlanCommand> planned = list_plan_commands(stack, report, sources);
  for (std::size_t i = 0; i < planned.size(); ++i) {
    const PlanCommand& command = planned[i];
    if (!told.emplace(command.text, command.environments).second) continue;
    CommandFact fact;
    fact.text = command.text;
    fact.comment = command.comment;
    fact.environments = command.environments;
    fact.span = command.span;
    fact.plan = command.plan;
    fact.section = section_of(command);
    if (command.calls.empty()) {
      if (fact.comment.empty()) fact.comment = printable_utf8(command.plan->sections[fact.section].title.value);
      commands.emplace_back(task_beside(planned, i), std::move(fact));
      continue;
    }
    fact.claim = worst_of(command.calls);
    if (fact.claim.claim->outcome == Outcome::contradicted) fact.finding = find_finding(report, *fact.claim.claim, *fact.claim.statement, sources);
    const bool changes = std::any_of(command.calls.begin(), command.calls.end(), [](const ClaimView& call) { return changes_containers(std::get<RunsCommand>(call.statement->fact).verb.value); });
    fact.live = changes && any_production(stack, fact.environments);
    commands.emplace_back(task_of(std::get<RunsCommand>(command.calls.front().statement->fact)), std::move(fact));
  }
  return group_commands(std::move(commands));
}

std::string compose_line(const Environment& environment, std::string_view rest, std::string_view service) {
  std::string line = fmt::format("{} {}", environment.compose_command(), rest);
  if (!service.empty()) line += " " + quote_for_shell(service);
  return line;
}

namespace {

struct Generator {
  const Environment& environment;
  std::size_t index;
  std::set<std::string> told;  // lines that the plan has for this environment
  std::vector<std::pair<Task, CommandFact>> commands;

  void add(Task task, std::string verb, const std::string& line, std::string comment) {
    if (told.contains(line)) return;
    CommandFact fact;
    fact.text = line;
    fact.comment = std::move(comment);
    fact.environments = {index};
    fact.live = environment.kind == EnvironmentKind::production && changes_containers(verb);
    commands.emplace_back(task, std::move(fact));
  }
};

}  // namespace

static std::vector<std::string> profiles_of(const Environment& environment) {
  std::vector<std::string> profiles;
  for (const Service& service : environment.services) {
    for (const auto& profile : service.profiles) {
      if (std::find(profiles.begin(), profiles.end(), profile.value) == profiles.end()) profiles.push_back(profile.value);
    }
  }
  return profiles;
}

std::vector<CommandGroup> generate_commands(const Stack& stack, std::size_t index, const std::vector<CommandGroup>& planned) {
  const Environment& environment = stack.environments[index];
  if (environment.compose_paths.empty()) return {};
  Generator generator{.environment = environment, .index = index, .told = {}, .commands = {}};
  for (const CommandGroup& group : planned) {
    for (const CommandFact& command : group.commands) {
      const auto& at = command.environments;
      if (std::find(at.begin(), at.end(), index) != at.end()) generator.told.insert(command.text);
    }
  }
  const bool builds = std::any_of(environment.services.begin(), environment.services.end(), [](const Service& s) { return s.build.has_value(); });
  const auto line = [&](std::string_view rest) { return compose_line(environment, rest); };
  generator.add(Task::start, "up", line(builds ? "up -d --build" : "up -d"), builds ? "build what changed and start in the background" : "start in the background");
  for (const std::string& profile : profiles_of(environment)) {
    generator.add(Task::start, "up", line(fmt::format("--profile {} up -d", quote_for_shell(profile))), fmt::format("start with the services of profile {}", profile));
  }
  generator.add(Task::stop, "down", line("down"), "stop; volumes stay");
  generator.add(Task::logs, "logs", line("logs --tail=100 -f"), "follow the logs of all services");
  generator.add(Task::status, "ps", line("ps"), "what runs, and what is healthy");
  const std::size_t shells = std::min(environment.services.size(), most_shells);
  for (std::size_t i = 0; i < shells; ++i) {
    const std::string& name = environment.services[i].name.value;
    generator.add(Task::shell, "exec", compose_line(environment, "exec", name) + " sh", fmt::format("shell in {}", name));
  }
  return group_commands(std::move(generator.commands));
}

}  // namespace portolan::render
