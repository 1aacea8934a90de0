#include <doctest/doctest.h>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::Said;
using test::verdict_of;

namespace {

struct Case {
  std::string_view aspect, value, development, production;
};

const std::map<std::string, std::string> shop{
    {"docker-compose.dev.yml", R"(services:
  web:
    build: .
    container_name: shop_web
    volumes: [".:/app"]
    ports: ["8000:8000"]
    environment:
      EMAIL_BACKEND: shop.mail.console.Backend
      CORS_ORIGINS: "*"
  db:
    image: postgres:16
    container_name: shop_db
    ports: ["127.0.0.1:5432:5432"]
    environment:
      POSTGRES_HOST_AUTH_METHOD: trust
)"},
    {"docker-compose.prod.yml", R"(services:
  web:
    build: .
    networks: [inner]
    volumes: ["./certs:/certs:ro"]
    secrets: [key]
    mem_limit: 512m
    environment:
      EMAIL_BACKEND: shop.mail.smtp.Backend
      CORS_ORIGINS: https://shop.example
  db:
    image: postgres:16
    networks: [inner]
    mem_limit: 1g
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/key
  nginx:
    image: nginx:1.27
    networks: [inner]
    ports: ["80:80", "443:443"]
    mem_limit: 64m
    volumes: ["./nginx.conf:/etc/nginx/nginx.conf:ro"]
networks:
  inner: {}
secrets:
  key: {file: ./key.txt}
)"},
    {"Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY . .\nCMD [\"gunicorn\", \"shop\"]\n"},
    {"nginx.conf", "server {\n  listen 443 ssl;\n  ssl_certificate /x;\n  location / { proxy_pass http://web:8000; }\n}\n"},
};

std::string_view aspect, value;

std::string verdict(const Case& c, std::string_view environment) {
  aspect = c.aspect;
  value = c.value;
  const std::string line = verdict_of(shop, [](Said& say) -> Fact { return ComparesAspect{std::string(aspect), say(value)}; }, environment);
  return line.substr(0, line.find(" [")) + line.substr(line.find("]: ") + 1);
}

}  // namespace

TEST_CASE("rows that compare environments") {
  for (const Case& c : {
           Case{"Host ports", "8000, 5432", "verified: compose publishes these ports and no others @docker-compose.dev.yml:6 @docker-compose.dev.yml:13",
                "contradicted: compose publishes nothing on 8000 (8000, 5432)"},
           Case{"Host ports", "80", "contradicted: compose publishes nothing on 80 (80)", "unverifiable: compose publishes 443, too"},
           Case{"Network", "the default network", "verified: compose defines no network, so there is the default one alone @docker-compose.dev.yml:1",
                "contradicted: compose defines network \"inner\" (the default network) @docker-compose.prod.yml:24"},
           Case{"Network", "inner", "contradicted: no network is called \"inner\" in development (inner)", "verified: compose defines network \"inner\" @docker-compose.prod.yml:24"},
           Case{"Code", "bind mount", "verified: compose mounts the code @docker-compose.dev.yml:5", "contradicted: compose mounts no folder over the code (bind mount) @docker-compose.prod.yml:2"},
           Case{"Code of web", "in the image", "contradicted: compose mounts a folder over the code (in the image) @docker-compose.dev.yml:5",
                "verified: compose mounts nothing over the code @docker-compose.prod.yml:2"},
           Case{"Code", "in Git", "unverifiable: \"in Git\" does not say how the code gets in", "unverifiable: \"in Git\" does not say how the code gets in"},
           Case{"Database authentication", "trust, no password", "verified: compose lets \"db\" trust everybody @docker-compose.dev.yml:15",
                "contradicted: compose gives \"db\" a password (trust, no password) @docker-compose.prod.yml:16"},
           Case{"Database authentication", "password", "contradicted: compose lets \"db\" trust everybody (password) @docker-compose.dev.yml:15",
                "verified: compose gives \"db\" a password @docker-compose.prod.yml:16"},
           Case{"Mail", "printed to the log", "verified: compose sets \"EMAIL_BACKEND\" to \"shop.mail.console.Backend\" for \"web\" @docker-compose.dev.yml:8",
                "contradicted: compose sets \"EMAIL_BACKEND\" to \"shop.mail.smtp.Backend\" for \"web\" (printed to the log) @docker-compose.prod.yml:9"},
           Case{"CORS", "any origin", "verified: compose sets \"CORS_ORIGINS\" to \"*\" for \"web\" @docker-compose.dev.yml:9", "unverifiable: no CORS variable of a service is \"*\""},
           Case{"TLS", "yes", "unverifiable: no proxy configuration of this environment shows it",
                "verified: \"nginx\" serves TLS on a published port @docker-compose.prod.yml:20 @nginx.conf:1"},
           Case{"Memory limits", "every service", "contradicted: \"web\" has no memory limit (every service) @docker-compose.dev.yml:2",
                "verified: every service has a memory limit @docker-compose.prod.yml:2 @docker-compose.prod.yml:11 @docker-compose.prod.yml:17"},
           Case{"Container names", "fixed", "verified: every service has a fixed container name @docker-compose.dev.yml:2 @docker-compose.dev.yml:10",
                "contradicted: \"web\" has no fixed container name (fixed) @docker-compose.prod.yml:2"},
           Case{"Container names", "made by Compose", "contradicted: compose names the container of \"web\" (made by Compose) @docker-compose.dev.yml:4",
                "verified: compose names no container @docker-compose.prod.yml:1"},
           Case{"Passwords", "in secret files", "contradicted: compose hands out no secret (in secret files)", "verified: compose hands out secrets as files @docker-compose.prod.yml:6"},
           Case{"Weather", "fine", "unverifiable: nothing in the files can prove what stands under \"Weather\"", "unverifiable: nothing in the files can prove what stands under \"Weather\""},
       }) {
    CAPTURE(c.aspect);
    CAPTURE(c.value);
    CHECK(verdict(c, "development") == c.development);
    CHECK(verdict(c, "production") == c.production);
  }
}
