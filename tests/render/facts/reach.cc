#include "render/facts/reach.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "tests/render/facts/estate.h"

using namespace portolan;
using namespace portolan::render;

static std::string tell(const ReachCell& cell) {
  switch (cell.kind) {
    case ReachCell::Kind::itself: return "=";
    case ReachCell::Kind::reaches: return cell.address.empty() ? "yes" : cell.address;
    case ReachCell::Kind::no_port: return "?";
    case ReachCell::Kind::cannot: return "-";
  }
  return {};
}

/// "web: = db:5432 out", one line per row.
static std::vector<std::string> tell(const ReachMatrix& matrix) {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& name, const std::vector<ReachCell>& cells) {
    std::string line = name + ":";
    for (const ReachCell& cell : cells) line += " " + tell(cell);
    lines.push_back(line);
  };
  for (std::size_t i = 0; i < matrix.between.size(); ++i) {
    auto cells = matrix.between[i];
    cells.push_back(matrix.out[i]);
    add(matrix.groups[i].name, cells);
  }
  add("host", matrix.from_host);
  add("outside", matrix.from_outside);
  return lines;
}

static Environment make_segmented() {
  Environment environment;
  Service proxy = test::make_service("proxy", "nginx:1.27"), web = test::make_service("web", "acme/web:1"), db = test::make_service("db", "postgres:16");
  proxy.ports = {test::make_port(80, 80), test::make_port(9000, 9000, "127.0.0.1")};
  test::join_network(proxy, "front");
  test::join_network(web, "front");
  test::join_network(web, "back");
  test::join_network(db, "back");
  environment.services = {proxy, web, db};
  environment.networks.resize(2);
  environment.networks[0].name.value = "front";
  environment.networks[1].name.value = "back";
  environment.networks[1].internal = true;
  return environment;
}

TEST_CASE("the matrix says who reaches whom, at which address") {
  const Stack stack;
  const Environment environment = make_segmented();
  const auto lines = tell(build_matrix(stack, environment));
  const std::vector<std::string> expected{"proxy: = ? - out", "web: proxy:80 proxy:9000 = db:5432 out", "db: - ? = -", "host: :80 :9000 - -", "outside: :80 - -"};
  CHECK(join(lines, "\n") == join(expected, "\n"));
}

TEST_CASE("more services than a page can hold are put together by their networks") {
  const Stack stack;
  Environment environment;
  environment.networks.resize(2);
  environment.networks[0].name.value = "a";
  environment.networks[1].name.value = "b";
  for (int i = 0; i < 40; ++i) {
    Service service = test::make_service("s" + std::to_string(i), "acme/x:1");
    test::join_network(service, i % 2 ? "a" : "b");
    environment.services.push_back(service);
  }
  const ReachMatrix matrix = build_matrix(stack, environment);
  CHECK(matrix.collapsed);
  CHECK_FALSE(matrix.too_large);
  const std::vector<std::string> expected{"20 services on b: yes - out", "20 services on a: - yes out", "host: - -", "outside: - -"};
  CHECK(join(tell(matrix), "\n") == join(expected, "\n"));
}

TEST_CASE("a matrix without a table when every service has a network of its own") {
  Environment environment;
  for (int i = 0; i < 40; ++i) {
    Service service = test::make_service("s" + std::to_string(i), "acme/x:1");
    test::join_network(service, "n" + std::to_string(i));
    environment.services.push_back(service);
  }
  CHECK(build_matrix(Stack{}, environment).too_large);
  CHECK(build_matrix(Stack{}, Environment{}).groups.empty());
}

TEST_CASE("a flat network and the stores that lie open in it are found") {
  Environment environment = make_segmented();
  CHECK_FALSE(is_flat(environment, check::compute_reachability(environment)));
  for (Service& service : environment.services) {
    service.networks.clear();
    test::join_network(service, "front");
  }
  test::wait_for(environment.services[1], "db");
  const auto reach = check::compute_reachability(environment);
  CHECK(is_flat(environment, reach));
  const auto open = find_open_stores(Stack{}, environment, reach);
  REQUIRE(open.size() == 1);
  CHECK(open[0].store->name.value == "db");
  REQUIRE(open[0].others.size() == 1);
  CHECK(open[0].others[0]->name.value == "proxy");
}
