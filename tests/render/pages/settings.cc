#include <doctest/doctest.h>

#include "tests/golden.h"
#include "tests/render/built_site.h"
#include "tests/render/pages/page_text.h"

using namespace portolan::test;

TEST_CASE("the settings page tells files, limits with sums, and what another environment sets otherwise") {
  const auto site = build_site({
      {"shop/docker-compose.dev.yml",
       "services:\n"
       "  web:\n    image: shop:1\n    command: gunicorn -w 2 app\n    env_file: [web.env]\n"
       "  tool:\n    image: adminer:4\n    profiles: [tools]\n    restart: \"no\"\n"},
      {"shop/docker-compose.prod.yml",
       "name: shop-live\n"
       "services:\n"
       "  web:\n    image: shop:1\n    command: gunicorn -w 4 app\n    restart: unless-stopped\n    mem_limit: ${WEB_MEMORY}\n    cpus: 0.5\n    stop_grace_period: 1m\n"
       "    read_only: true\n    cap_drop: [ALL]\n    ulimits: {nofile: {soft: 1024, hard: 2048}, nproc: 64}\n    logging: {driver: json-file, options: {max-size: 10m}}\n"
       "  job:\n    image: job:1\n    init: true\n    deploy: {replicas: 3, resources: {limits: {memory: 100M, cpus: '0.25'}, reservations: {memory: 50M}}}\n"},
      {"shop/.env", "WEB_MEMORY=0.5g\n"},
      {"shop/plan.md", "# Shop\n\n## Production\n\n| Service | Restart policy | Memory limit |\n|---|---|---|\n| web | always | 512 MB |\n"},
  });
  CHECK(differs_from_golden("pages/settings.txt", section_text(site, "shop/production/settings.html") + section_text(site, "shop/development/settings.html")) == "");
}

TEST_CASE("no setting shows a secret") {
  const auto site = build_site({
      {"compose.yml",
       "services:\n  web:\n    image: shop:1\n    command: serve --password ${DB_PASSWORD}\n    hostname: web\n    logging: {driver: gelf, options: {tag: \"hunter2-hunter2\"}}\n"
       "    environment: {DB_PASSWORD: hunter2-hunter2}\n"},
      {".env", "DB_PASSWORD=hunter2-hunter2\n"},
  });
  for (const auto& [path, html] : site) {
    CAPTURE(path);
    CHECK(html.find("hunter2") == std::string::npos);
  }
}

TEST_CASE("a command that holds a secret is shown once, masked") {
  const auto site = build_site({{"shop/compose.yml", "services:\n  cache:\n    image: redis:7\n    command: redis-server --requirepass ${CACHE_PASSWORD:-hunter2-hunter2} --save no\n"}});
  CHECK(section_text(site, "shop/default/settings.html", "services").find(
            "Command | redis-server --requirepass ${CACHE_PASSWORD:-••••••} --save no | compose.yml:4\n") != std::string::npos);
}

TEST_CASE("one environment has no other to differ from") {
  const auto site = build_site({{"shop/compose.yml", "services:\n  web:\n    image: shop:1\n    user: app\n"}});
  const std::string& html = site.at("shop/default/settings.html");
  CHECK(html.find("Elsewhere") == std::string::npos);
  CHECK(html.find("Compare environments") == std::string::npos);
}

TEST_CASE("hundreds of services with many settings make a page that loads") {
  std::string dev = "services:\n", prod = dev;
  for (int i = 0; i < 300; ++i) {
    const std::string name = "  service-with-a-long-name-" + std::to_string(i) + ":\n    image: registry.example.org/team/shop:1\n";
    dev += name + "    restart: \"no\"\n    user: app\n";
    prod += name + "    restart: always\n    mem_limit: 512m\n    cpus: 0.5\n    cap_drop: [ALL]\n    cap_add: [CHOWN, SETUID]\n    logging: {driver: json-file, options: {max-size: 10m, max-file: '5'}}\n";
  }
  const auto site = build_site({{"shop/docker-compose.dev.yml", dev}, {"shop/docker-compose.prod.yml", prod}});
  for (const char* path : {"shop/development/settings.html", "shop/production/settings.html", "shop/production/health.html"}) {
    CAPTURE(path);
    CHECK(site.at(path).size() < 150'000);
  }
}
