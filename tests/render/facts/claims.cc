#include "render/facts/claims.h"

#include <doctest/doctest.h>

#include "model/summary.h"
#include "tests/render/facts/estate.h"

using namespace portolan;
using namespace portolan::render;

namespace {

constexpr std::string_view document = "The web is on 8080.\n\nA shop.\n\n| web | Django server | 8080 |\n| db | PostgreSQL | 5432 |\n";

/// A plan that says things of web and db; each statement has one claim.
struct Shop {
  SourceMap sources;
  Stack stack;
  StackReport report;

  Shop() {
    const FileId file = sources.add("plan.md", std::string(document));
    Environment& environment = stack.environments.emplace_back();
    environment.services = {test::make_service("web", "acme/web:1"), test::make_service("db", "postgres:16")};
    Plan& plan = stack.plans.emplace_back();
    plan.file = file;
  }
  Span place(std::string_view words, std::size_t from = 0) const {
    const auto begin = static_cast<std::uint32_t>(document.find(words, from));
    return {stack.plans[0].file, begin, begin + static_cast<std::uint32_t>(words.size())};
  }
  const Claim& say(Fact fact, const Span& span, std::string service, Outcome outcome, const Span& wrong = {}) {
    Plan& plan = stack.plans[0];
    plan.statements.push_back({.fact = std::move(fact), .span = span, .text = "x"});
    Claim& claim = report.claims.emplace_back();
    claim.statement = plan.statements.size() - 1;
    claim.environments = {0};
    claim.service = std::move(service);
    claim.outcome = outcome;
    claim.wrong = wrong;
    return claim;
  }
};

}  // namespace

TEST_CASE("a statement's finding is the one at its own wrong words, not at another cell of the row") {
  Shop shop;
  const Span row = shop.place("| web | Django server | 8080 |"), image = shop.place("Django server"), port = shop.place("8080", row.begin);
  for (const Span& wrong : {image, port}) {
    Finding& finding = shop.report.findings.emplace_back();
    finding.diagnostic.span = wrong;
  }
  const Claim about_port = shop.say(PublishesPort{}, row, "web", Outcome::contradicted, port);
  const Claim unplaced = shop.say(PublishesPort{}, row, "web", Outcome::contradicted);
  const Statement& statement = shop.stack.plans[0].statements[0];
  CHECK(find_finding(shop.report, about_port, statement, shop.sources) == &shop.report.findings[1]);
  CHECK(find_finding(shop.report, unplaced, statement, shop.sources) == &shop.report.findings[0]);
}

TEST_CASE("a row of which a part is wrong describes no service") {
  Shop shop;
  const Span web = shop.place("| web | Django server | 8080 |"), db = shop.place("| db | PostgreSQL | 5432 |");
  shop.say(ServiceExists{.service = {}, .description = "Django server"}, web, "web", Outcome::verified);
  shop.say(ServiceExists{.service = {}, .description = "PostgreSQL, the shop's"}, db, "db", Outcome::verified);
  const std::vector<Service>& services = shop.stack.environments[0].services;
  CHECK(describe_service(shop.stack, shop.report, 0, services[0]) == "Django server");
  shop.say(PublishesPort{}, shop.place("8080", web.begin), "web", Outcome::contradicted);
  CHECK(describe_service(shop.stack, shop.report, 0, services[0]).empty());
  CHECK(describe_service(shop.stack, shop.report, 0, services[1]) == "PostgreSQL, the shop's");
}

TEST_CASE("what introduces a service describes it, not a cell of a comparison, and ports have places of their own") {
  struct Said { std::string description; std::vector<std::size_t> environments; Scope::Source source; };
  struct Case { std::vector<Said> said; std::string here, generally; };
  const auto word = Scope::Source::own_words, column = Scope::Source::table_column, document = Scope::Source::document;
  for (const Case& c : {
           Case{{{"Uploads handed out by", {0}, column}, {"the only way in", {0, 1}, document}}, "the only way in", "the only way in"},
           Case{{{"Proxy", {0}, column}}, "Proxy", "Proxy"},
           Case{{{"an API", {0, 1}, document}, {"Uvicorn with reload (host port 8000)", {0}, word}}, "Uvicorn with reload", "an API"},
           Case{{{"Uvicorn (port 8000)", {0}, word}}, "Uvicorn", "Uvicorn"},
           Case{{{"Vite (5173:5173)", {0, 1}, word}}, "Vite", "Vite"},
           Case{{{"the database (PostgreSQL 16)", {0, 1}, word}}, "the database (PostgreSQL 16)", "the database (PostgreSQL 16)"},
           Case{{{"Python (3.12)", {0, 1}, word}}, "Python (3.12)", "Python (3.12)"},
           Case{{{"", {0, 1}, word}}, "", ""},
       }) {
    CAPTURE(c.here);
    Shop shop;
    shop.stack.environments.push_back(shop.stack.environments[0]);
    for (const Said& said : c.said) {
      shop.say(ServiceExists{.service = {}, .description = said.description}, shop.place("The web"), "web", Outcome::verified);
      shop.report.claims.back().environments = said.environments;
      shop.stack.plans[0].statements.back().scope.source = said.source;
    }
    const Service& web = shop.stack.environments[0].services[0];
    CHECK(describe_service(shop.stack, shop.report, 0, web) == c.here);
    CHECK(describe_service_generally(shop.stack, shop.report, 0, web) == c.generally);
  }
}

TEST_CASE("the lead is the first paragraph of which nothing is wrong") {
  Shop shop;
  Section& section = shop.stack.plans[0].sections.emplace_back();
  for (const std::string_view words : {"The web is on 8080.", "A shop."}) {
    Block& paragraph = section.blocks.emplace_back();
    paragraph.span = shop.place(words);
    paragraph.inlines.emplace_back().text = std::string(words);
  }
  CHECK(summarise(shop.stack, shop.report, shop.sources).lead == "The web is on 8080.");
  shop.say(PublishesPort{}, shop.place("8080"), "web", Outcome::contradicted);
  CHECK(summarise(shop.stack, shop.report, shop.sources).lead == "A shop.");
}
