#include "check/proxy_use.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>

#include "load/load.h"

using namespace portolan;

using Files = std::map<std::string, std::string>;

/// One line per environment, service and configuration: "default web nginx/a.conf at /etc/nginx/nginx.conf (compose.yml:4)".
static std::string tell(const Files& files) {
  const auto reader = make_memory_reader(files);
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  const Stack& stack = loaded.handbook.stacks.at(0);
  std::string out;
  for (const Environment& environment : stack.environments) {
    for (const Service& service : environment.services) {
      for (const check::GivenConfig& given : check::configs_of(stack, environment, service)) {
        out += fmt::format("{} {}: {} at {} ({}:{})\n", environment.name, service.name.value, given.config->path, given.path, sources.path(given.span.file),
                           sources.locate(given.span).line);
      }
    }
  }
  return out;
}

static Files built(std::string dockerfile, std::string target = "") {
  return {{"compose.yml", "services:\n  web:\n    build:\n      context: .\n      dockerfile: web/Dockerfile\n" + (target.empty() ? "" : "      target: " + target + "\n")},
          {"web/Dockerfile", std::move(dockerfile)},
          {"web/nginx.conf", "server { }"}};
}

TEST_CASE("a service reads the configuration that is brought to where its server looks") {
  struct Case {
    std::string about;
    Files files;
    std::string told;
  };
  const std::string nginx = "services:\n  web:\n    image: nginx:1\n    volumes:\n";
  for (const Case& c : {
           Case{"a mounted file", {{"compose.yml", nginx + "      - ./nginx/a.conf:/etc/nginx/nginx.conf\n"}, {"nginx/a.conf", ""}, {"nginx/b.conf", ""}},
                "default web: nginx/a.conf at /etc/nginx/nginx.conf (compose.yml:5)\n"},
           Case{"a mounted folder whose main file includes one of two", {{"compose.yml", nginx + "      - ./nginx:/etc/nginx\n"},
                                                                        {"nginx/nginx.conf", "http { include conf.d/*.conf; }"},
                                                                        {"nginx/nginx.dev.conf", "http { }"},
                                                                        {"nginx/conf.d/site.conf", ""}},
                "default web: nginx/conf.d/site.conf at /etc/nginx/conf.d/site.conf (compose.yml:5)\ndefault web: nginx/nginx.conf at /etc/nginx/nginx.conf (compose.yml:5)\n"},
           Case{"another main file by command", {{"compose.yml", nginx + "      - ./nginx:/etc/nginx\n    command: nginx -c /etc/nginx/nginx.dev.conf\n"}, {"nginx/nginx.conf", ""}, {"nginx/nginx.dev.conf", ""}},
                "default web: nginx/nginx.dev.conf at /etc/nginx/nginx.dev.conf (compose.yml:5)\n"},
           Case{"a template", {{"compose.yml", nginx + "      - ./templates:/etc/nginx/templates\n"}, {"templates/site.conf.template", ""}},
                "default web: templates/site.conf.template at /etc/nginx/conf.d/site.conf (compose.yml:5)\n"},
           Case{"pages that are served are no configuration", {{"compose.yml", nginx + "      - .:/usr/share/nginx/html\n"}, {"nginx.conf", ""}}, ""},
           Case{"an application that only has the file", {{"compose.yml", "services:\n  api:\n    image: node:22\n    volumes: ['.:/app']\n"}, {"nginx/nginx.conf", ""}}, ""},
           Case{"two environments with a file each", {{"docker-compose.yml", nginx + "      - ./nginx/nginx.conf:/etc/nginx/nginx.conf\n"},
                                                     {"docker-compose.prod.yml", nginx + "      - ./nginx/nginx.prod.conf:/etc/nginx/nginx.conf\n"},
                                                     {"nginx/nginx.conf", ""},
                                                     {"nginx/nginx.prod.conf", ""}},
                "default web: nginx/nginx.conf at /etc/nginx/nginx.conf (docker-compose.yml:5)\nproduction web: nginx/nginx.prod.conf at /etc/nginx/nginx.conf (docker-compose.prod.yml:5)\n"},
           Case{"a copy in the last stage", built("FROM nginx:1\nCOPY web/nginx.conf /etc/nginx/conf.d/default.conf\n"),
                "default web: web/nginx.conf at /etc/nginx/conf.d/default.conf (web/Dockerfile:2)\n"},
           Case{"not in the stage that is built", built("FROM node:22 AS dev\nWORKDIR /app\nCOPY . .\nFROM nginx:1\nCOPY web/nginx.conf /etc/nginx/conf.d/default.conf\n", "dev"), ""},
           Case{"from another stage, into a folder", built("FROM node:22 AS app\nWORKDIR /app\nCOPY web ./conf\nFROM nginx:1\nCOPY --from=APP /app/conf/*.conf /etc/nginx/conf.d/\n"),
                "default web: web/nginx.conf at /etc/nginx/conf.d/nginx.conf (web/Dockerfile:5)\n"},
           Case{"in a stage below", built("FROM nginx:1 AS base\nWORKDIR /etc/nginx\nCOPY [\"web/nginx.conf\", \"./\"]\nFROM base AS top\nCOPY a b\n"),
                "default web: web/nginx.conf at /etc/nginx/nginx.conf (web/Dockerfile:3)\n"},
           Case{"from an image", built("FROM nginx:1\nCOPY --from=other web/nginx.conf /etc/nginx/conf.d/\n"), ""},
       }) {
    CAPTURE(c.about);
    CHECK(tell(c.files) == c.told);
  }
}

TEST_CASE("a bind mount hides what the image has in its place") {
  Files files = built("FROM nginx:1\nCOPY web/nginx.conf /etc/nginx/conf.d/default.conf\n");
  files["compose.yml"] += "    volumes: ['./other:/etc/nginx/conf.d']\n";
  CHECK(tell(files).empty());
  files["other/x.conf"] = "server { }";
  CHECK(tell(files) == "default web: other/x.conf at /etc/nginx/conf.d/x.conf (compose.yml:6)\n");
}

TEST_CASE("a configuration is found by where it lands, whatever it is called") {
  Files files = built("FROM nginx:1\nCOPY web/site.conf /etc/nginx/conf.d/default.conf\n");
  files["web/site.conf"] = "server { }";
  files["web/other.conf"] = "[settings]";
  CHECK(tell(files) == "default web: web/site.conf at /etc/nginx/conf.d/default.conf (web/Dockerfile:2)\n");
}
