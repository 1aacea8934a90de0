// `portolan extract` as somebody runs it who has a plan and no compose file.
#include <fstream>
#include <sstream>

#include <doctest/doctest.h>

#include "tests/cli/process.h"

using portolan::test::Outcome;
using portolan::test::run_portolan;
using portolan::test::Scratch;

static constexpr std::string_view plan =
    "# Shop\n\n```yaml\nservices:\n  web:\n    image: acme/web:2\n    env_file: .env\n    ports: [\"80:80\"]\n  db:\n    image: postgres:16\n"
    "    environment:\n      POSTGRES_PASSWORD: hunter2xyz\n```\n";

TEST_CASE("what extract writes is a compose file that config reads") {
  const Scratch scratch;
  scratch.write("docs/plan.md", plan);
  const Outcome extract = run_portolan({"extract", "docs/plan.md"}, scratch.path());
  CHECK(extract.code == 0);
  CHECK(extract.err.empty());
  CHECK(extract.out ==
        "# What docs/plan.md says about the stack; each line names its line in the plan.\n"
        "services:\n"
        "  web:  # docs/plan.md:5\n"
        "    image: \"acme/web:2\"  # docs/plan.md:6\n"
        "    env_file:  # docs/plan.md:7\n"
        "      - path: \".env\"  # docs/plan.md:7\n"
        "        required: false  # not in the plan: there is no such file yet\n"
        "    ports:  # docs/plan.md:8\n"
        "      - \"80:80\"  # docs/plan.md:8\n"
        "  db:  # docs/plan.md:9\n"
        "    image: \"postgres:16\"  # docs/plan.md:10\n"
        "    environment:  # docs/plan.md:11\n"
        "      POSTGRES_PASSWORD: hunter2xyz  # docs/plan.md:12\n");
  const Outcome file = run_portolan({"extract", "docs/plan.md", "-o", "made.yml", "--no-origins"}, scratch.path());
  CHECK(file.code == 0);
  CHECK(file.out.empty());
  const Outcome config = run_portolan({"config", "-f", "made.yml"}, scratch.path());
  CHECK(config.code == 0);
  CHECK(config.err.empty());
  CHECK(config.out.find("POSTGRES_PASSWORD: hunter2xyz") != std::string::npos);
  // The env file that exists is asked for as the plan says.
  scratch.write("docs/.env", "A=1\n");
  CHECK(run_portolan({"extract", "docs/plan.md", "--no-origins"}, scratch.path()).out.find("required") == std::string::npos);
}

TEST_CASE("extract names the environments and takes the one that is asked for") {
  const Scratch scratch;
  scratch.write("plan.md", "# Shop\n\n## Development\n\n```yaml\nservices:\n  web:\n    image: acme/web:dev\n  db:\n    image: postgres:16\n```\n\n"
                           "## Production\n\n```yaml\nservices:\n  web:\n    image: acme/web:2\n  db:\n    image: postgres:16\n```\n");
  const Outcome first = run_portolan({"extract", "plan.md"}, scratch.path());
  CHECK(first.code == 0);
  CHECK(first.err == "\"plan.md\" describes 2 environments (development, production): this is development, --env NAME gives another\n");
  CHECK(first.out.find("acme/web:dev") != std::string::npos);
  const Outcome live = run_portolan({"extract", "plan.md", "--env", "prod"}, scratch.path());
  CHECK(live.err.empty());
  CHECK(live.out.find("acme/web:2") != std::string::npos);
  const Outcome none = run_portolan({"extract", "plan.md", "--env", "staging"}, scratch.path());
  CHECK(none.code == 2);
  CHECK(none.err == "portolan: error: \"plan.md\" describes no environment \"staging\": it has development and production\n");
}

TEST_CASE("extract says what it can't do, and exits with 2") {
  const Scratch scratch;
  scratch.write("notes.md", "# Notes\n\nThe plan follows.\n\n```yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n```\n");
  const Outcome none = run_portolan({"extract", "notes.md"}, scratch.path());
  CHECK(none.code == 2);
  CHECK(none.out.empty());
  CHECK(none.err == "portolan: error: nothing to extract from \"notes.md\": looked for YAML fences with services, networks or volumes, and for services with an image or ports "
                    "in tables, bullets and sentences\n");
  CHECK(run_portolan({"extract", "absent.md"}, scratch.path()).err == "portolan: error: cannot read \"absent.md\": no such file\n");
  CHECK(run_portolan({"extract"}, scratch.path()).code == 2);
  scratch.write("plan.md", plan);
  CHECK(run_portolan({"extract", "plan.md", "-o", "no/such/folder.yml"}, scratch.path()).err == "portolan: error: cannot write \"no/such/folder.yml\"\n");
}

TEST_CASE("a plan alone makes a stack on paper, and what it defines proves nothing") {
  const Scratch scratch;
  scratch.write("docs/plan.md", std::string(plan) + "\n## Again\n\n- **db**\n  - **Image**: `postgres:16`\n- **web**\n  - **Image**: `acme/web:3`\n  - **Restart**: always\n");
  const Outcome check = run_portolan({"check", "-v"}, scratch.path());
  CHECK(check.err.find(": docs/plan.md describes it; there is no compose file\n") != std::string::npos);
  CHECK(check.out.find("docs/plan.md:20:17: error: the plan says \"web\" uses the image \"acme/web:3\", the image is \"acme/web:2\" [plan-contradicted]") != std::string::npos);
  CHECK(check.code == 1);
  const Outcome claims = run_portolan({"claims"}, scratch.path());
  CHECK(claims.out.find("this is where the stack is defined") != std::string::npos);
}

TEST_CASE("ten thousand fences end soon") {
  const Scratch scratch;
  std::string text = "# Many\n\n";
  for (int i = 0; i < 10'000; ++i) {
    const std::string name = "s" + std::to_string(i % 300);
    text += "```yaml\nservices:\n  " + name + ":\n    image: acme/" + name + ":" + std::to_string(i) + "\n    ports: [\"" + std::to_string(i) + ":80\"]\n```\n\n";
  }
  scratch.write("plan.md", text);
  const Outcome extract = run_portolan({"extract", "plan.md"}, scratch.path(), 60);
  CHECK(extract.code == 1);  // equal services with other images
  CHECK(extract.err.find("the plan has more fences than are joined into one file: the rest was left out\n") != std::string::npos);
  CHECK(extract.out.find("s7:") != std::string::npos);
}
