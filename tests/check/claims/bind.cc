#include "check/claims/bind.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "check/claims/find_service.h"

using namespace portolan;

static Environment environment(std::string name, std::string title, EnvironmentKind kind, std::vector<std::string> files) {
  Environment result;
  result.name = std::move(name);
  result.title = std::move(title);
  result.kind = kind;
  result.compose_paths = std::move(files);
  return result;
}

static Stack three_environments() {
  Stack stack;
  stack.environments.push_back(environment("development", "Development", EnvironmentKind::development, {"docker-compose.dev.yml"}));
  stack.environments.push_back(environment("basic", "Basic production", EnvironmentKind::production, {"docker-compose.yml"}));
  stack.environments.push_back(environment("production", "Full production", EnvironmentKind::production, {"docker-compose.prod.yml"}));
  stack.environments[0].synonyms = {"laptop"};
  return stack;
}

static std::string names(const Stack& stack, const std::vector<std::size_t>& indices) {
  std::vector<std::string> list;
  for (const std::size_t index : indices) list.push_back(stack.environments[index].name);
  return join(list, " ");
}

TEST_CASE("phrases find their environments") {
  struct Case { std::string_view phrase, environments; };
  const Stack stack = three_environments();
  for (const Case& c : {
           Case{"Development", "development"}, Case{"dev", "development"}, Case{"Local", "development"}, Case{"on the laptop", "development"},
           Case{"production", "basic production"}, Case{"Production environment", "basic production"}, Case{"Basic production", "basic"},
           Case{"Full production (`docker-compose.prod.yml`)", "production"}, Case{"full prod", "production"}, Case{"Basic", "basic"},
           Case{"docker-compose.yml", "basic"}, Case{"`./docker-compose.dev.yml`", "development"},
           Case{"staging", ""}, Case{"docker-compose.staging.yml", ""}, Case{"devious", ""}, Case{"", ""},
       }) {
    CAPTURE(c.phrase);
    CHECK(names(stack, check::find_environments(stack, c.phrase)) == c.environments);
  }
}

TEST_CASE("a base file under overlays means what it makes alone, else all that contain it") {
  Stack stack;
  stack.environments.push_back(environment("development", "Development", EnvironmentKind::development, {"compose.yml", "compose.dev.yml"}));
  stack.environments.push_back(environment("production", "Production", EnvironmentKind::production, {"compose.yml", "compose.prod.yml"}));
  CHECK(names(stack, check::find_environments(stack, "compose.yml")) == "development production");
  CHECK(names(stack, check::find_environments(stack, "compose.prod.yml")) == "production");
  stack.environments.push_back(environment("default", "Default", EnvironmentKind::other, {"compose.yml"}));
  CHECK(names(stack, check::find_environments(stack, "compose.yml")) == "default");
}

TEST_CASE("a scope is bound, is open, or names what does not exist") {
  Stack stack = three_environments();
  Scope scope;
  CHECK(names(stack, check::bind_scope(stack, scope).environments) == "development basic production");
  scope.environments = {{"prod", {}}, {"dev", {}}};
  CHECK(names(stack, check::bind_scope(stack, scope).environments) == "development basic production");
  scope.environments = {{"`Staging`", {}}};
  CHECK(check::bind_scope(stack, scope).problem == "no environment is called \"Staging\"");
  stack.environments.clear();
  CHECK(check::bind_scope(stack, scope).problem == "no compose file describes this stack");
}

/// `name image [command]` a line.
static Environment services_of(std::string_view text) {
  Environment result;
  for (const std::string_view line : split(text, '\n')) {
    const std::vector<std::string_view> words = split_words(line);
    Service& service = result.services.emplace_back();
    service.name.value = std::string(words.at(0));
    service.image = Spanned<std::string>{std::string(words.at(1)), {}};
    if (const auto image = parse_image(words.at(1))) service.image_reference = *image;
    if (words.size() > 2) service.command = CommandLine{.arguments = {words.begin() + 2, words.end()}, .span = {}};
  }
  return result;
}

TEST_CASE("words find a service only when exactly one answers") {
  struct Case { std::string_view services, words, answer; };
  constexpr std::string_view usual = "web acme/shop gunicorn shop\ndb postgres:15\nnginx nginx:1.27\nredis redis:7\nbackup postgres:15 pg_dump -h db";
  const Stack stack;
  for (const Case& c : {
           Case{usual, "web", "web"}, Case{usual, "Web", "web"}, Case{usual, "the web container", "web"}, Case{usual, "`db`", "db"},
           Case{usual, "Database", "db"}, Case{usual, "the database", "db"}, Case{usual, "PostgreSQL", "db"}, Case{usual, "PostgreSQL 15", "db"},
           Case{usual, "Postgres container", "db"}, Case{usual, "reverse proxy", "nginx"}, Case{usual, "web server", "nginx"},
           Case{usual, "cache", "redis"}, Case{usual, "backend", "web"}, Case{usual, "Gunicorn", "web"}, Case{usual, "Backup", "backup"},
           Case{usual, "worker", "no service is called \"worker\""}, Case{usual, "MySQL", "no service is called \"MySQL\""},
           Case{"a postgres:15\nb mysql:8", "database", "\"database\" could be \"a\" or \"b\""}, Case{"a postgres:15\nb mysql:8", "MySQL", "b"},
           Case{"web-app acme/shop", "Web App", "web-app"}, Case{"web-app acme/shop", "webapp", "web-app"},
           Case{"database acme/own\ndb postgres:15", "database", "database"}, Case{usual, "", "the document does not say of which service"},
       }) {
    CAPTURE(c.words);
    const Environment environment = services_of(c.services);
    const check::ServiceAnswer answer = check::find_service_by_words(stack, environment, c.words);
    CHECK((answer.service ? answer.service->name.value : answer.problem) == c.answer);
  }
}
