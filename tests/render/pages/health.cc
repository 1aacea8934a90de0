#include <doctest/doctest.h>

#include "tests/golden.h"
#include "tests/render/built_site.h"
#include "tests/render/pages/page_text.h"

using namespace portolan::test;

TEST_CASE("the health page tells the order, every check with its defaults, who has none, and what the plans claim") {
  const auto site = build_site({
      {"shop/compose.yml",
       "services:\n"
       "  web:\n    build: .\n    depends_on:\n      db:\n        condition: service_healthy\n      cache:\n        condition: service_healthy\n      migrate:\n        condition: service_completed_successfully\n"
       "  migrate:\n    build: .\n    healthcheck: {disable: true}\n    depends_on:\n      db:\n        condition: service_healthy\n"
       "  db:\n    image: postgres:16\n    healthcheck:\n      test: [\"CMD-SHELL\", \"pg_isready -U shop\"]\n      interval: 10s\n      timeout: 5s\n      retries: 5\n"
       "  cache:\n    image: redis:7\n"},
      {"shop/Dockerfile", "FROM python:3.12\nHEALTHCHECK --start-period=20s CMD curl -f http://localhost:8000/\n"},
      {"shop/plan.md", "# Shop\n\n## Health checks\n\n- **db**: health check with `pg_isready`\n- **cache**: health check with `redis-cli ping`\n"},
  });
  CHECK(differs_from_golden("pages/health.txt", section_text(site, "shop/default/health.html")) == "");
  // The page of a service tells the same check.
  CHECK(section_text(site, "shop/default/services/web.html", "health") ==
        "Health check\ncurl -f http://localhost:8000/ from the Dockerfile\n"
        "Runs every 30s, a try fails after 30s, unhealthy after 3 failures in a row; failures of the first 20s do not count. Docker has decided after 3m20s at the latest. Dockerfile:2\n"
        "Health and start-up of all services\n");
  CHECK(section_text(site, "shop/default/services/migrate.html", "health") ==
        "Health check\nSwitched off compose.yml:13: Docker calls it running as long as its process lives.\nHealth and start-up of all services\n");
}

TEST_CASE("services that wait for nobody start together, and a circle never starts") {
  const auto alone = build_site({{"shop/compose.yml", "services:\n  a:\n    image: a:1\n  b:\n    image: b:1\n"}});
  CHECK(section_text(alone, "shop/default/health.html", "start") == "Start order\nNo service waits for another: all start together, in no certain order.\n");
  CHECK(section_text(alone, "shop/default/health.html", "checks") == "Checks\nThe files name no check at all. Docker calls a container running as long as its process lives.\n");
}

TEST_CASE("the search finds health checks and routes, and secrets of probes stay hidden") {
  const auto site = build_site({
      {"shop/compose.yml",
       "services:\n  db:\n    image: mysql:8\n    environment: {MYSQL_PASSWORD: hunter2-hunter2}\n    healthcheck: {test: mysqladmin ping -phunter2-hunter2}\n"
       "  proxy:\n    image: nginx:1\n    volumes: ['./nginx.conf:/etc/nginx/nginx.conf']\n"},
      {"shop/nginx.conf", "server { location /hello { proxy_pass http://db; } location /t { return 302 https://x.example.org/?token=hunter2-hunter2; } }"},
  });
  const std::string& index = site.at("assets/search-index.js");
  CHECK(index.find("[\"shop/default/health.html#h-1\",\"db health check\",\"Health\",\"Shop · default\",\"{test: mysqladmin ping -p••••••\"]") != std::string::npos);
  CHECK(index.find("[\"shop/default/routes.html#r-1\",\"/hello\",\"Route\",\"Shop · default\",\"goes to db \"]") != std::string::npos);
  for (const auto& [path, text] : site) {
    CAPTURE(path);
    CHECK(text.find("hunter2") == std::string::npos);
  }
}
