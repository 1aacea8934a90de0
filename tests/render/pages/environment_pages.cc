#include <doctest/doctest.h>

#include "base/text.h"
#include "render/pages/pages.h"
#include "render/site.h"
#include "tests/golden.h"
#include "tests/render/facts/estate.h"
#include "tests/render/pages/page_text.h"

using namespace portolan;
using namespace portolan::render;

namespace {

/// A handbook in memory with all that a site needs.
struct Estate {
  Handbook handbook;
  std::vector<StackReport> reports;
  std::vector<Finding> problems;
  std::vector<StackSummary> summaries;
  SourceMap sources;

  std::vector<std::pair<std::string, std::string>> render(void (*plan)(const SiteContext&, std::vector<PagePlan>&)) {
    reports.resize(handbook.stacks.size());
    summaries.clear();
    for (std::size_t i = 0; i < handbook.stacks.size(); ++i) summaries.push_back(summarise(handbook.stacks[i], reports[i], sources));
    const LayoutFunction layout = [](const LayoutInput& input) {
      Layout out;
      out.nodes.resize(input.nodes.size());
      out.edges.resize(input.edges.size());
      out.clusters.resize(input.clusters.size());
      return out;
    };
    const SiteContext site(SiteInput{handbook, reports, problems, summaries, sources, layout, {}, {}});
    std::vector<PagePlan> pages;
    plan(site, pages);
    std::vector<std::pair<std::string, std::string>> out;
    for (const PagePlan& page : pages) out.emplace_back(page.path, page.render());
    return out;
  }
};

Span find(const SourceMap& sources, FileId file, std::string_view words) {
  const std::size_t at = sources.text(file).find(words);
  REQUIRE(at != std::string_view::npos);
  return {file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
}

/// A shop: proxy, web and db on two networks, in production; the plan names a wrong port of the database.
Estate& make_shop(Estate& estate) {
  const FileId file = estate.sources.add("shop/compose.yml", "services:\n  proxy:\n    image: nginx:1.27\n  web:\n    image: acme/web:1\n  db:\n    image: postgres:16\n");
  const FileId document = estate.sources.add("shop/plan.md", "# Shop\n\ndb on 5433\n");
  Stack& stack = estate.handbook.stacks.emplace_back();
  stack.name = "shop";
  stack.title = "Shop";
  stack.folder = "shop";
  Environment& environment = stack.environments.emplace_back();
  environment.name = environment.title = "production";
  environment.kind = EnvironmentKind::production;
  environment.compose_files = {file};
  environment.compose_paths = {"compose.yml"};
  environment.networks.resize(2);
  environment.networks[0].name.value = "front";
  environment.networks[1].name.value = "back";
  environment.networks[1].internal = true;
  Service proxy = test::make_service("proxy", "nginx:1.27"), web = test::make_service("web", "acme/web:1"), db = test::make_service("db", "postgres:16");
  for (Service* service : {&proxy, &web, &db}) service->name.span = find(estate.sources, file, service->name.value + ":");
  proxy.ports = {test::make_port(80, 80)};
  test::join_network(proxy, "front");
  test::join_network(web, "front");
  test::join_network(web, "back");
  test::join_network(db, "back");
  test::wait_for(proxy, "web");
  test::wait_for(web, "db", DependencyCondition::healthy);
  web.environment = {test::make_variable("DEBUG", "False"), test::make_variable("SECRET_KEY", "hunter2-hunter2")};
  web.environment[1].secret = true;
  db.health_check = HealthCheck{};
  db.health_check->test = {"CMD-SHELL", "pg_isready -U shop"};
  db.restart = Spanned<std::string>{"always", {}};
  environment.services = {proxy, web, db};
  Plan& plan = stack.plans.emplace_back();
  plan.file = document;
  plan.path = "shop/plan.md";
  plan.title = "Shop";
  PublishesPort said;
  said.service.value = "db";
  said.host_port = Spanned<int>{5433, {}};
  plan.statements.push_back({.fact = said, .span = find(estate.sources, document, "db on 5433"), .text = "db on 5433", .scope = {}, .modality_words = {}});
  StackReport& report = estate.reports.emplace_back();
  report.claims.push_back({.plan = 0, .statement = 0, .environments = {0}, .service = "db", .outcome = Outcome::contradicted, .reason = "compose publishes no port of db", .evidence = {}});
  Finding& finding = report.findings.emplace_back();
  finding.diagnostic.rule = "plan-port-mismatch";
  finding.diagnostic.span = find(estate.sources, document, "5433");
  finding.diagnostic.message = "the plan says 5433";
  finding.subject = {"service", "db"};
  finding.environments = {"production"};
  finding.fingerprint = "0123456789abcdef";
  return estate;
}

constexpr auto every_page = {plan_architecture, plan_commands, plan_compare, plan_ports, plan_networks, plan_services, plan_service, plan_health, plan_routes, plan_settings, plan_troubleshooting};

std::string texts(const std::vector<std::pair<std::string, std::string>>& pages) {
  std::string out;
  for (const auto& [path, html] : pages) {
    CAPTURE(path);
    if (!path.ends_with(".html")) continue;
    CHECK(test::find_broken_markup(html) == "");
    out += "== " + path + "\n" + test::page_text(html);
  }
  return out;
}

}  // namespace

TEST_CASE("the pages of an environment say what the files and the plan say") {
  Estate estate;
  make_shop(estate);
  CHECK(test::differs_from_golden("pages/architecture.txt", texts(estate.render(plan_architecture))) == "");
  CHECK(test::differs_from_golden("pages/commands.txt", texts(estate.render(plan_commands))) == "");
  CHECK(test::differs_from_golden("pages/compare.txt", texts(estate.render(plan_compare))) == "");
  CHECK(test::differs_from_golden("pages/ports.txt", texts(estate.render(plan_ports))) == "");
  CHECK(test::differs_from_golden("pages/networks.txt", texts(estate.render(plan_networks))) == "");
  CHECK(test::differs_from_golden("pages/services.txt", texts(estate.render(plan_services))) == "");
  CHECK(test::differs_from_golden("pages/service.txt", texts(estate.render(plan_service))) == "");
}

TEST_CASE("two environments are compared, and each has its own commands") {
  Estate estate;
  make_shop(estate);
  Stack& stack = estate.handbook.stacks[0];
  Environment dev = stack.environments[0];
  dev.name = dev.title = "development";
  dev.kind = EnvironmentKind::development;
  dev.compose_paths = {"compose.dev.yml"};
  dev.services.erase(dev.services.begin());
  dev.services[0].ports = {test::make_port(8000, 8000)};
  dev.services[0].environment[0].value->value = "True";
  dev.services[0].environment[1].value->value = "another-secret";
  dev.services[1].restart.reset();
  stack.environments.insert(stack.environments.begin(), dev);
  Plan& plan = stack.plans[0];
  const auto add_command = [&](std::string verb, std::string text, std::string comment, std::size_t environment, Outcome outcome) {
    RunsCommand command;
    command.verb.value = std::move(verb);
    command.text = text;
    command.comment = std::move(comment);
    for (const std::string_view word : split_words(text)) command.arguments.push_back({std::string(word), {}});
    plan.statements.push_back({.fact = command, .span = plan.statements[0].span, .text = std::move(text), .scope = {}, .modality_words = {}});
    estate.reports[0].claims.push_back({.plan = 0, .statement = plan.statements.size() - 1, .environments = {environment}, .service = {}, .outcome = outcome,
                                        .reason = outcome == Outcome::contradicted ? "no service is called \"worker\"" : "", .evidence = {}});
  };
  add_command("up", "docker compose -f compose.dev.yml up", "start, with logs", 0, Outcome::verified);
  add_command("restart", "docker compose restart worker", "", 1, Outcome::contradicted);
  add_command("exec", "docker compose exec web ./manage.py migrate", "apply migrations", 1, Outcome::verified);
  CHECK(test::differs_from_golden("pages/compare_two.txt", texts(estate.render(plan_compare))) == "");
  CHECK(test::differs_from_golden("pages/commands_two.txt", texts(estate.render(plan_commands))) == "");
}

TEST_CASE("troubleshooting tells the plan's symptoms, and marks what does not fit the files") {
  Estate estate;
  make_shop(estate);
  Stack& stack = estate.handbook.stacks[0];
  Plan& plan = stack.plans[0];
  plan.sections.resize(3);
  plan.sections[0].level = 1;
  plan.sections[0].title.value = "Shop";
  plan.sections[1].level = 2;
  plan.sections[1].title.value = "Troubleshooting";
  plan.sections[2].level = 3;
  plan.sections[2].title.value = plan.sections[2].anchor = "checks";  // the id of the generated part is taken
  Block& block = plan.sections[2].blocks.emplace_back();
  block.span = plan.statements[0].span;
  block.inlines.emplace_back().text = "db on 5433";
  block.inlines[0].span = plan.statements[0].span;
  plan.statements[0].section = 2;
  const auto pages = estate.render(plan_troubleshooting);
  CHECK(test::differs_from_golden("pages/troubleshooting.txt", texts(pages)) == "");
  CHECK(pages[0].second.find("<mark class=\"bad err\">db on 5433</mark>") != std::string::npos);
  CHECK(pages[0].second.find("<h2 id=\"checks-2\">") != std::string::npos);
}

TEST_CASE("no page shows the value of a secret") {
  Estate estate;
  make_shop(estate);
  // The value is repeated in a command, and in the file itself where no span marks it.
  const FileId file = estate.sources.add("shop/web.yml", "  web:\n    command: serve --key hunter2-hunter2\n");
  Service& web = estate.handbook.stacks[0].environments[0].services[1];
  web.command = CommandLine{{"serve", "--key", "hunter2-hunter2"}, {}};
  web.definitions = {{file, 0, static_cast<std::uint32_t>(estate.sources.text(file).size())}};
  for (const auto plan : every_page) {
    for (const auto& [path, html] : estate.render(plan)) {
      CAPTURE(path);
      CHECK(html.find("hunter2") == std::string::npos);
      if (path.ends_with("services/web.html")) CHECK(html.find("web.yml, lines 1 to 2") != std::string::npos);
    }
  }
}

TEST_CASE("names with markup stay text, whatever holds them") {
  const std::string evil = "\"><script>alert(1)</script>";
  Estate estate;
  make_shop(estate);
  Environment& environment = estate.handbook.stacks[0].environments[0];
  environment.title = evil;
  environment.networks[0].name.value = evil;
  Service& service = environment.services[0];
  service.name.value = evil;
  service.networks[0].network.value = evil;
  service.image->value = evil;
  service.command = CommandLine{{evil}, {}};
  service.environment = {test::make_variable(evil, evil)};
  service.mounts.emplace_back().target = evil;
  service.profiles.push_back({evil, {}});
  service.health_check = HealthCheck{};
  service.health_check->test = {"CMD", evil};
  service.ports[0].host_ip = evil;
  for (const auto plan : every_page) {
    for (const auto& [path, html] : estate.render(plan)) {
      CAPTURE(path);
      CHECK(html.find("<script>alert") == std::string::npos);
      CHECK(test::find_broken_markup(html) == "");
    }
  }
}

TEST_CASE("five hundred services still make pages that load") {
  Estate estate;
  make_shop(estate);
  Environment& environment = estate.handbook.stacks[0].environments[0];
  for (int i = 0; i < 500; ++i) {
    Service service = test::make_service("service-with-a-long-name-" + std::to_string(i), "registry.example.org/team/postgres:16");
    service.name.span = environment.services[0].name.span;
    service.ports = {test::make_port(static_cast<std::uint16_t>(10000 + i), 8080), test::make_port(static_cast<std::uint16_t>(20000 + i), 8081)};
    test::join_network(service, i % 3 ? "front" : "back");
    test::wait_for(service, i > 0 ? "service-with-a-long-name-" + std::to_string(i - 1) : "db");
    environment.services.push_back(service);
  }
  Environment other = environment;
  other.name = other.title = "staging";
  for (Service& service : other.services) {
    service.image->value += "-next";
    service.ports.clear();
  }
  estate.handbook.stacks[0].environments.push_back(other);
  for (const auto plan : {plan_architecture, plan_commands, plan_compare, plan_ports, plan_networks, plan_services, plan_health, plan_routes, plan_settings, plan_troubleshooting}) {
    for (const auto& [path, html] : estate.render(plan)) {
      CAPTURE(path);
      CHECK(html.size() < 150'000);
      CHECK(test::find_broken_markup(html) == "");
    }
  }
}

TEST_CASE("an environment without services, and one that could not be read, have pages too") {
  Estate estate;
  Stack& stack = estate.handbook.stacks.emplace_back();
  stack.name = stack.title = "void";
  const FileId file = estate.sources.add("compose.yml", "services: [\n");
  stack.environments.resize(2);
  stack.environments[0].name = stack.environments[0].title = "empty";
  stack.environments[1].name = stack.environments[1].title = "broken";
  stack.environments[1].compose_files = {file};
  stack.environments[1].broken = true;
  Diagnostic& problem = stack.problems.emplace_back();
  problem.rule = "yaml-syntax";
  problem.span = {file, 10, 11};
  problem.message = "the list that starts here has no end";
  std::string all;
  for (const auto plan : every_page) all += texts(estate.render(plan));
  CHECK(test::differs_from_golden("pages/void.txt", all) == "");
}
