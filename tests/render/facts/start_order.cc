#include "render/facts/start_order.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "render/facts/health.h"
#include "tests/render/facts/estate.h"

using namespace portolan;
using namespace portolan::render;
using namespace std::chrono_literals;

static HealthCheck make_check(std::chrono::seconds interval, std::chrono::seconds timeout, int retries, std::chrono::seconds start_period) {
  HealthCheck check;
  check.test = {"CMD", "true"};
  check.interval = interval;
  check.timeout = timeout;
  check.retries = retries;
  check.start_period = start_period;
  return check;
}

/// One line per step: "db; web after 40s", and the services that never start.
static std::string tell(const Environment& environment) {
  const StartOrder order = order_start({}, environment);
  std::vector<std::string> lines;
  for (const auto& step : order.steps) {
    std::vector<std::string> names;
    for (const StartEntry& entry : step) {
      names.push_back(entry.service->name.value + (entry.longest_wait.count() ? " after " + to_string(entry.longest_wait) : "") + (entry.open_end ? "+" : ""));
    }
    lines.push_back(join(names, ", "));
  }
  for (const Service* service : order.cycle) lines.push_back("never " + service->name.value);
  return join(lines, "; ");
}

TEST_CASE("longest_check counts Docker's defaults where the file is silent") {
  CHECK(longest_check(make_check(10s, 5s, 5, 0s)) == 75s);
  CHECK(longest_check(make_check(10s, 5s, 5, 30s)) == 105s);
  CHECK(longest_check(HealthCheck{}) == 180s);
  CHECK(longest_check(make_check(0s, 0s, 0, 0s)) == 180s);
}

TEST_CASE("services start in steps, and waits add up along a chain") {
  Environment environment;
  Service web = test::make_service("web", "web:1"), db = test::make_service("db", "postgres:16"), proxy = test::make_service("proxy", "nginx:1");
  Service clock = test::make_service("clock", "busybox:1");
  test::wait_for(proxy, "web", DependencyCondition::healthy);
  test::wait_for(web, "db", DependencyCondition::healthy);
  test::wait_for(web, "gone");
  db.health_check = make_check(10s, 5s, 2, 0s);
  web.health_check = make_check(10s, 10s, 1, 40s);
  environment.services = {proxy, web, db, clock};
  CHECK(tell(environment) == "db, clock; web after 30s; proxy after 1m30s");
}

TEST_CASE("a job's run and a health that nothing tests have no limit") {
  Environment environment;
  Service db = test::make_service("db", "postgres:16"), job = test::make_service("job", "web:1"), web = test::make_service("web", "web:1"), proxy = test::make_service("proxy", "nginx:1");
  db.health_check = make_check(10s, 5s, 2, 0s);
  test::wait_for(job, "db", DependencyCondition::healthy);
  test::wait_for(web, "job", DependencyCondition::completed);
  test::wait_for(proxy, "web");
  environment.services = {proxy, web, job, db};
  CHECK(tell(environment) == "db; job after 30s; web after 30s+; proxy after 30s+");
  CHECK(longest_start(order_start({}, environment)) == 30s);
  environment.services[1].depends_on[0].condition = DependencyCondition::healthy;
  CHECK(tell(environment) == "db; job after 30s; web after 30s+; proxy after 30s+");
  environment.services[1].depends_on[0].condition = DependencyCondition::started;
  CHECK(tell(environment) == "db; job after 30s; web after 30s; proxy after 30s");
}

TEST_CASE("a circle of dependencies is told, not followed") {
  Environment environment;
  Service a = test::make_service("a", "a:1"), b = test::make_service("b", "b:1"), c = test::make_service("c", "c:1"), d = test::make_service("d", "d:1");
  test::wait_for(a, "b");
  test::wait_for(b, "a");
  test::wait_for(c, "a");
  environment.services = {a, b, c, d};
  CHECK(tell(environment) == "d; never a; never b; never c");
}

TEST_CASE("absurd durations neither overflow nor hang") {
  Environment environment;
  for (int i = 0; i < 600; ++i) {
    Service service = test::make_service("s" + std::to_string(i), "a:1");
    service.health_check = make_check(std::chrono::hours(2'000'000), std::chrono::hours(2'000'000), 2'000'000'000, std::chrono::hours(2'000'000));
    if (i > 0) test::wait_for(service, "s" + std::to_string(i - 1), DependencyCondition::healthy);
    environment.services.push_back(service);
  }
  const StartOrder order = order_start({}, environment);
  REQUIRE(order.steps.size() == 600);
  CHECK(order.steps.back().front().longest_wait == std::chrono::hours(24) * 365 * 3);
}
