#include "render/facts/request_path.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "load/load.h"

using namespace portolan;
using namespace portolan::render;

TEST_CASE("the path of a request begins where it comes in, and answers are told without escapes") {
  const auto reader = make_memory_reader({
      {"compose.yml",
       "services:\n  pages:\n    image: nginx:1\n    volumes: ['./pages.conf:/etc/nginx/conf.d/default.conf']\n"
       "  door:\n    image: nginx:1\n    ports: ['80:80']\n    volumes: ['./door.conf:/etc/nginx/conf.d/default.conf']\n"},
      {"pages.conf", "server { listen 80; location / { root /srv; } }"},
      {"door.conf", "server { listen 80; location /health { return 200 \"all\\nwell\\n\"; } location / { proxy_pass http://pages; } }"},
  });
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  const Stack& stack = loaded.handbook.stacks.at(0);
  const std::vector<ProxyFact> facts = list_routes(stack, stack.environments.at(0), sources);
  std::string out;
  for (const RequestPath& path : find_request_paths(stack.environments.at(0), facts)) {
    for (const RouteFact& fact : path.routes) out += fmt::format("{} {}: {}\n", path.proxy->name.value, fact.route->path, fact.service ? fact.service->name.value : fact.route->outcome);
  }
  CHECK(out == "door /health: answers 200 all well\ndoor /: pages\npages /: files in /srv\n");
}
