#include "render/facts/plan_commands.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "check/check.h"
#include "load/load.h"
#include "render/facts/backups.h"
#include "render/facts/commands.h"
#include "render/facts/getting_started.h"

using namespace portolan;
using namespace portolan::render;

namespace {

struct Shop {
  SourceMap sources;
  load::Loaded loaded;
  StackReport report;

  explicit Shop(std::string plan) {
    const auto reader = make_memory_reader({
        {"shop/docker-compose.dev.yml", "services:\n  web:\n    image: x\n    ports: ['8000:80']\n    env_file: .env\n    secrets: [token]\nsecrets:\n  token: {file: ./secrets/token}\n"},
        {"shop/docker-compose.prod.yml", "services: {web: {image: x}, db: {image: 'postgres:16'}}\n"},
        {"shop/.env.example", "A=1\n"},
        {"shop/docs/plan.md", std::move(plan)},
    });
    loaded = load::load_handbook(*reader, sources, {});
    report = check::check_stack(stack(), sources);
  }

  const Stack& stack() const { return loaded.handbook.stacks.at(0); }
};

constexpr const char* plan =
    "# Shop\n\n## Development\n\n```bash\n# Settings\ncp .env.example .env\nscripts/make-secrets.sh\n\n"
    "docker compose -f docker-compose.dev.yml up > log.txt\n```\n\n"
    "## Production\n\n```bash\nlsof -i :443\n\n# Save it\ndocker compose -f docker-compose.prod.yml exec -T db pg_dump shop | gzip > shop.gz\n"
    "docker compose -f docker-compose.prod.yml up -d && docker compose -f docker-compose.prod.yml logs nothing\n```\n\n"
    "## Notes\n\n```bash\nkompose convert\n```\n\n## Troubleshooting\n\n### It fails\n\n```bash\nls\n```\n";

}  // namespace

TEST_CASE("the commands of a plan are shown as written, those of other programs where they stand") {
  const Shop shop(plan);
  std::string out;
  for (const CommandGroup& group : list_commands(shop.stack(), shop.report, shop.sources)) {
    out += std::string(title_of(group.task)) + "\n";
    for (const CommandFact& command : group.commands) {
      out += command.checked() ? std::string("  ") + std::string(words_of(command.claim.claim->outcome)) + ": " : "  ";
      std::string text = command.text;
      for (char& c : text) c = c == '\n' ? '/' : c;
      out += text + (command.comment.empty() ? "" : " # " + command.comment) + " @";
      for (const std::size_t e : command.environments) out += shop.stack().environments[e].name.substr(0, 1);
      out += "\n";
    }
  }
  CHECK(out ==
        "Start\n"
        "  cp .env.example .env/scripts/make-secrets.sh # Settings @d\n"
        "  verified: docker compose -f docker-compose.dev.yml up > log.txt @d\n"
        "  lsof -i :443 # Production @p\n"
        "  contradicted: docker compose -f docker-compose.prod.yml up -d && docker compose -f docker-compose.prod.yml logs nothing # Save it @p\n"
        "Run inside a container\n"
        "  verified: docker compose -f docker-compose.prod.yml exec -T db pg_dump shop | gzip > shop.gz # Save it @p\n"
        "Other commands\n"
        "  kompose convert # Notes @dp\n");
}

TEST_CASE("the first start follows the plan's own steps, and repeats none of them") {
  const Shop shop(plan);
  const auto start = getting_started(shop.stack(), shop.report, shop.sources);
  REQUIRE(start);
  REQUIRE(start->plan_steps.size() == 1);
  CHECK(start->plan_steps[0].text == "cp .env.example .env\nscripts/make-secrets.sh");
  CHECK(start->plan_steps[0].comment == "Settings");
  CHECK(start->copies.empty());
  const Shop other("# Shop\n\n## Production\n\n```bash\nls\ndocker compose -f docker-compose.prod.yml up\n```\n\n## Development\n\n```bash\ndocker compose -f docker-compose.dev.yml up\n```\n");
  const auto bare = getting_started(other.stack(), other.report, other.sources);
  REQUIRE(bare);
  CHECK(bare->plan_steps.empty());
  CHECK(bare->copies.size() == 1);
}

TEST_CASE("a backup made by another program than Compose is a backup command as well") {
  const Shop shop("# Shop\n\n## Every day\n\n```bash\ndocker compose -f docker-compose.prod.yml ps\n\n# Take the backup\n./backup.sh /srv\n```\n");
  std::size_t production = 0;
  while (shop.stack().environments[production].name != "production") ++production;
  const std::vector<CommandFact> found = find_backup_commands(shop.stack(), shop.report, production, shop.sources);
  REQUIRE(found.size() == 1);
  CHECK(found[0].text == "./backup.sh /srv");
  CHECK_FALSE(found[0].checked());
}
