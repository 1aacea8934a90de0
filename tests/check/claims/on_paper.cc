#include "check/claims/on_paper.h"

#include <doctest/doctest.h>

#include "check/check.h"
#include "load/load.h"

using namespace portolan;

TEST_CASE("a plan does not prove itself, but one part of it proves or refutes another") {
  SourceMap sources;
  const auto reader = make_memory_reader({{"plan.md",
                                           "# Shop\n\n"
                                           "```yaml\nservices:\n  web:\n    image: acme/web:2\n    ports: [\"8080:80\"]\n  db:\n    image: postgres:16\n```\n\n"
                                           "## Ports\n\n| Service | Host port | Container port |\n|---|---|---|\n| web | 8080 | 80 |\n| db | - | 5432 |\n\n"
                                           "## Rules\n\n- **web**\n  - **Restart**: always\n  - **Image**: `acme/web:3`\n- **db**\n  - **Memory limit**: 1G\n"}},
                                         "shop");
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  REQUIRE(loaded.handbook.stacks.size() == 1);
  const Stack& stack = loaded.handbook.stacks[0];
  const StackReport report = check::check_stack(stack, sources);
  std::string out;
  for (const Claim& claim : report.claims) {
    const Statement& statement = stack.plans[claim.plan].statements[claim.statement];
    const int line = sources.locate(statement.span).line;
    if (line > 12) out += std::to_string(line) + " " + std::string(kind_of(statement.fact)) + " " + std::string(name_of(claim.outcome)) + ": " + claim.reason + "\n";
  }
  CHECK(out ==
        "16 publishes-port verified: the plan publishes 8080\n"
        "17 publishes-port not_judged: this is where the stack is defined\n"
        "21 service-exists verified: the plan defines \"web\"\n"
        "22 restart-policy not_judged: this is where the stack is defined\n"
        "23 uses-image contradicted: the image is \"acme/web:2\"\n"
        "24 service-exists verified: the plan defines \"db\"\n"
        "25 memory-limit not_judged: this is where the stack is defined\n");
}

TEST_CASE("reasons speak of the plan where there is no compose file") {
  CHECK(check::without_compose("compose publishes 8000 in development; compose sets nothing") == "the plan publishes 8000 in development; the plan sets nothing");
  CHECK(check::without_compose("no compose file says it") == "no compose file says it");
}
