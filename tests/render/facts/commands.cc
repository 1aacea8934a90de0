#include "render/facts/commands.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "tests/render/facts/estate.h"

using namespace portolan;
using namespace portolan::render;

static RunsCommand make_command(std::string verb, std::string argument = {}) {
  RunsCommand command;
  command.verb.value = std::move(verb);
  if (!argument.empty()) command.arguments.push_back({std::move(argument), {}});
  return command;
}

TEST_CASE("task_of reads the verb, and what is run in a container") {
  struct Case { RunsCommand command; Task task; };
  for (const Case& c : {Case{make_command("up"), Task::start}, Case{make_command("down"), Task::stop}, Case{make_command("logs"), Task::logs},
                        Case{make_command("exec", "sh"), Task::shell}, Case{make_command("exec", "migrate"), Task::migrate},
                        Case{make_command("run", "db:migrate"), Task::migrate}, Case{make_command("exec", "makemigrations"), Task::shell},
                        Case{make_command("frobnicate"), Task::other}, Case{make_command(""), Task::other}}) {
    CAPTURE(c.command.verb.value);
    CHECK(title_of(task_of(c.command)) == title_of(c.task));
  }
}

TEST_CASE("standard commands follow from the files, and the plan's own are not told twice") {
  Stack stack;
  Environment& environment = stack.environments.emplace_back();
  environment.name = "production";
  environment.kind = EnvironmentKind::production;
  environment.compose_paths = {"docker-compose.prod.yml"};
  environment.services = {test::make_service("web", "acme/web:1"), test::make_service("a;b", "acme/x:1")};
  environment.services[1].profiles.push_back({"tools", {}});
  CommandFact told;
  told.text = "docker compose -f docker-compose.prod.yml down";
  told.environments = {0};
  std::vector<std::string> lines;
  for (const CommandGroup& group : generate_commands(stack, 0, {{.task = Task::stop, .commands = {told}}})) {
    for (const CommandFact& command : group.commands) {
      lines.push_back((command.live ? "! " : "  ") + command.text.substr(std::string_view("docker compose -f docker-compose.prod.yml ").size()));
    }
  }
  const std::vector<std::string> expected{"! up -d", "! --profile tools up -d", "  logs --tail=100 -f", "  ps", "! exec web sh", "! exec 'a;b' sh"};
  CHECK(join(lines, "\n") == join(expected, "\n"));
  stack.environments[0].compose_paths = {"docker-compose.$(id).yml"};
  CHECK(compose_line(stack.environments[0], "ps") == "docker compose -f 'docker-compose.$(id).yml' ps");
  stack.environments[0].compose_paths.clear();
  CHECK(generate_commands(stack, 0, {}).empty());
}
