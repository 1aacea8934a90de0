#include "check/knowledge/images.h"

#include <algorithm>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"

using namespace portolan;

static CommandLine command_of(std::string_view text) {
  CommandLine line;
  for (const std::string_view word : split_words(text)) line.arguments.emplace_back(word);
  return line;
}

static Service service_of(std::string_view image, std::string_view entrypoint, std::string_view command) {
  Service service;
  service.image = Spanned<std::string>{std::string(image), {}};
  if (const auto reference = parse_image(image)) service.image_reference = *reference;
  if (!entrypoint.empty()) service.entrypoint = command_of(entrypoint);
  if (!command.empty()) service.command = command_of(command);
  return service;
}

TEST_CASE("every row of the image table is complete and in order") {
  const auto& rows = check::all_image_facts();
  CHECK(rows.size() >= 25);
  CHECK(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.repository < b.repository; }));
  for (const check::ImageFacts& row : rows) {
    CAPTURE(row.repository);
    CHECK_FALSE(row.title.empty());
    CHECK(row.source.starts_with("https://"));
    CHECK((row.data_path.empty() || row.data_path.front() == '/'));
    const bool listens = row.role == check::ServiceRole::database || row.role == check::ServiceRole::cache;
    CHECK((!listens || row.port != 0));
    CHECK((row.port == 0 || !row.protocol_name.empty()));
  }
}

TEST_CASE("image facts go by registry and repository") {
  struct Case { std::string_view image, title; };
  for (const Case& c : {Case{"postgres:15-alpine", "PostgreSQL"}, Case{"docker.io/library/redis:7", "Redis"},
                        Case{"quay.io/keycloak/keycloak:25", "Keycloak"}, Case{"public.ecr.aws/docker/library/nginx", "nginx"},
                        Case{"ghcr.io/acme/postgres", ""}, Case{"keycloak/keycloak", ""}, Case{"acme/postgres", ""}}) {
    CAPTURE(c.image);
    const check::ImageFacts* facts = check::find_image_facts(*parse_image(c.image));
    CHECK((facts ? facts->title : "") == c.title);
  }
}

TEST_CASE("the role of a service follows what it runs") {
  struct Case { std::string_view image, entrypoint, command, role, ports; };
  for (const Case& c : {
           Case{"postgres:15", "", "", "database", "5432"},
           Case{"postgres:15", "", "-c max_connections=50", "database", "5432"},
           Case{"postgres:15", "", "postgres -c fsync=off", "database", "5432"},
           Case{"postgres:15", "/bin/sh /opt/backup.sh", "", "job", ""},
           Case{"postgres:15", "", "pg_dump -h db", "job", ""},
           Case{"postgres:15", "docker-entrypoint.sh", "postgres", "database", "5432"},
           Case{"redis:7", "", "redis-server --appendonly yes", "cache", "6379"},
           Case{"redis:7", "", "redis-cli monitor", "job", ""},
           Case{"nginx", "", "/bin/sh -c 'nginx -g daemon\\ off;'", "proxy", "80"},
           Case{"python:3.12", "", "gunicorn app:app", "application", ""},
           Case{"python:3.12", "", "celery -A app worker", "job", ""},
           Case{"certbot/certbot", "/bin/sh /opt/renew.sh", "", "job", ""},
           Case{"alpine", "", "/usr/sbin/nginx", "proxy", ""},
           Case{"acme/unheard-of", "", "", "unknown", ""},
       }) {
    CAPTURE(c.image);
    CAPTURE(c.entrypoint);
    CAPTURE(c.command);
    const Stack stack;
    const Service service = service_of(c.image, c.entrypoint, c.command);
    CHECK(check::name_of(check::role_of(stack, service)) == c.role);
    CHECK(fmt::format("{}", fmt::join(check::listening_ports(stack, service), ",")) == c.ports);
  }
}

/// `base` (python, EXPOSE 8000, entrypoint start.sh), `server` FROM base with a gunicorn CMD, `files` FROM nginx.
static Stack stack_with_dockerfile() {
  Stack stack;
  Dockerfile& dockerfile = stack.dockerfiles.emplace_back();
  dockerfile.path = "Dockerfile";
  BuildStage base{.base = {"python:3.12", {}}, .name = "base", .exposes = {}, .copies_from = {}, .user = {}, .workdir = {}, .command = command_of("python"),
                  .entrypoint = command_of("start.sh"), .health_check = {}, .installs = {}, .span = {}};
  base.exposes.push_back({PortRange{8000, 8001}, {}});
  BuildStage server{.base = {"Base", {}}, .name = "server", .exposes = {}, .copies_from = {}, .user = {}, .workdir = {},
                    .command = command_of("gunicorn app"), .entrypoint = {}, .health_check = {}, .installs = {}, .span = {}};
  BuildStage files{.base = {"nginx:1.27", {}}, .name = "files", .exposes = {}, .copies_from = {"server"}, .user = {}, .workdir = {}, .command = {},
                   .entrypoint = {}, .health_check = {}, .installs = {}, .span = {}};
  dockerfile.stages = {base, server, files};
  return stack;
}

TEST_CASE("a built service has the facts of the stage that it builds") {
  struct Case { std::string_view target, title, role, ports; };
  const Stack stack = stack_with_dockerfile();
  for (const Case& c : {Case{"", "nginx", "proxy", "80"}, Case{"server", "Python", "application", "8000,8001"},
                        Case{"base", "Python", "application", "8000,8001"}, Case{"absent", "", "application", ""}}) {
    CAPTURE(c.target);
    Service service;
    service.build = BuildDefinition{.context = {".", {}}, .dockerfile = {"Dockerfile", {}}, .resolved_dockerfile = "Dockerfile",
                                    .target = Spanned<std::string>{std::string(c.target), {}}, .args = {}, .span = {}};
    const check::ImageFacts* facts = check::find_service_facts(stack, service);
    CHECK((facts ? facts->title : "") == c.title);
    CHECK(check::name_of(check::role_of(stack, service)) == c.role);
    CHECK(fmt::format("{}", fmt::join(check::listening_ports(stack, service), ",")) == c.ports);
  }
}

TEST_CASE("EXPOSE is not told of a service that starts something else from a shared image") {
  struct Case { std::string_view name, command, ports; };
  Stack stack = stack_with_dockerfile();
  Environment& environment = stack.environments.emplace_back();
  const std::vector<Case> cases{{"web", "", "8000,8001"}, {"worker", "celery -A app worker -c 2", ""}, {"beat", "sh -c 'celery -A app beat'", ""},
                                {"queue", "python manage.py qcluster", ""}, {"dev", "python manage.py runserver 0.0.0.0:8000", "8000,8001"}};
  const auto made = [&](const Case& c, std::string_view target) {
    Service service;
    service.name.value = c.name;
    if (!c.command.empty()) service.command = command_of(c.command);
    service.build = BuildDefinition{.context = {".", {}}, .dockerfile = {"Dockerfile", {}}, .resolved_dockerfile = "Dockerfile",
                                    .target = Spanned<std::string>{std::string(target), {}}, .args = {}, .span = {}};
    return service;
  };
  for (const Case& c : cases) environment.services.push_back(made(c, "server"));
  for (std::size_t i = 0; i < cases.size(); ++i) {
    CAPTURE(cases[i].name);
    CHECK(fmt::format("{}", fmt::join(check::listening_ports(stack, environment.services[i]), ",")) == cases[i].ports);
  }
  // An image of its own: its port is what the author had in mind, whatever starts it.
  environment.services = {made({"app", "./start.sh", ""}, "server")};
  CHECK(fmt::format("{}", fmt::join(check::listening_ports(stack, environment.services[0]), ",")) == "8000,8001");
}
