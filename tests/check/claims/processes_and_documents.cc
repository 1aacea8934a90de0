#include <doctest/doctest.h>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::Said;
using test::verdict_of;

namespace {

struct Case {
  test::FactMaker fact;
  std::string_view verdict;
};

const std::map<std::string, std::string> shop{
    {"docker-compose.yml", R"(services:
  web:
    image: acme/shop:1
    command: gunicorn shop.wsgi --workers=4 --bind 0.0.0.0:8000
  api:
    image: acme/api:1
    command: ["uvicorn", "api:app"]
    environment:
      WEB_CONCURRENCY: "3"
  admin:
    image: acme/admin:1
    command: ["gunicorn", "admin"]
    profiles: [tools]
  script:
    image: acme/script:1
    entrypoint: ["/start.sh"]
  nginx:
    image: nginx:1.27
    volumes:
      - ./nginx/site.conf:/etc/nginx/conf.d/default.conf:ro
    secrets: [key]
secrets:
  key:
    file: ./secrets/key.txt
)"},
    {"nginx/site.conf", R"(upstream shop {
  server web:8000;
}
server {
  listen 80;
  location / { proxy_pass http://shop; }
  location /api/ { proxy_pass http://api:8001; }
  location /static/ { alias /srv/static/; }
  location = /gone { return 410; }
}
)"},
    {"docs/other.md", "# Other\n"},
    {"config/settings.py", ""},
    {"extra/more.yml", ""},
    {"Dockerfile", "FROM acme/base:1\n"},
};

void check_all(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(shop, c.fact) == c.verdict);
  }
}

RunsCommand command(Said& say, std::string_view verb, std::string_view service) {
  RunsCommand result;
  result.verb = say(verb);
  if (!service.empty()) result.services.push_back(say(service));
  return result;
}

}  // namespace

TEST_CASE("runs-server and worker-count") {
  check_all({
      {[](Said& say) -> Fact { return RunsServer{say("web"), say("Gunicorn")}; }, "verified: the command of \"web\" runs it @:4"},
      {[](Said& say) -> Fact { return RunsServer{say("web"), say("Django development server")}; },
       "contradicted: the command of \"web\" runs \"gunicorn\" (Django development server) @:4"},
      {[](Said& say) -> Fact { return RunsServer{say("web"), say("something fast")}; },
       "unverifiable: the command of \"web\" does not tell which server runs"},
      {[](Said& say) -> Fact { return RunsServer{say("script"), say("Gunicorn")}; },
       "unverifiable: the command of \"script\" does not tell which server runs"},
      {[](Said& say) -> Fact { return RunsServer{say("nginx"), say("nginx")}; }, "verified: the image of \"nginx\" is nginx @:17"},
      {[](Said& say) -> Fact { return WorkerCount{say("web"), say(4)}; }, "verified: the command starts 4 workers @:4"},
      {[](Said& say) -> Fact { return WorkerCount{say("web"), say(3)}; }, "contradicted: the command starts 4 workers (3) @:4"},
      {[](Said& say) -> Fact { return WorkerCount{say("api"), say(3)}; }, "verified: WEB_CONCURRENCY starts 3 workers @:9"},
      {[](Said& say) -> Fact { return WorkerCount{say("admin"), say(2)}; },
       "contradicted: the command of \"admin\" gives no number, so it starts 1 worker (2) @:12"},
      {[](Said& say) -> Fact { return WorkerCount{say("script"), say(2)}; },
       "unverifiable: the command of \"script\" does not tell how many workers it starts"},
  });
}

TEST_CASE("routes-path") {
  check_all({
      {[](Said& say) -> Fact { return RoutesPath{say("/"), say("`web:8000`")}; }, "verified: the proxy hands it to \"web:8000\" @nginx/site.conf:6 @nginx/site.conf:6"},
      {[](Said& say) -> Fact { return RoutesPath{say("/"), say("web")}; }, "verified: the proxy hands it to \"web:8000\" @nginx/site.conf:6 @nginx/site.conf:6"},
      {[](Said& say) -> Fact { return RoutesPath{say("/"), say("web:8001")}; },
       "contradicted: the proxy hands it to \"web:8000\" (web:8001) @nginx/site.conf:6"},
      {[](Said& say) -> Fact { return RoutesPath{say("/api"), say("http://api:8001/")}; },
       "verified: the proxy hands it to \"api:8001\" @nginx/site.conf:7 @nginx/site.conf:7"},
      {[](Said& say) -> Fact { return RoutesPath{say("/api/*"), say("web")}; }, "contradicted: the proxy hands it to \"api:8001\" (web) @nginx/site.conf:7"},
      {[](Said& say) -> Fact { return RoutesPath{say("/static/"), say("files in `/srv/static`")}; },
       "verified: the proxy serves files from \"/srv/static/\" @nginx/site.conf:8 @nginx/site.conf:8"},
      {[](Said& say) -> Fact { return RoutesPath{say("/static/"), say("web")}; },
       "contradicted: the proxy serves files from \"/srv/static/\" (web) @nginx/site.conf:8"},
      {[](Said& say) -> Fact { return RoutesPath{say("/static/"), say("the disk")}; }, "unverifiable: the proxy serves files from \"/srv/static/\""},
      {[](Said& say) -> Fact { return RoutesPath{say("/gone"), say("status 410")}; }, "verified: the proxy answers \"410\" @nginx/site.conf:9 @nginx/site.conf:9"},
      {[](Said& say) -> Fact { return RoutesPath{say("/gone"), say("404")}; }, "contradicted: the proxy answers \"410\" (404) @nginx/site.conf:9"},
  });
}

TEST_CASE("runs-command") {
  check_all({
      {[](Said& say) -> Fact { return command(say, "logs", "web"); }, "verified: its compose files and services exist @:2"},
      {[](Said& say) -> Fact { return command(say, "up", ""); }, "verified: its compose files exist @:1"},
      {[](Said& say) -> Fact { return command(say, "logs", "wbe"); }, "contradicted: compose defines no service \"wbe\" (wbe)"},
      {[](Said& say) -> Fact { return command(say, "logs", "<service>"); }, "unverifiable: \"<service>\" is a placeholder"},
      {[](Said& say) -> Fact { RunsCommand c = command(say, "up", ""); c.files = {say("./docker-compose.yml")}; return c; },
       "verified: its compose files exist @:1"},
      {[](Said& say) -> Fact { RunsCommand c = command(say, "up", ""); c.files = {say("compose.prod.yml")}; return c; },
       "contradicted: no compose file is called \"compose.prod.yml\" (compose.prod.yml)"},
      {[](Said& say) -> Fact { RunsCommand c = command(say, "up", ""); c.files = {say("../other/compose.yml")}; return c; },
       "unverifiable: \"../other/compose.yml\" lies outside what was read"},
      {[](Said& say) -> Fact { RunsCommand c = command(say, "logs", "agent"); c.files = {say("docker-compose.yml"), say("extra/more.yml")}; return c; },
       "unverifiable: \"extra/more.yml\" is part of no environment, so its services are not known"},
      {[](Said& say) -> Fact { RunsCommand c = command(say, "up", ""); c.profiles = {say("tools")}; return c; },
       "verified: its compose files exist @:1"},
      {[](Said& say) -> Fact { RunsCommand c = command(say, "up", ""); c.profiles = {say("tool")}; return c; },
       "contradicted: no service has profile \"tool\" (tool)"},
      {[](Said& say) -> Fact { RunsCommand c = command(say, "up", ""); c.env_files = {say(".env.gone")}; return c; },
       "unverifiable: \".env.gone\" is not in this stack's folder"},
      {[](Said& say) -> Fact { RunsCommand c = command(say, "up", ""); c.env_files = {say(".env")}; return c; }, "verified: its compose files exist @:1"},
      {[](Said& say) -> Fact { RunsCommand c = command(say, "up", ""); c.env_files = {say("config/settings.py")}; return c; }, "verified: its compose files exist @:1"},
  });
}

TEST_CASE("names-file and compares") {
  check_all({
      {[](Said& say) -> Fact { return NamesFile{say("other.md")}; }, "verified: \"other.md\" exists @docs/other.md:1"},
      {[](Said& say) -> Fact { return NamesFile{say("docker%2Dcompose%2eyml")}; }, "verified: \"docker-compose.yml\" exists @:1"},
      {[](Said& say) -> Fact { return NamesFile{say("docs/not%20there.md")}; }, "contradicted: \"docs/not there.md\" does not exist (docs/not%20there.md)"},
      {[](Said& say) -> Fact { return NamesFile{say("../docker-compose.yml#web")}; }, "verified: \"docker-compose.yml\" exists @:1"},
      {[](Said& say) -> Fact { return NamesFile{say("settings.py")}; }, "verified: \"settings.py\" exists"},
      {[](Said& say) -> Fact { return NamesFile{say("config/setings.py")}; }, "contradicted: \"config/setings.py\" does not exist (config/setings.py)"},
      {[](Said& say) -> Fact { return NamesFile{say("config/logo.svg")}; }, "unverifiable: \"config/logo.svg\" is not in this stack's folder"},
      {[](Said& say) -> Fact { return NamesFile{say("compose.yaml")}; }, "unverifiable: \"compose.yaml\" is not in this stack's folder"},
      {[](Said& say) -> Fact { return NamesFile{say("docker-compose.dev.yml")}; },
       "contradicted: \"docker-compose.dev.yml\" does not exist (docker-compose.dev.yml)"},
      {[](Said& say) -> Fact { return NamesFile{say("mime.types")}; }, "unverifiable: \"mime.types\" is not in this stack's folder"},
      {[](Said& say) -> Fact { return NamesFile{say(".env")}; }, "unverifiable: \".env\" is made by whoever runs the stack"},
      {[](Said& say) -> Fact { return NamesFile{say("secrets/key.txt")}; },
       "unverifiable: \"secrets/key.txt\" holds a secret and is made by whoever runs the stack"},
      {[](Said& say) -> Fact { return NamesFile{say("/etc/nginx/nginx.conf")}; }, "unverifiable: \"/etc/nginx/nginx.conf\" is no path of this stack"},
      {[](Said& say) -> Fact { return ComparesAspect{"mood", say("good")}; }, "unverifiable: nothing in the files can prove what stands under \"mood\""},
  });
}
