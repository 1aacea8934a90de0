// What only the Dockerfile and package.json say: variables, servers, ports.
#include <doctest/doctest.h>

#include "tests/check/claims/said.h"

using namespace portolan;
using test::Said;
using test::verdict_of;

namespace {

const std::map<std::string, std::string> shop{
    {"docker-compose.yml", R"(services:
  page:
    build:
      context: ./page
      args:
        API_URL: ${API_URL:-/api}
    expose: ["3000"]
  tool:
    build:
      context: ./page
      target: dev
    volumes: ["./page:/app"]
  web:
    image: nginx:1.27
)"},
    {"page/Dockerfile", R"(FROM node:20 AS dev
WORKDIR /app
ENV MODE=watch
CMD ["npm", "run", "dev", "--", "--host"]
FROM dev AS build
ARG API_URL=/other
ARG SIZE
ENV LEVEL=$SIZE
RUN npm run build
FROM nginx:1.27
COPY --from=build /app/dist /usr/share/nginx/html
EXPOSE 3000
)"},
    {"page/package.json", "{\n\t\"name\": \"page\",\n\t\"scripts\": {\n\t\t\"dev\": \"vite --port 3000\",\n\t\t\"build\": \"vite build\"\n\t}\n}\n"},
};

struct Case {
  test::FactMaker fact;
  std::string_view verdict;
};

}  // namespace

TEST_CASE("build arguments, ENV and ARG are variables of what is built") {
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return HasVariable{say("page"), say("API_URL"), say("/api")}; }, "verified: compose sets \"API_URL\" so for \"page\" @:6"},
           Case{[](Said& say) -> Fact { return HasVariable{{}, say("API_URL"), say("/api")}; }, "verified: compose sets \"API_URL\" so for \"page\" @:6"},
           Case{[](Said& say) -> Fact { return HasVariable{say("page"), say("API_URL"), say("/v2")}; }, "contradicted: compose sets \"API_URL\" to \"/api\" for \"page\" (/v2) @:6"},
           Case{[](Said& say) -> Fact { return HasVariable{say("page"), say("API_URL"), say("short"), true}; }, "unverifiable: \"short\" may describe the value of \"API_URL\""},
           Case{[](Said& say) -> Fact { return HasVariable{say("tool"), say("MODE"), say("watch")}; }, "verified: the Dockerfile sets \"MODE\" so for \"tool\" @page/Dockerfile:3"},
           Case{[](Said& say) -> Fact { return HasVariable{say("tool"), say("MODE"), say("build")}; },
                "contradicted: the Dockerfile sets \"MODE\" to \"watch\" for \"tool\" (build) @page/Dockerfile:3"},
           Case{[](Said& say) -> Fact { return HasVariable{say("page"), say("SIZE")}; }, "verified: the Dockerfile of \"page\" sets it @page/Dockerfile:7"},
           Case{[](Said& say) -> Fact { return HasVariable{say("page"), say("LEVEL"), say("3")}; },
                "unverifiable: the Dockerfile of \"page\" names \"LEVEL\", but not what it is here"},
           // The stage that is built has nothing of the later ones.
           Case{[](Said& say) -> Fact { return HasVariable{say("tool"), say("SIZE")}; }, "contradicted: compose does not set \"SIZE\" for \"tool\" (SIZE) @:8"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(shop, c.fact) == c.verdict);
  }
}

TEST_CASE("npm run starts what package.json says") {
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return RunsServer{say("tool"), say("Vite")}; }, "verified: the command of \"tool\" runs it @page/package.json:4"},
           Case{[](Said& say) -> Fact { return RunsServer{say("tool"), say("Gunicorn")}; }, "contradicted: the command of \"tool\" runs \"vite\" (Gunicorn) @page/package.json:4"},
           Case{[](Said& say) -> Fact { return RunsServer{say("page"), say("nginx")}; }, "verified: the image of \"page\" is nginx @:2"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(shop, c.fact) == c.verdict);
  }
}

TEST_CASE("ports that the files name stand over the default of the base image") {
  for (const Case& c : {
           Case{[](Said& say) -> Fact { return PublishesPort{say("page"), say(3000)}; }, "verified: \"page\" listens on 3000 @:7"},
           Case{[](Said& say) -> Fact { return PublishesPort{say("page"), say(80)}; },
                "unverifiable: the files name 3000 as ports of \"page\", its image would listen on 80"},
           Case{[](Said& say) -> Fact { return PublishesPort{say("page"), say(81)}; }, "contradicted: \"page\" listens on 3000 (81) @:7"},
           Case{[](Said& say) -> Fact { return PublishesPort{say("web"), say(80)}; }, "verified: \"web\" listens on 80 @:14"},
       }) {
    CAPTURE(c.verdict);
    CHECK(verdict_of(shop, c.fact) == c.verdict);
  }
}

TEST_CASE("a reason says in which environment it holds, where they differ") {
  const std::map<std::string, std::string> files{
      {"docker-compose.dev.yml", "services:\n  web:\n    image: acme/web:1\n    ports: [\"127.0.0.1:8000:8000\"]\n"},
      {"docker-compose.prod.yml", "services:\n  web:\n    image: acme/web:1\n    expose: [\"8000\"]\n"},
  };
  CHECK(verdict_of(files, [](Said& say) -> Fact { return PublishesPort{say("web"), say(8000)}; }) ==
        "verified [development production]: compose publishes 8000 on 127.0.0.1 in development; \"web\" listens on 8000 in production"
        " @docker-compose.dev.yml:4 @docker-compose.prod.yml:4");
  CHECK(verdict_of(files, [](Said& say) -> Fact { return PublishesPort{say("web"), say(8000)}; }, "production") ==
        "verified [production]: \"web\" listens on 8000 @docker-compose.prod.yml:4");
}
