#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/secrets.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

namespace {

struct Case {
  std::string yaml, lines;
};

/// What is stated about service web, whose body is `yaml`; the line that says that there is one is left out.
std::string said_of_web(const std::string& yaml) {
  std::string text = "```yaml\nservices:\n  web:\n", rest = yaml;
  for (std::size_t at = 0; at < rest.size();) {
    const std::size_t end = rest.find('\n', at);
    text += "    " + rest.substr(at, end - at) + "\n";
    at = end + 1;
  }
  SourceMap sources;
  Diagnostics problems;
  Plan plan = load::read_markdown(sources, sources.add("plan.md", text + "```\n"), problems);
  load::read_statements(plan, sources);
  const std::string lines = test::lines_of(plan, sources);
  return lines.substr(lines.find('\n') + 1);
}

std::string said(const std::string& text) {
  SourceMap sources;
  Diagnostics problems;
  Plan plan = load::read_markdown(sources, sources.add("plan.md", text), problems);
  load::read_statements(plan, sources);
  return test::lines_of(plan, sources);
}

}  // namespace

TEST_CASE("leaves of a service become facts of their own type") {
  for (const Case& c : {
           Case{"image: postgres:15-alpine  # small\n", "uses-image web postgres:15-alpine @4:5-30\n"},
           Case{"image: \"acme/web\"\n", "uses-image web acme/web @4:5-22\n"},
           Case{"ports:\n  - \"8080:80\"\n  - 443:443\n", "publishes-port web 80<-8080 published @5:9-18\npublishes-port web 443<-443 published @6:9-16\n"},
           Case{"volumes:\n  - data:/srv/data\n  - ./src:/app:ro\n",
                "mounts-volume web data=/srv/data @5:9-23\n"
                "mounts-volume web ./src=/app @6:9-22\n"
                "sets-key web volumes./app.read_only(place: volumes)=true(place: ro) @6:9-22\n"},
           Case{"volumes:\n  - type: bind\n    source: ./src\n    target: /app\n", "sets-key web volumes./app.type=bind @5:9-19\nsets-key web volumes./app.source=./src @6:9-22\nmounts-volume web ./src=/app @6:17-22\n"},
           Case{"networks: [front, back]\n", "joins-network web front @4:16-21\njoins-network web back @4:23-27\n"},
           Case{"networks:\n  back:\n    aliases: [store]\n", "joins-network web back @5:7-11\nsets-key web networks.back.aliases=store @6:19-24\n"},
           Case{"depends_on:\n  - db\n", "waits-for web db @5:9-11\n"},
           Case{"depends_on:\n  db:\n    condition: service_healthy\n    restart: true\n", "waits-for web db service_healthy @5:7-9\nsets-key web depends_on.db.restart=true @7:9-22\n"},
           Case{"restart: \"no\"\n", "restart-policy web no @4:5-18\n"},
           Case{"environment:\n  - DEBUG=1\n  - HOME\n", "has-variable web DEBUG=1 @5:9-16\nhas-variable web HOME @6:9-13\n"},
           Case{"environment:\n  URL: \"http://db:80\"\n", "has-variable web URL=http://db:80 @5:7-26\n"},
           Case{"healthcheck:\n  test: [\"CMD-SHELL\", \"pg_isready -U $$USER\"]\n  retries: 5\n",
                "health-check web test=pg_isready -U $USER(place: [\"CMD-SHELL\", \"pg_isready -U $$USER\"]) @5:7-50\n"
                "health-check web retries=5 @6:7-17\n"},
           Case{"healthcheck:\n  disable: true\n", "health-check web absent @5:7-20\n"},
           Case{"deploy:\n  resources:\n    limits:\n      memory: 512M\n      cpus: '2'\n",
                "memory-limit web 536870912 (512M) @7:11-23\nsets-key web deploy.resources.limits.cpus=2 @8:11-20\n"},
           Case{"secrets:\n  - key\n", "reads-secret web key @5:9-12\n"},
       }) {
    CAPTURE(c.yaml);
    CHECK(said_of_web(c.yaml) == c.lines);
  }
}

TEST_CASE("every other leaf becomes a key with its value") {
  for (const Case& c : {
           Case{"container_name: acme_web\n", "sets-key web container_name=acme_web @4:5-29\n"},
           Case{"build: ./web\n", "sets-key web build.context(place: build)=./web @4:5-17\n"},
           Case{"build:\n  context: .\n  args:\n    - MODE=prod\n", "sets-key web build.context=. @5:7-17\nsets-key web build.args.MODE=prod @7:11-20\n"},
           Case{"command: [\"gunicorn\", \"a:b\", \"-w\", \"4\"]\n", "sets-key web command=gunicorn a:b -w 4(place: [\"gunicorn\", \"a:b\", \"-w\", \"4\"]) @4:5-12\n"},
           Case{"env_file:\n  - .env\n", "sets-key web env_file=.env @5:9-13\n"},
           Case{"env_file: .env\n", "sets-key web env_file=.env @4:5-19\n"},
           Case{"labels:\n  traefik.enable: \"true\"\n", "sets-key web labels.traefik.enable=true @5:7-29\n"},
           Case{"labels:\n  - \"traefik.enable=true\"\n", "sets-key web labels.traefik.enable=true @5:9-30\n"},
           Case{"cap_add: [NET_ADMIN]\n", "sets-key web cap_add=NET_ADMIN @4:15-24\n"},
           Case{"ports:\n  - \"127.0.0.1:80:80\"\n", "sets-key web ports=127.0.0.1:80:80 @5:9-26\n"},
           Case{"ports:\n  - \"${PORT:-80}:80\"\n", "sets-key web ports=${PORT:-80}:80 @5:9-25\n"},
           Case{"volumes:\n  - /app/node_modules\n", "sets-key web volumes=/app/node_modules @5:9-26\n"},
           Case{"image: ${IMAGE:-acme/web:1}\n", "sets-key web image=${IMAGE:-acme/web:1} @4:5-32\n"},
           Case{"develop:\n  watch:\n    - path: ./src\n      action: sync\n      target: /app\n",
                "sets-key web develop.watch./app.path=./src @6:11-22\nsets-key web develop.watch./app.action=sync @7:11-23\n"},
       }) {
    CAPTURE(c.yaml);
    CHECK(said_of_web(c.yaml) == c.lines);
  }
}

TEST_CASE("values that are left open or secret give the key alone, and prose gives nothing") {
  for (const Case& c : {
           Case{"image: <your image>\n", "sets-key web image @4:5-10\n"},
           Case{"environment:\n  DB_PASSWORD: s3cr3t-9-w0rd\n", "has-variable web DB_PASSWORD @5:7-33\n"},
           Case{"environment:\n  KEY: <key>\n", "has-variable web KEY @5:7-17\n"},
           Case{"healthcheck:\n  test: [\"CMD-SHELL\", \"pg_isready -U {user}\"]\n",
                "health-check web test=pg_isready(place: [\"CMD-SHELL\", \"pg_isready -U {user}\"]) @5:7-50\n"},
           Case{"volumes:\n  - Persist the rows in a volume\n", ""},
           Case{"tty:\n", ""},
       }) {
    CAPTURE(c.yaml);
    CHECK(said_of_web(c.yaml) == c.lines);
  }
}

TEST_CASE("networks, volumes and secrets of the top level are stated") {
  CHECK(said("```yaml\nnetworks:\n  front:\n  back:\n    driver: bridge\n    internal: true\nvolumes:\n  data:\n    driver: local\nsecrets:\n  key:\n    file: ./key.txt\n```\n") ==
        "network-setting front @3:3-8\n"
        "network-setting back driver=bridge @5:5-19\n"
        "network-setting back internal @6:5-19\n"
        "sets-key ? volumes.data @8:3-7\n"
        "sets-key ? volumes.data.driver=local @9:5-18\n"
        "sets-key ? secrets.key @11:3-6\n"
        "sets-key ? secrets.key.file=./key.txt @12:5-20\n");
}

TEST_CASE("a service is introduced once, and statements carry what the fence is meant for") {
  CHECK(said("## Production\n\n```yaml\nservices:\n  web:\n    tty: true\n```\n\n```yaml\nservices:\n  web:\n    init: true\n```\n\nExample:\n\n```yaml\nservices:\n  db:\n    tty: true\n```\n") ==
        "service-exists web () <heading: Production> @5:3-6\n"
        "sets-key web tty=true <heading: Production> @6:5-14\n"
        "sets-key web init=true <heading: Production> @12:5-15\n"
        "service-exists db () <heading: Production> [example: Example] @19:3-5\n"
        "sets-key db tty=true <heading: Production> [example: Example] @20:5-14\n");
}
