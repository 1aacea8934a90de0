// `portolan config --origins`: every way in which a value can come to be what it is.
#include <sstream>

#include <doctest/doctest.h>

#include "base/json.h"
#include "cli/config.h"
#include "cli/config_json.h"

using namespace portolan;

namespace {

const std::map<std::string, std::string> project{
    {"compose.dev.yml",
     "include: [part.yml]\n"
     "x-env: &env {LEVEL: info}\n"
     "services:\n"
     "  db:\n"
     "    extends: {file: base.yml, service: base}\n"
     "    ports: [\"${DB_PORT:-5433}:5432\"]\n"
     "    volumes: [\"${DATA}:/data\"]\n"
     "    user: ${RUN_AS}\n"
     "    hostname: ${HOST_NAME}\n"
     "    environment: {<<: *env, NAME: shop}\n"
     "    env_file: db.env\n"},
    {"base.yml", "services:\n  base:\n    image: postgres:15\n    network_mode: none\n    environment: [BASE=1]\n"},
    {"part.yml", "services: {worker: {image: \"w:${NONE}\", network_mode: none}}\n"},
    {"over.yml", "services:\n  db:\n    image: postgres:16\n    ports: [{target: 5432, published: \"5434\", mode: host}]\n    environment:\n      NAME: other\n"},
    {".env", "RUN_AS=me\nDATA=./d\n"},
    {"db.env", "FILE_SET=1\n"}};

std::string ask(cli::ConfigFormat format) {
  cli::ConfigRequest request{.files = {"compose.dev.yml", "over.yml"}, .process = {{"HOST_NAME", "h"}}, .format = format, .origins = true};
  const auto reader = make_memory_reader(project, "shop");
  std::ostringstream out, err;
  CHECK(cli::run_config(request, *reader, out, err) == 0);
  return out.str();
}

}  // namespace

TEST_CASE("config --origins follows values through merges, extends, includes and variables") {
  CHECK(ask(cli::ConfigFormat::yaml) == R"(name: shop  # implied
services:  # compose.dev.yml:4:3, joined with over.yml:1:1
  db:  # compose.dev.yml:5:5, extends base in compose.dev.yml:5:40, joined with over.yml:2:3
    environment:  # base.yml:5:18, extends base in compose.dev.yml:5:40, joined with compose.dev.yml:10:18, joined with over.yml:6:7
      BASE: "1"  # base.yml:5:24
      FILE_SET: "1"  # db.env:1:10
      LEVEL: info  # compose.dev.yml:2:21, << of compose.dev.yml:10:23
      NAME: other  # over.yml:6:13, replaces compose.dev.yml:10:35
    hostname: h  # compose.dev.yml:9:15, ${HOST_NAME} set in the environment
    image: "postgres:16"  # over.yml:3:12, replaces base.yml:3:12
    network_mode: none  # base.yml:4:19, extends base in compose.dev.yml:5:40
    ports:  # compose.dev.yml:6:12, joined with over.yml:4:12
      -  # compose.dev.yml:6:13, ${DB_PORT:-5433} by default
        mode: ingress  # compose.dev.yml:6:13, implied
        protocol: tcp  # compose.dev.yml:6:13
        published: "5433"  # compose.dev.yml:6:13, ${DB_PORT:-5433} by default
        target: 5432  # compose.dev.yml:6:13
      - mode: host  # over.yml:4:53
        protocol: tcp  # over.yml:4:13, implied
        published: "5434"  # over.yml:4:39
        target: 5432  # over.yml:4:22
    user: me  # compose.dev.yml:8:11, ${RUN_AS} set in .env:1:8
    volumes:  # compose.dev.yml:7:14
      -  # compose.dev.yml:7:15, ${DATA} set in .env:2:6
        bind:  # compose.dev.yml:7:15
          create_host_path: true  # compose.dev.yml:7:15, implied
        source: /shop/d  # compose.dev.yml:7:15, ${DATA} set in .env:2:6
        target: /data  # compose.dev.yml:7:15
        type: bind  # compose.dev.yml:7:15
  worker:  # part.yml:1:20, included by compose.dev.yml:1:11
    image: "w:"  # part.yml:1:28, ${NONE} not set
    network_mode: none  # part.yml:1:55
x-env:  # compose.dev.yml:2:13
  LEVEL: info  # compose.dev.yml:2:21
)");
}

TEST_CASE("config --origins --format json maps pointers into the model to places and steps") {
  const Json answer = Json::parse(ask(cli::ConfigFormat::json));
  const Json& origins = answer["origins"];
  CHECK(answer["model"]["services"]["db"]["image"] == "postgres:16");
  CHECK(compact_json(origins["/services/db/image"]) ==
        "{\"file\":\"over.yml\",\"line\":3,\"column\":12,\"end_line\":3,\"end_column\":23,"
        "\"steps\":[{\"kind\":\"overridden\",\"file\":\"base.yml\",\"line\":3,\"column\":12,\"end_line\":3,\"end_column\":23}]}");
  CHECK(compact_json(origins["/services/db/user"]["steps"]) ==
        "[{\"kind\":\"variable\",\"name\":\"RUN_AS\",\"text\":\"${RUN_AS}\",\"file\":\".env\",\"line\":1,\"column\":8,\"end_line\":1,\"end_column\":10}]");
  CHECK(compact_json(origins["/services/db/hostname"]["steps"]) == "[{\"kind\":\"variable\",\"name\":\"HOST_NAME\",\"text\":\"${HOST_NAME}\"}]");
  CHECK(origins["/services/db/environment/FILE_SET"]["file"] == "db.env");
  CHECK(origins["/services/worker"]["steps"][0]["kind"] == "included");
  for (const auto& [pointer, about] : origins.items()) {
    CAPTURE(pointer);
    CHECK(answer["model"].contains(Json::json_pointer(pointer)));
    CHECK((about.contains("file") || about.contains("steps")));
  }
}

TEST_CASE("config --origins --format json escapes keys, and names them as they are printed") {
  const auto reader = make_memory_reader(
      {{"compose.yml", "services: {a: {image: x, network_mode: none, labels: {a/b~c: 1}, blkio_config: {device_read_bps: [{path: /a, rate: 1}]}}}\n"}}, "shop");
  std::ostringstream out, err;
  CHECK(cli::run_config({.files = {"compose.yml"}, .format = cli::ConfigFormat::json, .origins = true}, *reader, out, err) == 0);
  const Json origins = Json::parse(out.str())["origins"];
  CHECK(origins.contains("/services/a/labels/a~1b~0c"));
  CHECK(origins["/services/a/blkio_config/device_read_bps/0/Rate"]["column"] == 116);
}
