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
