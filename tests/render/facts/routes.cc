#include "render/facts/routes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "base/text.h"
#include "load/load.h"

using namespace portolan;
using namespace portolan::render;

using Files = std::map<std::string, std::string>;

static std::string tell(const RouteHop& hop) {
  std::string text = fmt::format("{} ({})", hop.address, hop.service ? hop.service->name.value : "-");
  if (!hop.networks.empty()) text += " over " + join(hop.networks, "+");
  if (!hop.fault.empty()) text += " FAULT " + hop.fault;
  return hop.remark.empty() ? text : text + " [" + hop.remark + "]";
}

/// One line per route of the first environment: "proxy 80 | / | web:8000 (web) over default | http://localhost/".
static std::string tell(const Files& files) {
  const auto reader = make_memory_reader(files);
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  const Stack& stack = loaded.handbook.stacks.at(0);
  std::string out;
  for (const ProxyFact& fact : list_routes(stack, stack.environments.at(0), sources)) {
    for (const RouteBlock& block : fact.blocks) {
      for (const ProxyRoute& route : block.routes) {
        std::vector<std::string> hops;
        for (const RouteHop& hop : route.hops) hops.push_back(tell(hop));
        out += fmt::format("{} {} {} | {} | {}{} | {}\n", fact.proxy ? fact.proxy->name.value : "elsewhere", block.listens, join(block.ways, " "), route.path,
                           hops.empty() ? route.outcome : join(hops, ", "), route.upgrade ? " upgrade" : "", route.url);
      }
    }
  }
  return out;
}

static Files with_config(const std::string& config) {
  return {{"compose.yml", "services:\n  proxy:\n    image: nginx:1\n    ports: ['8080:80']\n    volumes: ['./nginx.conf:/etc/nginx/nginx.conf']\n  web:\n    image: web:1\n"},
          {"nginx.conf", config}};
}

TEST_CASE("routes are resolved against services, names and host ports") {
  struct Case {
    Files files;
    std::string told;
  };
  for (const Case& c : {
           Case{with_config("http { server { listen 80; location /a { proxy_pass http://web:9/; } location / { root /srv; } } }"),
                "proxy 80 :8080 | /a | web:9 (web) over default | http://localhost:8080/a\nproxy 80 :8080 | / | files in /srv | http://localhost:8080/\n"},
           Case{with_config("server { server_name shop.example.org; location / { proxy_pass http://nobody; } }"),
                "proxy 80 :8080 | / | nobody (-) FAULT no service is called \"nobody\" | http://shop.example.org:8080/\n"},
           Case{with_config("server { listen 81; location / { proxy_pass http://127.0.0.1:9; } location /x { proxy_pass http://$host; } location /y { proxy_pass https://api.example.com; } }"),
                "proxy 81  | / | 127.0.0.1:9 (-) [within the proxy's own container] | \nproxy 81  | /x | $host (-) [decided when a request comes] | \n"
                "proxy 81  | /y | api.example.com (-) [another host] | \n"},
           // A folder of a build counts, but not for a stage that is no server.
           Case{{{"compose.yml", "services:\n  door:\n    build: ./door\n    ports: ['443:443']\n  web:\n    build: {context: ./door, target: dev}\n"},
                 {"door/Dockerfile", "FROM node:22 AS dev\nFROM nginx:1\nCOPY nginx.conf /etc/nginx/conf.d/\n"},
                 {"door/nginx.conf", "server { listen 443 ssl; location /ws { proxy_set_header Upgrade $http_upgrade; proxy_pass http://web:1; } }"}},
                "door 443 (TLS) :443 | /ws | web:1 (web) over default upgrade | https://localhost/ws\n"},
           // Two networks that do not meet.
           Case{{{"compose.yml", "services:\n  proxy:\n    image: nginx:1\n    networks: [a]\n    configs: [{source: site, target: /etc/nginx/conf.d/x.conf}]\n  web:\n    image: web:1\n    networks: [b]\n"
                                 "networks: {a: , b: }\nconfigs: {site: {file: ./nginx.conf}}\n"},
                 {"nginx.conf", "server { location / { proxy_pass http://web; } }"}},
                "proxy 80  | / | web (web) FAULT \"proxy\" and \"web\" share no network | \n"},
           Case{{{"compose.yml", "services:\n  proxy:\n    image: nginx:1\n    volumes: ['./t:/etc/nginx/templates']\n    environment: {API: 'web:5000', PASSWORD: 'hunter2-hunter2'}\n"
                                 "    links: ['web:backend']\n  web:\n    image: web:1\n    expose: ['5000']\n"},
                 {"t/x.conf", "server { location / { proxy_pass http://${API}; } location /a { proxy_pass http://$API; } location /b { proxy_pass http://backend:81; } location /c { proxy_pass http://${PASSWORD}; } }"}},
                "proxy 80  | / | web:5000 (web) over default | \nproxy 80  | /a | web:5000 (web) over default | \nproxy 80  | /b | backend:81 (web) over default [the files name only port 5000 there] | \n"
                "proxy 80  | /c | ${PASSWORD} (-) [decided when a request comes] | \n"},
           Case{{{"compose.yml", "services:\n  traefik:\n    image: traefik:3\n    command: ['--entryPoints.web.address=:80', '--entrypoints.secure.address=:443']\n    ports: ['80:80', '443:443']\n"
                                 "  web:\n    image: web:1\n    labels:\n      - traefik.http.routers.w.rule=Host(`a.example.org`) && PathPrefix(`/api`)\n      - traefik.http.routers.w.entrypoints=secure\n"
                                 "      - traefik.http.routers.w.tls.certresolver=le\n      - traefik.http.services.w.loadbalancer.server.port=5000\n"
                                 "      - traefik.http.routers.v.rule=HeadersRegexp(`X`, `y`)\n      - traefik.http.routers.v.entrypoints=web\n"}},
                "traefik 443 (TLS) :443 | /api | web:5000 (web) over default | https://a.example.org/api\ntraefik 80 :80 | / | web:5000 (web) over default | \n"},
           Case{{{"compose.yml", "services:\n  web:\n    image: web:1\n    labels:\n      traefik.http.routers.w.rule: Path(`/x`)\n"}}, "elsewhere default  | /x | web (web) [no port is named] | \n"},
           Case{with_config("# nothing"), ""},
       }) {
    CAPTURE(c.told);
    CHECK(tell(c.files) == c.told);
  }
}

