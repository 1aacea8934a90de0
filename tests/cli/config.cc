#include "cli/config.h"

#include <sstream>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/fatal.h"

using namespace portolan;

namespace {

struct Answer {
  int code = 0;
  std::string out, err;
};

Answer ask(cli::ConfigRequest request, std::map<std::string, std::string> files) {
  const auto reader = make_memory_reader(std::move(files), "shop");
  std::ostringstream out, err;
  Answer answer;
  answer.code = cli::run_config(request, *reader, out, err);
  answer.out = out.str();
  answer.err = err.str();
  return answer;
}

}  // namespace

TEST_CASE("config prints JSON in the shape that scripts know") {
  const Answer answer = ask({.files = {"compose.yml"}, .format = cli::ConfigFormat::json},
                            {{"compose.yml", "services:\n  web:\n    image: x\n    build: .\n    x-note: dropped\n    scale: 2\n"
                                             "x-kept: {a: 1.50}\nmodels: {m: {model: ai/x}}\n"}});
  CHECK(answer.err == "");
  CHECK(answer.code == 0);
  CHECK(answer.out == R"({
  "name": "shop",
  "networks": {
    "default": {
      "name": "shop_default"
    }
  },
  "services": {
    "web": {
      "build": {
        "context": "/shop",
        "dockerfile": "Dockerfile"
      },
      "command": null,
      "entrypoint": null,
      "image": "x",
      "networks": {
        "default": null
      },
      "scale": 2
    }
  },
  "x-kept": {
    "a": 1.5
  }
}
)");
}

TEST_CASE("config prints each problem at its place; 1 says that there is an error, 2 that a file is missing") {
  const Answer wrong = ask({.files = {"compose.yml"}}, {{"compose.yml", "services:\n  web:\n    imgae: x\n"}});
  CHECK(wrong.code == 1);
  CHECK(wrong.out == "");
  CHECK(wrong.err == "compose.yml:3:5: error: unknown key \"imgae\" in \"web\" [compose-unknown-key]\n"
                     "help: did you mean \"image\"? (specification: services)\n");
  const Answer warned = ask({.files = {"compose.yml"}}, {{"compose.yml", "services:\n  web:\n    image: x:${T}\n"}});
  CHECK(warned.code == 0);
  CHECK(warned.err == "compose.yml:3:12: warning: variable \"T\" is not set, so empty text takes its place [compose-missing-variable]\n"
                      "help: set it in .env, or give it a default: ${T:-…} (specification: interpolation)\n");
  const Answer missing = ask({.files = {"nowhere.yml"}}, {});
  CHECK(missing.code == 2);
  CHECK(missing.err == "nowhere.yml:1:1: error: cannot read \"nowhere.yml\": no such file [unreadable-file]\n");
  CHECK_THROWS_AS(ask({}, {{"readme.md", ""}}), Fatal);
}

TEST_CASE("config --origins says where each value comes from") {
  const Answer answer = ask({.files = {"compose.yml", "override.yml"}, .origins = true},
                            {{"compose.yml", "services:\n  web:\n    image: x:${TAG}\n    network_mode: none\n    user: a\n"},
                             {"override.yml", "services:\n  web:\n    user: b\n    command: run ${FAST:-slowly}\n"},
                             {".env", "TAG=7\n"}});
  CHECK(answer.code == 0);
  CHECK(answer.out == R"(name: shop  # implied
services:  # compose.yml:2:3, joined with override.yml:1:1
  web:  # compose.yml:3:5, joined with override.yml:2:3
    command:  # override.yml:4:14, ${FAST:-slowly} by default
      - run  # override.yml:4:14
      - slowly  # override.yml:4:14
    image: "x:7"  # compose.yml:3:12, ${TAG} set in .env:1:5
    network_mode: none  # compose.yml:4:19
    user: b  # override.yml:3:11, replaces compose.yml:5:11
)");
}

TEST_CASE("config prints the services that are asked for, and what they need") {
  const std::map<std::string, std::string> files{
      {"compose.yml", "services:\n  a: {image: x, depends_on: [b], network_mode: none}\n  b: {image: x, profiles: [p], network_mode: none}\n  c: {image: x}\n"}};
  const Answer some = ask({.files = {"compose.yml"}, .services = {"a"}}, files);
  CHECK(some.code == 0);
  CHECK(some.out.find("  b:\n") != std::string::npos);
  CHECK(some.out.find("  c:\n") == std::string::npos);
  const Answer none = ask({.files = {"compose.yml"}, .services = {"z"}}, files);
  CHECK(none.code == 1);
  CHECK(none.err == "compose.yml:2:3: error: no service is called \"z\" [compose-undefined-reference]\nhelp: specification: services\n");
}

TEST_CASE("config: each option changes what it names, and nothing else") {
  const std::map<std::string, std::string> files{
      {"compose.yml",
       "services:\n"
       "  a: {image: \"x:${TAG:-0}\", network_mode: none, env_file: a.env}\n"
       "  b: {image: x, network_mode: none, profiles: [p], depends_on: [a]}\n"
       "volumes: {unused: }\n"},
      {"a.env", "A=1\n"},
      {"one.env", "TAG=1\n"},
      {"two.env", "TAG=2\n"},
      {"sub/compose.yml", "services: {c: {build: ., network_mode: none}}\n"}};
  const std::string head = "name: shop\nservices:\n";
  const std::string b = "  b:\n    depends_on:\n      a:\n        condition: service_started\n        required: true\n    image: x\n    network_mode: none\n"
                        "    profiles:\n      - p\n";
  const auto a = [](std::string_view tag) {
    return fmt::format("  a:\n    environment:\n      A: \"1\"\n    image: \"x:{}\"\n    network_mode: none\n", tag);
  };
  struct Case {
    std::string_view name;
    cli::ConfigRequest request;
    std::string out;
  };
  const std::vector<Case> cases{
      {"nothing", {}, head + a("0")},
      {"--env-file", {.env_files = {"one.env"}}, head + a("1")},
      {"--env-file twice", {.env_files = {"one.env", "two.env"}}, head + a("2")},
      {"the environment wins", {.env_files = {"one.env"}, .process = {{"TAG", "9"}}}, head + a("9")},
      {"--profile", {.profiles = {"p"}}, head + a("0") + b},
      {"COMPOSE_PROFILES", {.process = {{"COMPOSE_PROFILES", "p"}}}, head + a("0") + b},
      {"-p", {.project_name = "other"}, "name: other\nservices:\n" + a("0")},
      {"COMPOSE_PROJECT_NAME", {.process = {{"COMPOSE_PROJECT_NAME", "other"}}}, "name: other\nservices:\n" + a("0")},
      {"COMPOSE_ENV_FILES", {.process = {{"COMPOSE_ENV_FILES", "one.env,two.env"}}}, head + a("2")},
      {"--no-interpolate", {.no_interpolate = true}, head + a("${TAG:-0}")},
      {"--no-env-resolution",
       {.no_env_resolution = true},
       head + "  a:\n    env_file:\n      - path: /shop/a.env\n        required: true\n    image: \"x:0\"\n    network_mode: none\n"},
      {"--all-resources", {.all_resources = true}, head + a("0") + "volumes:\n  unused:\n    name: shop_unused\n"},
      {"--project-directory", {.project_directory = "sub"}, "name: sub\nservices:\n  c:\n    build:\n      context: /shop/sub\n      dockerfile: Dockerfile\n    network_mode: none\n"},
      {"COMPOSE_FILE",
       {.process = {{"COMPOSE_FILE", "sub/compose.yml,compose.yml"}, {"COMPOSE_PATH_SEPARATOR", ","}, {"COMPOSE_PROJECT_NAME", "shop"}}},
       "name: shop\nservices:\n  a:\n    environment:\n      A: \"1\"\n    image: \"x:0\"\n    network_mode: none\n"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.name);
    const Answer answer = ask(one.request, files);
    if (one.name == "COMPOSE_FILE") {
      // Paths of all files start from the folder of the first one, and there is no such env file.
      CHECK(answer.err == "compose.yml:2:59: error: cannot read \"sub/a.env\": no such file [unreadable-file]\n");
      continue;
    }
    CHECK(answer.err == "");
    CHECK(answer.out == one.out);
  }
}

TEST_CASE("config --no-consistency accepts references to nothing") {
  const std::map<std::string, std::string> files{{"compose.yml", "services: {a: {image: x, networks: [ghost]}}\n"}};
  CHECK(ask({}, files).code == 1);
  CHECK(ask({.no_consistency = true}, files).out == "name: shop\nservices:\n  a:\n    image: x\n    networks:\n      ghost: null\n");
}

TEST_CASE("config leaves .env alone where COMPOSE_DISABLE_ENV_FILE says so") {
  const auto reader = make_memory_reader({{"compose.yml", "services: {a: {image: \"x:${TAG-none}\", network_mode: none}}\n"}, {".env", "TAG=7\n"}}, "shop");
  std::ostringstream out, err;
  CHECK(cli::run_config({.process = {{"COMPOSE_DISABLE_ENV_FILE", "true"}}}, *reader, out, err) == 0);
  CHECK(out.str() == "name: shop\nservices:\n  a:\n    image: \"x:none\"\n    network_mode: none\n");
}
