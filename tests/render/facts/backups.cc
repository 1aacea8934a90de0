#include "render/facts/backups.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "check/check.h"
#include "load/load.h"

using namespace portolan;
using namespace portolan::render;

/// Per environment the headings of the sections that tell how its data are saved.
static std::string sections_of(const std::string& plan) {
  const auto reader = make_memory_reader({{"shop/docker-compose.dev.yml", "services:\n  db:\n    image: postgres:16\n"},
                                          {"shop/docker-compose.prod.yml", "services:\n  db:\n    image: postgres:16\n  backup:\n    image: postgres:16\n"},
                                          {"shop/docs/plan.md", plan}});
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  const Stack& stack = loaded.handbook.stacks.at(0);
  const StackReport report = check::check_stack(stack, sources);
  std::string out;
  for (std::size_t i = 0; i < stack.environments.size(); ++i) {
    out += stack.environments[i].name + ":";
    for (const BackupPart& part : find_backup_parts(stack, report, i)) {
      for (const std::size_t section : part.sections) out += " " + stack.plans[part.plan].sections[section].title.value;
    }
    out += "\n";
  }
  return out;
}

TEST_CASE("a section named after a service speaks of saving only where the service is") {
  CHECK(sections_of("# Plan\n\n## Backup\n\nOne dump a day.\n") == "development:\nproduction: Backup\n");
  CHECK(sections_of("# Plan\n\n## Backups\n\nOne dump a day.\n") == "development: Backups\nproduction: Backups\n");
}
