#include "render/facts/plan_commands.h"

#include <algorithm>

#include "base/text.h"
#include "check/claims/bind.h"
#include "render/facts/troubleshooting.h"

namespace portolan::render {

std::size_t section_of(const PlanCommand& command) { return command.written ? command.written->section : command.calls.front().statement->section; }

namespace {

const RunsCommand& call_of(const ClaimView& view) { return std::get<RunsCommand>(view.statement->fact); }

/// The calls of one plan, by place.
std::vector<ClaimView> calls_of(const Stack& stack, const StackReport& report, const Plan& plan) {
  std::vector<ClaimView> calls;
  for (const ClaimView& view : all_claims(stack, report)) {
    if (view.plan == &plan && std::holds_alternative<RunsCommand>(view.statement->fact)) calls.push_back(view);
  }
  std::stable_sort(calls.begin(), calls.end(), [](const ClaimView& a, const ClaimView& b) { return a.statement->span < b.statement->span; });
  return calls;
}

void add_environments(std::vector<std::size_t>& all, const std::vector<std::size_t>& some) {
  all.insert(all.end(), some.begin(), some.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

PlanCommand make_command(const Plan& plan, const WrittenCommand& written, const SourceMap& sources) {
  PlanCommand command{.plan = &plan, .written = &written, .calls = {}, .environments = {}, .text = {}, .comment = sources.shown(written.comment), .span = written.lines.front()};
  std::vector<std::string> lines;
  for (const Span& line : written.lines) lines.push_back(sources.shown(line));
  command.text = join(lines, "\n");
  return command;
}

/// A call whose lines could not be found again in the document.
PlanCommand make_bare_command(const Plan& plan, const ClaimView& call, const SourceMap& sources) {
  const RunsCommand& fact = call_of(call);
  const Span& span = call.statement->span;
  const std::string text = sources.is_secret(span) ? sources.shown(span) : fact.text;
  return {.plan = &plan, .written = nullptr, .calls = {call}, .environments = call.claim->environments, .text = text, .comment = fact.comment, .span = span};
}

/// "cp .env.example .env" above "docker compose up" is for the environment that this starts.
void borrow_environments(std::vector<PlanCommand>& commands, std::size_t begin) {
  for (std::size_t i = begin; i < commands.size(); ++i) {
    PlanCommand& command = commands[i];
    if (!command.calls.empty() || !command.written->scope.environments.empty()) continue;
    const PlanCommand* nearest = nullptr;
    for (std::size_t k = i + 1; k < commands.size() && !nearest && section_of(commands[k]) == section_of(command); ++k) {
      if (!commands[k].calls.empty()) nearest = &commands[k];
    }
    for (std::size_t k = i; k > begin && !nearest && section_of(commands[k - 1]) == section_of(command); --k) {
      if (!commands[k - 1].calls.empty()) nearest = &commands[k - 1];
    }
    if (nearest) command.environments = nearest->environments;
  }
}

void add_plan(const Stack& stack, const StackReport& report, const SourceMap& sources, const Plan& plan, std::vector<PlanCommand>& commands) {
  const std::size_t begin = commands.size();
  const std::vector<ClaimView> calls = calls_of(stack, report, plan);
  std::vector<bool> told(calls.size(), false);
  for (const WrittenCommand& written : plan.commands) {
    if (is_in_trouble_section(plan, written.section)) continue;
    PlanCommand command = make_command(plan, written, sources);
    const Span first = sources.original(written.lines.front()), last = sources.original(written.lines.back());
    const bool exact = sources.text(first) == sources.text(written.lines.front()) && sources.text(last) == sources.text(written.lines.back());
    if (!exact) continue;
    const Span whole{first.file, first.begin, last.end};
    const auto from = std::lower_bound(calls.begin(), calls.end(), whole, [](const ClaimView& call, const Span& span) { return call.statement->span.begin < span.begin; });
    for (auto call = from; call != calls.end() && whole.contains(call->statement->span); ++call) {
      told[static_cast<std::size_t>(call - calls.begin())] = true;
      add_environments(command.environments, call->claim->environments);
      command.calls.push_back(*call);
    }
    if (command.calls.empty() && written.calls_compose) continue;
    if (command.calls.empty()) command.environments = check::bind_scope(stack, written.scope).environments;
    commands.push_back(std::move(command));
  }
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (!told[i] && !is_in_trouble_section(plan, calls[i].statement->section)) commands.push_back(make_bare_command(plan, calls[i], sources));
  }
  std::stable_sort(commands.begin() + static_cast<std::ptrdiff_t>(begin), commands.end(),
                   [&](const PlanCommand& a, const PlanCommand& b) { return sources.original(a.span) < sources.original(b.span); });
  borrow_environments(commands, begin);
}

bool has_verb(const PlanCommand& command, std::initializer_list<std::string_view> verbs) {
  return std::any_of(command.calls.begin(), command.calls.end(), [&](const ClaimView& call) {
    return std::find(verbs.begin(), verbs.end(), call_of(call).verb.value) != verbs.end();
  });
}

bool is_for(const PlanCommand& command, std::size_t environment) {
  const bool doubtful = command.written && command.written->modality != Modality::stated;
  return !doubtful && std::find(command.environments.begin(), command.environments.end(), environment) != command.environments.end();
}

}  // namespace

std::vector<PlanCommand> list_plan_commands(const Stack& stack, const StackReport& report, const SourceMap& sources) {
  std::vector<PlanCommand> commands;
  for (const Plan& plan : stack.plans) add_plan(stack, report, sources, plan, commands);
  return commands;
}

std::vector<PlanCommand> find_first_steps(const std::vector<PlanCommand>& commands, std::size_t environment) {
  constexpr std::size_t most_steps = 12;
  for (std::size_t up = 0; up < commands.size(); ++up) {
    if (!is_for(commands[up], environment) || !has_verb(commands[up], {"up"})) continue;
    std::vector<PlanCommand> steps;
    std::size_t first = up;
    while (first > 0 && commands[first - 1].plan == commands[up].plan && section_of(commands[first - 1]) == section_of(commands[up])) --first;
    bool others = false;
    for (std::size_t i = first; i < up && steps.size() < most_steps; ++i) {
      const bool prepares = commands[i].calls.empty() || has_verb(commands[i], {"build", "create", "pull", "run"});
      if (!prepares || !is_for(commands[i], environment)) continue;
      others = others || commands[i].calls.empty();
      steps.push_back(commands[i]);
    }
    if (others) return steps;
  }
  return {};
}

}  // namespace portolan::render
