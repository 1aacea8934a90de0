#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/fragments/fragment_lines.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

namespace {

struct Document {
  SourceMap sources;
  Plan plan;

  explicit Document(const std::string& text, const std::vector<std::string>& services = {}) {
    Diagnostics problems;
    plan = load::read_markdown(sources, sources.add("plan.md", text), problems);
    load::read_statements(plan, sources, services);
  }
};

}  // namespace

TEST_CASE("a fence is a whole file, a part of one, a definition or the keys of a service") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{"```yaml\nservices:\n  web:\n    image: a/b:1\n  db:\n    image: postgres:16\n```\n",
                "whole {services: {web: {image: a/b:1}, db: {image: postgres:16}}} @2-6\n"},
           Case{"```yaml\nservices:\n  # ... the others\n  web:\n    restart: always\n```\n", "part {services: {web: {restart: always}}} @2-5\n"},
           // Complete services, but each fence goes on where the one before it ended.
           Case{"```yaml\nservices:\n  web:\n    image: a/b:1\n  job:\n    image: a/c:1\n```\n\n```yaml\nservices:\n  db:\n    image: postgres:16\n```\n",
                "part {services: {web: {image: a/b:1}, job: {image: a/c:1}}} @2-6\n"
                "part {services: {db: {image: postgres:16}}} @10-12\n"},
           Case{"```yaml\nversion: '3.8'\nservices:\n  # web service\n  # db service\nvolumes:\n  # later\n```\n", "skeleton {version: 3.8, services, volumes} @2-7\n"},
           Case{"```yaml\nservices:\n  web:\n    ...\n  db:\n    # PostgreSQL\n```\n", "skeleton {services: {web, db}} @2-6\n"},
           Case{"```yaml\ndb:\n  image: postgres:16\n  volumes:\n    - data:/var/lib/postgresql/data\n```\n",
                "definition services {db: {image: postgres:16, volumes: [data:/var/lib/postgresql/data]}} @2-5\n"},
           // Cut out of a file with its indentation, in a list.
           Case{"- as follows\n\n  ```yaml\n    db:\n      image: postgres:16\n  ```\n", "definition services {db: {image: postgres:16}} @4-5\n"},
           Case{"## Volumes\n```yaml\ndata:\n  driver: local\ncache:\n```\n", "definition volumes {data: {driver: local}, cache} @3-5\n"},
           Case{"### Database\n```yaml\nhealthcheck:\n  retries: 5\n```\n", "keys services.Database {healthcheck: {retries: 5}} @3-4\n"},
           Case{"**backend & worker:**\n```yaml\nvolumes:\n  - ./src:/app\n```\n",
                "keys services.backend {volumes: [./src:/app]} @3-4\n"
                "keys services.worker {volumes: [./src:/app]} @3-4\n"},
           Case{"The `web` service gets a limit:\n```yaml\ndeploy:\n  replicas: 2\n```\n", "keys services.web {deploy: {replicas: 2}} @3-4\n"},
           Case{"```yaml\n# web\nrestart: always\n```\n", "keys services.web {restart: always} @2-3\n"},
           // A mapping of names is the file's, a list of mounts a service's.
           Case{"### db\n```yaml\nvolumes:\n  data:\n```\n", "part {volumes: {data}} @3-4\n"},
           Case{"### db\n```yaml\nnetworks:\n  inner:\n    internal: true\n```\n", "part {networks: {inner: {internal: true}}} @3-5\n"},
           Case{"### db\n```yaml\nnetworks:\n  inner:\n    aliases: [store]\n```\n", "keys services.db {networks: {inner: {aliases: [store]}}} @3-5\n"},
       }) {
    CAPTURE(c.text);
    const Document document(c.text);
    CHECK(test::fragment_lines(document.plan, document.sources) == c.lines);
  }
}

TEST_CASE("YAML of other tools, other languages and half of a sentence are no fragment") {
  for (const std::string text : {
           "```yaml\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\n```\n",
           "```yaml\non: push\njobs:\n  test:\n    services:\n      db:\n        image: postgres:16\n```\n",
           "```yaml\nservices:\n  - docker:dind\n```\n",
           "```yaml\nservices:\n  _defaults:\n    autowire: true\n  App\\Mailer:\n    arguments: ['%mail%']\n```\n",
           "```yaml\ntest:\n  image: node:20\n  script:\n    - npm test\n```\n",
           "### web\n```yaml\nimage:\n  repository: a/b\n  tag: '1'\n```\n",
           "### web\n```yaml\nports:\n  - containerPort: 80\n```\n",
           "### web\n```yaml\nvolumes:\n  - name: data\n    emptyDir: {}\n```\n",
           "### db\n```yaml\n# .gitlab-ci.yml\nimage: postgres:16\ncommand: [postgres]\n```\n",
           "`prometheus.yml`:\n```yaml\nweb:\n  command: run\n  image: x\n```\n",
           "```yaml\nversion: 2\nupdates:\n  - package-ecosystem: docker\n```\n",
           "```yaml\nname: shop\nversion: 1.2.0\n```\n",
           "```yaml\nrestart: always\n```\n",  // whose?
           "### web\n```json\n{\"ports\": [\"80:80\"],\n \"image\": \"x\"}\n```\n",
           "### web\n```python\nimage = 1\nports:\n  - 80\n```\n",
           "### web\n```\nports: 8000\nimage: the usual one\n```\n",
           "### web\n```bash\n# ports\ndocker run -p 80:80 x\n```\n",
           "```diff\n services:\n-  web:\n+  app:\n     image: x\n```\n",
           "```\nNAME   IMAGE    PORTS\nweb    a/b:1    80/tcp\n```\n",
       }) {
    CAPTURE(text);
    const Document document(text);
    CHECK(test::fragment_lines(document.plan, document.sources) == "");
  }
}

TEST_CASE("YAML in a fence without a language or with a wrong one is known by its content") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{"```\nservices:\n  web:\n    image: a/b:1\n```\n", "part {services: {web: {image: a/b:1}}} @2-4\n"},
           Case{"### web\n```bash\n# who holds the port?\nlsof -i :8000\n\n# then say in the compose file\nports:\n  - \"8001:8000\"\n```\n", "keys services.web {ports: [8001:8000]} @6-8\n"},
           Case{"```dockerfile\nweb:\n  build: ./web\n  ports:\n    - \"80:80\"\n```\n", "definition services {web: {build: ./web, ports: [80:80]}} @2-5\n"},
           Case{"> ```text\n> volumes:\n>   data:\n> ```\n", "part {volumes: {data}} @2-3\n"},
       }) {
    CAPTURE(c.text);
    const Document document(c.text);
    CHECK(test::fragment_lines(document.plan, document.sources) == c.lines);
  }
}

TEST_CASE("several documents and files in one fence are several fragments") {
  const Document document(
      "```yaml\n# docker-compose.yml\nservices:\n  web:\n    image: a/b:1\n---\n# docker-compose.prod.yml\nservices:\n  web:\n    restart: always\n```\n\n"
      "```yaml\n# Development\nservices:\n  web:\n    tty: true\n\n# Production\nservices:\n  web:\n    tty: false\n```\n");
  CHECK(test::fragment_lines(document.plan, document.sources) ==
        "part {services: {web: {image: a/b:1}}} <file: docker-compose.yml> of docker-compose.yml @2-5\n"
        "part {services: {web: {restart: always}}} <file: docker-compose.prod.yml> of docker-compose.prod.yml @7-10\n"
        "part {services: {web: {tty: true}}} <own: Development> @14-17\n"
        "part {services: {web: {tty: false}}} <own: Production> @19-22\n");
}

TEST_CASE("the nearest words name the file, the environment and the doubt") {
  struct Case {
    std::string above, line;
  };
  const std::string fence = "```yaml\nservices:\n  web:\n    tty: true\n```\n";
  const std::string tree = "part {services: {web: {tty: true}}}";
  for (const Case& c : {
           Case{"", " @2-4\n"},
           Case{"## Production\n", " <heading: Production> @3-5\n"},
           Case{"## `compose.prod.yml`\n", " <heading: compose.prod.yml> of compose.prod.yml @3-5\n"},
           Case{"## Production\nIn `compose.dev.yml` it looks like this:\n", " <file: compose.dev.yml> of compose.dev.yml @4-6\n"},
           Case{"## Production\n**Development:**\n", " <heading: Development> @4-6\n"},
           Case{"In development the terminal stays open:\n", " <own: development> @3-5\n"},
           Case{"Example:\n", " [example: Example] @3-5\n"},
           Case{"Alternatively, keep the terminal:\n", " [alternative: Alternatively] @3-5\n"},
           Case{"To debug, add this to the file:\n", " [optional: add] @3-5\n"},
           Case{"## Future\n", " [planned: Future] @3-5\n"},
           Case{"## Troubleshooting\n### It stops\n", " [optional: Troubleshooting] @4-6\n"},
           // Near misses: the words speak of something else.
           Case{"The service will keep a terminal.\n", " @3-5\n"},
           Case{"We will define it so:\n", " @3-5\n"},
           Case{"It answers on example.com. The additional terminal is for sessions:\n", " @3-5\n"},
       }) {
    CAPTURE(c.above);
    const Document document(c.above + fence);
    CHECK(test::fragment_lines(document.plan, document.sources) == tree + c.line);
  }
}

TEST_CASE("a file named in the info string is the fence's file") {
  for (const std::string info : {"yaml title=\"compose.dev.yml\"", "yaml:compose.dev.yml", "yaml compose.dev.yml"}) {
    CAPTURE(info);
    const Document document("```" + info + "\nservices:\n  web:\n    tty: true\n```\n");
    CHECK(test::fragment_lines(document.plan, document.sources) == "part {services: {web: {tty: true}}} <file: compose.dev.yml> of compose.dev.yml @2-4\n");
  }
}

TEST_CASE("pseudo YAML keeps what is fact") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{"### db\n```yaml\nvolumes:\n  - Persist data in a volume\n  - data:/srv (all rows)\n  - ...\n```\n", "keys services.db {volumes: [data:/srv]} @3-6\n"},
           Case{"### db\n```yaml\nhealthcheck:\n  test: [\"CMD-SHELL\", \"pg_isready -U {user}\"]\n  interval: 5-10s\n```\n",
                "keys services.db {healthcheck: {test: [CMD-SHELL, pg_isready -U {user}], interval: 5-10s}} @3-5\n"},
           Case{"```yaml\nservices:\n  web:\n    image: {image}\n    environment:\n      KEY: <password>\n```\n", "part {services: {web: {image: {image}, environment: {KEY: <password>}}}} @2-6\n"},
           Case{"## Volumes\n```yaml\nBackend:\n  - ./src:/app  # live\nshop_data:\n  - For rows that must stay\n```\n",
                "definition services {Backend: {volumes: [./src:/app]}} @3-6\ndefinition volumes {shop_data} @3-6\n"},
           Case{"## Volumes\n```yaml\nSteps:\n  - Stop it\n```\n", ""},
           Case{"```yaml\r\nservices:\r\n  web:\r\n    tty: true\r\n```\r\n", "part {services: {web: {tty: true}}} @2-4\n"},
           Case{"```yaml\nservices:\n\tweb:\n\t\ttty: true\n```\n", "part {services: {web: {tty: true}}} @2-4\n"},
       }) {
    CAPTURE(c.text);
    const Document document(c.text);
    CHECK(test::fragment_lines(document.plan, document.sources) == c.lines);
  }
}

TEST_CASE("a file of services that the stack does not have is somebody else's") {
  const std::string stranger = "```yaml\nservices:\n  blog:\n    image: ghost:5\n  store:\n    image: mysql:8\n```\n";
  const Document alone(stranger, {"web", "db"});
  CHECK(test::fragment_lines(alone.plan, alone.sources) == "whole {services: {blog: {image: ghost:5}, store: {image: mysql:8}}} [example: blog] @2-6\n");
  // A plan of this stack may know a service that its files have forgotten; and a document that stands alone is no stranger to itself.
  const Document forgotten("```yaml\nservices:\n  web:\n    tty: true\n```\n\n```yaml\nservices:\n  cache:\n    image: redis:7\n```\n", {"web", "db"});
  CHECK(test::fragment_lines(forgotten.plan, forgotten.sources) == "part {services: {web: {tty: true}}} @2-4\npart {services: {cache: {image: redis:7}}} @8-10\n");
  const Document added("```yaml\nservices:\n  proxy:\n    networks: [edge]\n```\n", {"web", "db"});
  CHECK(added.plan.fragments.at(0).modality == Modality::stated);
  const Document plan(stranger);
  CHECK(plan.plan.fragments.at(0).modality == Modality::stated);
}

TEST_CASE("a compose file that is no YAML is a warning, and the rest of it is read") {
  struct Case {
    std::string text, problem, lines;
  };
  for (const Case& c : {
           Case{"```yaml\nservices:\n  web:\n    image: a/b:1\n    command: \"run\n  db:\n    image: postgres:16\n```\n", "quotes", ""},
           Case{"```yaml\nservices:\n  web:\n    image: a/b:1\n    user: @app\n    tty: true\n```\n", "plan.md:5", "part {services: {web: {image: a/b:1, tty: true}}} @2-6\n"},
           // Two texts without a comma between them are one in other languages.
           Case{"```yaml\nservices:\n  web:\n    command: [\"sh\", \"-c\",\n              \"wait; \"\n              \"run\"]\n    tty: true\n```\n", "brackets",
                "part {services: {web: {command: [sh, -c, wait; run], tty: true}}} @2-7\n"},
           // What does not mean to be a compose file may be anything.
           Case{"```yaml\nkey: @value\nother: [\n```\n", "", ""},
           Case{"```\nservices:\n  web:\n    user: @app\n```\n", "", ""},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources, {}, &problems);
    if (!c.lines.empty()) CHECK(test::fragment_lines(plan, sources) == c.lines);
    REQUIRE(problems.size() == (c.problem.empty() ? 0u : 1u));
    if (problems.empty()) continue;
    CHECK(problems[0].rule == "fence-invalid-yaml");
    CHECK(problems[0].severity == Severity::warning);
    const Location at = sources.locate(problems[0].span);
    CHECK((problems[0].message + " " + at.file + ":" + std::to_string(at.line)).find(c.problem) != std::string::npos);
  }
}

TEST_CASE("hostile fences end soon") {
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "```yaml\nservices:\n  s" + std::to_string(i) + ":\n    image: a/b\n```\n\n";
  const Document document(many);
  CHECK(document.plan.fragments.size() == 1'000);
  std::string bomb = "```yaml\nx-a: &a [x, x, x, x, x, x, x, x, x]\n";
  for (char c = 'b'; c < 'k'; ++c) bomb += std::string("x-") + c + ": &" + c + " [*" + char(c - 1) + ", *" + char(c - 1) + ", *" + char(c - 1) + ", *" + char(c - 1) + "]\n";
  CHECK(Document(bomb + "services:\n  web:\n    labels: *j\n```\n").plan.fragments.empty());
  std::string deep = "```yaml\nservices:\n";
  for (int i = 0; i < 5'000; ++i) deep += std::string(static_cast<std::size_t>(i % 60 + 1), ' ') + "a:\n";
  CHECK(Document(deep + "```\n").plan.fragments.empty());
}
