// What scripts and CI rely on: exit codes, streams, the README's example.
#include <doctest/doctest.h>

#include "base/json.h"
#include "tests/cli/process.h"
#include "tests/golden.h"

using namespace portolan;
using namespace portolan::test;

namespace {

constexpr const char* compose = "services:\n  db:\n    image: postgres:16\n    ports: [\"5432:5432\"]\n";

std::string plan_saying(std::string_view host_port) {
  return "# Plan\n\n| Service | Container port | Host port |\n|---------|----------------|-----------|\n| db      | 5432           | " +
         std::string(host_port) + "      |\n";
}

constexpr std::string_view mismatch =
    "docs/plan.md:5:30: error: the plan says \"db\" is published on host port 5433, compose publishes 5432 [plan-port-mismatch]\n";

}  // namespace

TEST_CASE("check: findings on standard output, exit 1 from --fail-on on, else 0") {
  const Scratch scratch;
  scratch.write("compose.yml", compose);
  scratch.write("docs/plan.md", plan_saying("5432"));
  const Outcome clean = run_portolan({"check"}, scratch.path());
  CHECK(clean.code == 0);
  CHECK(clean.err.empty());
  scratch.write("docs/plan.md", plan_saying("5433"));
  const Outcome wrong = run_portolan({"check"}, scratch.path());
  CHECK(wrong.code == 1);
  CHECK(wrong.err.empty());
  CHECK(wrong.out.starts_with(mismatch));
  CHECK(run_portolan({"check", "--fail-on", "never"}, scratch.path()).code == 0);
  CHECK(run_portolan({"check", "--fail-on", "info"}, scratch.path()).code == 1);
}

TEST_CASE("build: a handbook that shows its errors is a success, problems go to standard error") {
  const Scratch scratch;
  scratch.write("compose.yml", compose);
  scratch.write("docs/plan.md", plan_saying("5433"));
  const Outcome build = run_portolan({"build"}, scratch.path());
  CHECK(build.code == 0);
  CHECK(build.err == mismatch);
  CHECK(build.out.starts_with("site/index.html: 1 stack, 1 error, 0 warnings, 0 notes ("));
  CHECK(run_portolan({"build", "--fail-on", "error"}, scratch.path()).code == 1);
  const Outcome quiet = run_portolan({"build", "--quiet"}, scratch.path());
  CHECK(quiet.out.empty());
  CHECK(quiet.err == mismatch);
}

TEST_CASE("building into a folder below ROOT never feeds on its own output") {
  const Scratch scratch;
  scratch.write("compose.yml", compose);
  REQUIRE(run_portolan({"build", ".", "-o", "site"}, scratch.path()).code == 0);
  const auto first = read_tree(scratch.path() / "site");
  const Outcome again = run_portolan({"build", ".", "-o", "site"}, scratch.path());
  CHECK(again.out.find(" 0 written, ") != std::string::npos);
  CHECK(read_tree(scratch.path() / "site") == first);
}

TEST_CASE("findings as JSON carry what the contract names") {
  const Scratch scratch;
  scratch.write("compose.yml", compose);
  scratch.write("docs/plan.md", plan_saying("5433"));
  const Json report = Json::parse(run_portolan({"check", "--format", "json"}, scratch.path()).out);
  CHECK(report["version"] == 1);
  CHECK(report["summary"]["error"] == 1);
  CHECK(report["summary"]["claims"]["contradicted"] == 1);
  const Json& finding = report["findings"][0];
  CHECK(finding["rule"] == "plan-port-mismatch");
  CHECK(finding["fingerprint"].get<std::string>().size() == 16);
  CHECK(finding["primary"] == Json::parse(R"({"file": "docs/plan.md", "line": 5, "column": 30, "end_line": 5, "end_column": 34})"));
  CHECK(finding["related"][0]["file"] == "compose.yml");
  CHECK(finding["url"] == "rules/plan-port-mismatch.html");
}

TEST_CASE("-v explains why stacks and environments are what they are") {
  const Scratch scratch;
  scratch.write("compose.yml", compose);
  const Outcome check = run_portolan({"check", "-v"}, scratch.path());
  CHECK(check.code == 0);
  CHECK(check.err.find("environment \"") != std::string::npos);
  CHECK(check.err.find("compose.yml") != std::string::npos);
}

TEST_CASE("documents without compose files are a handbook, and whoever expects findings hears why there are none") {
  const Scratch scratch;
  scratch.write("notes.md", "# Notes\n");
  const Outcome check = run_portolan({"check"}, scratch.path());
  CHECK(check.code == 0);
  CHECK(check.err == "no stack was found: no folder holds a compose file (compose.yaml, docker-compose*.yml …), so no statement was checked\n");
  CHECK(run_portolan({"check", "--quiet"}, scratch.path()).err.empty());
  CHECK(run_portolan({"build", "-o", "site"}, scratch.path()).code == 0);
}

TEST_CASE("plans in docs/ belong to the compose files in deploy/ beside it") {
  const Scratch scratch;
  scratch.write("deploy/docker-compose.yml", compose);
  scratch.write("docs/plan.md", plan_saying("5433"));
  CHECK(run_portolan({"check"}, scratch.path()).out.starts_with(mismatch));
}

TEST_CASE("a contradicted statement with a secret in it is quoted without the secret, the same in each build") {
  const Scratch scratch;
  scratch.write("shop/compose.yml", compose);
  scratch.write("shop/plan.md", "# Plan\n\n```bash\ndocker compose exec -e PGPASSWORD=Hidden1234567 dbb psql -U someone --no-align --tuples-only\n```\n");
  REQUIRE(run_portolan({"build", "shop", "-o", "site"}, scratch.path()).code == 0);
  REQUIRE(run_portolan({"build", "shop", "-o", "again"}, scratch.path()).code == 0);
  const auto files = read_tree(scratch.path() / "site");
  CHECK(files == read_tree(scratch.path() / "again"));
  const std::string& page = files.at("shop/plan/plan.html");
  CHECK(page.find("docker compose exec -e PGPASSWORD=•••••• dbb psql") != std::string::npos);
  CHECK(page.find('\0') == std::string::npos);
  CHECK(page.find("Hidden1234567") == std::string::npos);
}

TEST_CASE("the README's example is what the program prints") {
  CHECK(read_source_file("README.md").find(mismatch) != std::string::npos);
}

TEST_CASE("--theme replaces a template, and a broken one names its place") {
  const Scratch scratch;
  scratch.write("compose.yml", compose);
  scratch.write("theme/templates/home.html", "<p>our own home</p>\n");
  REQUIRE(run_portolan({"build", "--theme", "theme", "-o", "site"}, scratch.path()).code == 0);
  CHECK(read_tree(scratch.path() / "site").at("index.html").find("our own home") != std::string::npos);
}
