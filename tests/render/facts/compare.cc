#include "render/facts/compare.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "tests/render/facts/estate.h"

using namespace portolan;
using namespace portolan::render;

static std::string tell(const CompareRow& row) {
  std::string line = row.aspect + (row.same ? " =" : "");
  for (const CompareCell& cell : row.cells) {
    const char* sign = cell.change == Change::added ? "+" : cell.change == Change::removed ? "-" : cell.change == Change::changed ? "~" : "";
    line += " | " + (cell.change == Change::absent ? std::string("absent") : sign + join(cell.values, ", "));
  }
  return line;
}

static std::vector<std::string> tell(const Comparison& comparison) {
  std::vector<std::string> lines;
  for (const CompareGroup& group : comparison.services) {
    lines.push_back(group.name + (group.same ? " =" : ""));
    for (const CompareRow& row : group.rows) lines.push_back("  " + tell(row));
  }
  for (const CompareRow& row : comparison.networks) lines.push_back("network " + tell(row));
  for (const CompareRow& row : comparison.volumes) lines.push_back("volume " + tell(row));
  return lines;
}

static Mount make_mount(std::string source, std::string target) {
  Mount mount;
  mount.source = std::move(source);
  mount.target = std::move(target);
  return mount;
}

TEST_CASE("environments are compared service by service, renamed volumes in one row, secrets unseen") {
  Stack stack;
  Environment dev, prod;
  dev.name = "development";
  prod.name = "production";
  Service web = test::make_service("web", "acme/web:1"), db = test::make_service("db", "postgres:16"), tool = test::make_service("tool", "adminer:4");
  web.environment = {test::make_variable("DEBUG", "True"), test::make_variable("KEY", "one-secret")};
  web.environment[1].secret = true;
  web.ports = {test::make_port(8000, 8000)};
  db.mounts = {make_mount("dev_data", "/data")};
  dev.services = {web, db, tool};
  dev.networks.resize(1);
  dev.networks[0].name.value = "dev_net";
  web.environment[0].value->value = "False";
  web.environment[1].value->value = "two-secret";
  web.ports.clear();
  web.restart = Spanned<std::string>{"always", {}};
  db.mounts = {make_mount("data", "/data")};
  prod.services = {test::make_service("proxy", "nginx:1"), web, db};
  prod.networks.resize(1);
  prod.networks[0].name.value = "net";
  stack.environments = {dev, prod};

  const SourceMap sources;
  const Comparison comparison = compare_environments(stack, sources);
  const std::vector<std::string> expected{
      "web",
      "  Image = | acme/web:1 | acme/web:1",
      "  Host ports | :8000 → 8000 | -",
      "  Restart |  | +always",
      "  DEBUG | True | ~False",
      "  KEY = | set, hidden | set, hidden",
      "db",
      "  Image = | postgres:16 | postgres:16",
      "  Mount /data | dev_data | ~data",
      "tool",
      "  Image | adminer:4 | absent",
      "proxy",
      "  Image | absent | nginx:1",
      "network the only network | dev_net | ~net",
      "volume db: /data | dev_data | ~data",
  };
  CHECK(join(tell(comparison), "\n") == join(expected, "\n"));
  CHECK(comparison.counts.added == 1);
  CHECK(comparison.counts.removed == 1);
  CHECK(comparison.counts.changed == 2);
  CHECK(comparison.counts.open_ports_first == 1);
  CHECK(comparison.counts.open_ports_last == 0);
}

TEST_CASE("equal environments have no difference, and a stack without any has no rows") {
  Stack stack;
  const SourceMap sources;
  CHECK(compare_environments(stack, sources).services.empty());
  stack.environments.resize(2);
  for (Environment& environment : stack.environments) environment.services = {test::make_service("web", "acme/web:1")};
  const Comparison comparison = compare_environments(stack, sources);
  REQUIRE(comparison.services.size() == 1);
  CHECK(comparison.services[0].same);
  CHECK(comparison.counts.changed == 0);
}
