// Values of secrets never leave the input: not in pages, findings, JSON or logs.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "tests/cli/process.h"

using namespace portolan::test;

namespace {

constexpr const char* compose = R"(services:
  db:
    image: postgres:16
    ports: ["5432:5432"]
    environment:
      POSTGRES_PASSWORD: hidden01aa
      PW2: ${PW:-hidden02aa}
      URL: postgres://app:hidden03aa@db/app
      PLAIN: AKIAHIDDEN04AAAAAAAA
    healthcheck:
      test: ["CMD-SHELL", "PGPASSWORD=hidden05aa psql -U app -c 'select 1'"]
  cache:
    image: redis:7
    command: redis-server --requirepass hidden06aa
    healthcheck:
      test: ["CMD", "redis-cli", "-a", "hidden06aa", "ping"]
    env_file: [cache.env]
  web:
    build: .
    labels:
      app.password: hidden07aa
)";

constexpr const char* plan = R"(# Shop

The old probe was `curl -u me:hidden01aa localhost`.

| User | Password |
|------|----------|
| app  | `hidden08aa` |

| Service | Container port | Host port |
|---------|----------------|-----------|
| db      | 5432           | 5433      |

```bash
docker compose exec -e PGPASSWORD=hidden09aa dbb psql
```

[console](https://root:hidden10aa@example.org/)
)";

}  // namespace

TEST_CASE("no secret of a stack full of them reaches the site, the findings or the log") {
  const Scratch scratch;
  scratch.write("shop/compose.yml", compose);
  scratch.write("shop/cache.env", "REDIS_PASSWORD=hidden11aa\n");
  scratch.write("shop/.env", "PW=hidden12aa\n");
  scratch.write("shop/.env.example", "API_TOKEN=hidden13aa\n");
  scratch.write("shop/Dockerfile", "FROM python:3.12\nARG NPM_TOKEN=hidden14aa\nENV DB_PASSWORD hidden15aa\nRUN curl -u me:hidden16aa https://example.org\n");
  scratch.write("shop/plan.md", plan);
  const Outcome build = run_portolan({"build", "shop", "-o", "site", "-v"}, scratch.path());
  REQUIRE(build.code == 0);
  std::vector<std::pair<std::string, std::string>> outputs{{"log", build.out + build.err},
                                                            {"text", run_portolan({"check", "shop"}, scratch.path()).out},
                                                            {"json", run_portolan({"check", "shop", "--format", "json"}, scratch.path()).out}};
  for (const auto& [path, bytes] : read_tree(scratch.path() / "site")) outputs.emplace_back(path, bytes);
  CHECK(outputs[1].second.find("plan-port-mismatch") != std::string::npos);
  for (const auto& [name, bytes] : outputs) {
    CAPTURE(name);
    for (std::size_t at = bytes.find("hidden"); at != std::string::npos; at = bytes.find("hidden", at + 1)) {
      const std::string found = bytes.substr(at, 10);
      CHECK_MESSAGE(!(found.size() == 10 && found[6] >= '0' && found[6] <= '1' && found.ends_with("aa")), found);
    }
    CHECK(bytes.find("AKIAHIDDEN04") == std::string::npos);
  }
}

TEST_CASE("problems of config name no secret: not of variables, defaults, texts, env files or addresses") {
  const Scratch scratch;
  scratch.write("compose.yml",
                "include: [\"https://me:hidden01aa@example.org/compose.yml\"]\n"
                "services:\n"
                "  a:\n"
                "    image: x\n"
                "    ports: [\"${DB_PASSWORD}:80\", \"${API_TOKEN:-hidden02aa}:80\"]\n"
                "    tty: ${DB_PASSWORD}\n"
                "    mem_limit: ${SHORT_PASSWORD}\n"
                "    environment:\n"
                "      APP_SECRET: hidden03aa${hidden04aa!}\n"
                "      DATABASE_URL: postgres://me:hidden05aa@db/${x!}\n"
                "    env_file: a.env\n");
  scratch.write(".env", "DB_PASSWORD=hidden06aa\nSHORT_PASSWORD=q7\nTHE TOKEN=hidden07aa\n");
  scratch.write("a.env", "MAIL_PASSWORD=hidden08aa${hidden09aa!}\nOPEN_SECRET=\"hidden10aa\n");
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{"config"}, {"config", "--format", "json"}, {"check"}, {"check", "--format", "json"}}) {
    CAPTURE(arguments.back());
    const Outcome outcome = run_portolan(arguments, scratch.path());
    CHECK(outcome.code == 1);
    CHECK((outcome.out + outcome.err).find("••••••") != std::string::npos);
    CHECK((outcome.out + outcome.err).find("hidden") == std::string::npos);
    CHECK((outcome.out + outcome.err).find("\"q7\"") == std::string::npos);
  }
}
