#include <doctest/doctest.h>

#include "load/compose/project.h"

using namespace portolan;

namespace {

struct Bound {
  SourceMap sources;
  load::Project project;
  Environment environment;
  Diagnostics problems;

  explicit Bound(std::map<std::string, std::string> files, std::vector<std::string> names) {
    const auto reader = make_memory_reader(std::move(files), "shop");
    load::ProjectOptions options;
    options.files = std::move(names);
    options.keep_inactive = true;
    options.check_consistency = false;
    project = load::load_project(*reader, sources, options);
    environment = load::bind_environment(project, *reader, sources, problems);
  }

  int line(const Span& span) const { return sources.locate(span).line; }
};

constexpr const char* shop = R"(services:
  web:
    image: nginx:1.27
    ports: ["127.0.0.1:8080-8081:80-81", "53:53/udp"]
    depends_on: [db]
    networks: [front]
  db:
    image: postgres:16
    environment:
      - POSTGRES_USER=shop
      - POSTGRES_PASSWORD=hunter2
    volumes:
      - data:/var/lib/postgresql/data
      - ./init:/docker-entrypoint-initdb.d:ro
    healthcheck:
      test: pg_isready -U shop
      interval: 1m30s
      retries: 5
    deploy: {resources: {limits: {cpus: "0.5", memory: 512M}}}
networks:
  front: {internal: true}
volumes:
  data:
)";

}  // namespace

TEST_CASE("bind_environment gives the typed view of a stack") {
  const Bound bound({{"compose.yml", shop}}, {"compose.yml"});
  CHECK(bound.problems.empty());
  CHECK(bound.project.problems.empty());
  CHECK(bound.environment.project_name == "shop");
  REQUIRE(bound.environment.services.size() == 2);

  const Service& web = bound.environment.services[0];
  CHECK(web.name.value == "web");
  CHECK(bound.line(web.name.span) == 2);
  REQUIRE(web.ports.size() == 3);
  CHECK(web.ports[0].host_ip == "127.0.0.1");
  CHECK(web.ports[1].published == PortRange{8081, 8081});
  CHECK(web.ports[1].target == PortRange{81, 81});
  CHECK(web.ports[2].protocol == "udp");
  CHECK(bound.sources.text(web.ports[2].span) == "\"53:53/udp\"");
  REQUIRE(web.depends_on.size() == 1);
  CHECK_FALSE(web.depends_on[0].implied);
  CHECK(web.joins("front"));

  const Service& db = bound.environment.services[1];
  REQUIRE(db.environment.size() == 2);
  CHECK(bound.sources.text(db.environment[1].name.span) == "POSTGRES_PASSWORD");
  CHECK(bound.sources.text(db.environment[1].value->span) == "hunter2");
  CHECK(db.environment[1].secret);
  CHECK_FALSE(db.environment[0].secret);
  REQUIRE(db.mounts.size() == 2);
  CHECK(db.mounts[0].source == "data");
  CHECK(db.mounts[1].source == "./init");
  CHECK(db.mounts[1].read_only);
  REQUIRE(db.health_check);
  CHECK(db.health_check->test == std::vector<std::string>{"CMD-SHELL", "pg_isready -U shop"});
  CHECK(to_string(*db.health_check->interval) == "1m30s");
  CHECK(db.health_check->retries == 5);
  CHECK(db.limits.memory->value == 512 << 20);
  CHECK(db.limits.nano_cpus->value == 500'000'000);
  CHECK(db.joins("default"));

  REQUIRE(bound.environment.networks.size() == 2);
  CHECK(bound.environment.networks[0].internal);
  CHECK(bound.environment.networks[1].implied);
  CHECK(bound.environment.volumes.at(0).resource_name == "shop_data");
}

TEST_CASE("bind_environment hides what is secret, and nothing else") {
  const Bound bound({{"compose.yml",
                      "services:\n"
                      "  a:\n"
                      "    image: x\n"
                      "    environment:\n"
                      "      API_KEY: abc123\n"
                      "      DB_PASSWORD: ${DB_PASSWORD:-devpass}\n"
                      "      DB_PASSWORD_FILE: /run/secrets/db\n"
                      "      DATABASE_URL: postgres://app:s3cret@db/app\n"
                      "      KEYBOARD_LAYOUT: de\n"
                      "      FROM_SHELL_TOKEN: ${TOKEN}\n"},
                     {".env", "TOKEN=t0ken\n"}},
                    {"compose.yml"});
  const FileId file = *bound.sources.find("compose.yml");
  const auto shown = [&](int line) { return bound.sources.excerpt(bound.sources.line_span(file, line)).at(0).text; };
  CHECK(shown(5).find("abc123") == std::string::npos);
  CHECK(shown(6).find("devpass") == std::string::npos);
  CHECK(shown(6).find("${DB_PASSWORD:-") != std::string::npos);
  CHECK(shown(7) == "      DB_PASSWORD_FILE: /run/secrets/db");
  CHECK(shown(8).find("s3cret") == std::string::npos);
  CHECK(shown(8).find("postgres://app:") != std::string::npos);
  CHECK(shown(9) == "      KEYBOARD_LAYOUT: de");
  CHECK(shown(10) == "      FROM_SHELL_TOKEN: ${TOKEN}");
  const FileId env = *bound.sources.find(".env");
  CHECK(bound.sources.excerpt(bound.sources.line_span(env, 1)).at(0).text.find("t0ken") == std::string::npos);
  std::vector<std::string> secret;
  for (const Variable& variable : bound.environment.services.at(0).environment) {
    if (variable.secret) secret.push_back(variable.name.value);
  }
  CHECK(secret == std::vector<std::string>{"API_KEY", "DB_PASSWORD", "DATABASE_URL", "FROM_SHELL_TOKEN"});
}

TEST_CASE("bind_environment knows every file that speaks of a service") {
  const Bound bound({{"a.yml", "services:\n  web:\n    image: x\n"}, {"b.yml", "services:\n  web:\n    user: app\n"}}, {"a.yml", "b.yml"});
  const Service& web = bound.environment.services.at(0);
  REQUIRE(web.definitions.size() == 2);
  CHECK(bound.sources.text(web.definitions[0]) == "web:\n    image: x");
  CHECK(bound.sources.text(web.definitions[1]) == "web:\n    user: app");
  CHECK(web.user->value == "app");
}

TEST_CASE("load_project for a handbook keeps going where a shell is missing") {
  const Bound bound({{"compose.yml",
                      "services:\n"
                      "  a:\n"
                      "    image: x\n"
                      "    env_file: .env.production\n"
                      "    environment: {K: \"${MUST:?set it}\"}\n"
                      "    profiles: [debug]\n"
                      "    depends_on: [ghost]\n"}},
                    {"compose.yml"});
  CHECK(bound.project.problems.empty());
  const Service& a = bound.environment.services.at(0);
  REQUIRE(a.env_files.size() == 1);
  CHECK_FALSE(a.env_files[0].present);
  CHECK(a.depends_on.at(0).service.value == "ghost");
  REQUIRE(bound.environment.variables.size() == 1);
  CHECK(bound.environment.variables[0].required);
}
