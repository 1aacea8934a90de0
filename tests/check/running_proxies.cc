#include "check/running_proxies.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <string>

#include "load/load.h"

using namespace portolan;

using Files = std::map<std::string, std::string>;

/// One line per server of the first environment and one per route: "proxy nginx 80 tls a.example.org", "  /x proxy_pass http://web".
static std::string tell(const Files& files) {
  const auto reader = make_memory_reader(files);
  SourceMap sources;
  const load::Loaded loaded = load::load_handbook(*reader, sources, {});
  const Stack& stack = loaded.handbook.stacks.at(0);
  std::string out;
  for (const check::RunningProxy& proxy : check::running_proxies(stack, stack.environments.at(0))) {
    for (const ProxyServer& server : proxy.servers) {
      out += fmt::format("{} {}", proxy.service ? proxy.service->name.value : "elsewhere", proxy.kind);
      for (const auto& port : server.listens) out += " " + to_string(port.value);
      for (const auto& listen : server.open_listens) out += " on " + listen.value;
      if (server.tls) out += " tls";
      for (const auto& name : server.names) out += " " + name.value;
      if (server.answer) out += " answers " + server.answer->value;
      out += "\n";
      for (const Route& route : server.routes) {
        out += fmt::format("  {} {}", route.path.value, route.action);
        if (route.action.ends_with("_pass")) {
          for (const auto& backend : check::backends_of(proxy, route.target)) out += " " + backend.value;
          if (route.target.value.ends_with('/')) out += " stripped";
        } else {
          out += " " + route.target.value;
        }
        if (!route.rule.value.empty()) out += " if " + route.rule.value;
        out += route.upgrade ? " upgrade\n" : "\n";
      }
    }
  }
  return out;
}

static const std::string nginx = "services:\n  proxy:\n    image: nginx:1\n    environment: {PORT: '8080', NAME: a.example.org}\n    volumes: ['./nginx:/etc/nginx']\n  web:\n    image: web:1\n";

TEST_CASE("a server has what its files include, as they land in the container") {
  struct Case {
    std::string about;
    Files files;
    std::string told;
  };
  for (const Case& c : {
           Case{"locations of another file, by a pattern",
                {{"compose.yml", nginx},
                 {"nginx/nginx.conf", "http { include conf.d/*.conf; }"},
                 {"nginx/conf.d/site.conf", "server { listen 80; include locations/*.conf; }"},
                 {"nginx/locations/api.conf", "location /api { proxy_pass http://web:1; include snippets/ws.conf; }"},
                 {"nginx/snippets/ws.conf", "proxy_set_header Upgrade $http_upgrade;"},
                 {"nginx/other/not.conf", "location /not { proxy_pass http://web:2; }"}},
                "proxy nginx 80\n  /api proxy_pass web:1 upgrade\n"},
           Case{"ports and certificates of another file",
                {{"compose.yml", nginx}, {"nginx/nginx.conf", "http { server { include tls.conf; location / { include app.conf; } } }"}, {"nginx/tls.conf", "listen 443 ssl;\nserver_name b.example.org;"},
                 {"nginx/app.conf", "proxy_pass http://web;"}},
                "proxy nginx 443 tls b.example.org\n  / proxy_pass web\n"},
           Case{"files that include each other end",
                {{"compose.yml", nginx}, {"nginx/nginx.conf", "http { server { include a.conf; } }"}, {"nginx/a.conf", "include b.conf;\nlocation /a { return 204; }"}, {"nginx/b.conf", "include b.conf;\nlocation /b { return 204; }"}},
                "proxy nginx\n  /a return 204\n  /b return 204\n  /b return 204\n  /b return 204\n  /b return 204\n  /b return 204\n  /b return 204\n  /b return 204\n"},
           Case{"variables of a template", {{"compose.yml", nginx}, {"nginx/templates/site.conf.template", "server { listen ${PORT}; listen [::]:${OTHER}; server_name $NAME; location / { proxy_pass http://web:$PORT; } }"}},
                "proxy nginx 8080 on [::]:${OTHER} a.example.org\n  / proxy_pass web:8080\n"},
           Case{"variables of the image",
                {{"compose.yml", "services:\n  proxy:\n    build: .\n"}, {"Dockerfile", "FROM nginx:1\nENV UP=web:9\nCOPY nginx/x.conf /etc/nginx/conf.d/x.conf\n"}, {"nginx/x.conf", "server { location / { proxy_pass http://${UP}; } }"}},
                "proxy nginx\n  / proxy_pass web:9\n"},
           Case{"variables of a Caddyfile, of which one is not set",
                {{"compose.yml", "services:\n  edge:\n    image: caddy:2\n    environment: {SITE: a.example.org, OTHER: '${NOT_SET:?}'}\n    volumes: ['./caddy:/etc/caddy']\n"},
                 {"caddy/Caddyfile", "{$SITE} {\n respond 204\n}\n{$OTHER} {\n respond 205\n}\n"}},
                "edge Caddy 443 tls a.example.org\n  / return 204\nedge Caddy 443 tls {$OTHER}\n  / return 205\n"},
           Case{"connections", {{"compose.yml", nginx}, {"nginx/nginx.conf", "stream { upstream db { server web:5432; } server { listen 5432; proxy_pass db; } }"}}, "proxy nginx 5432\n   proxy_pass web:5432\n"},
           Case{"upstreams of two proxies are not mixed",
                {{"compose.yml", "services:\n  a:\n    image: nginx:1\n    volumes: ['./nginx/a.conf:/etc/nginx/nginx.conf']\n  b:\n    image: nginx:1\n    volumes: ['./nginx/b.conf:/etc/nginx/nginx.conf']\n"},
                 {"nginx/a.conf", "http { upstream up { server one:1; } server { location / { proxy_pass http://up; } } }"},
                 {"nginx/b.conf", "http { upstream up { server two:2; } server { location / { proxy_pass http://up; } } }"}},
                "a nginx\n  / proxy_pass one:1\nb nginx\n  / proxy_pass two:2\n"},
       }) {
    CAPTURE(c.about);
    CHECK(tell(c.files) == c.told);
  }
}

/// Traefik with two entry points, and a service with these labels.
static Files with_labels(const std::string& labels, const std::string& more = "") {
  std::string compose = "services:\n  traefik:\n    image: traefik:v3\n    command:\n      - --entrypoints.web.address=:80\n      - --entryPoints.websecure.address=:443/tcp\n" + more +
                        "  web:\n    image: web:1\n    expose: ['3000']\n    labels:\n";
  return {{"compose.yml", compose + labels}};
}

TEST_CASE("labels become the servers of Traefik") {
  struct Case {
    Files files;
    std::string told;
  };
  for (const Case& c : {
           Case{with_labels("      - traefik.http.routers.w.rule=Host(`a.example.org`)\n      - traefik.http.routers.w.entrypoints=websecure\n      - traefik.http.routers.w.tls=true\n"
                            "      - traefik.http.services.w.loadbalancer.server.port=8000\n"),
                "traefik Traefik 443 tls a.example.org\n  / proxy_pass web:8000\n"},
           Case{with_labels("      - traefik.http.routers.w.rule=(Host(`a.example.org`) && PathPrefix(`/api`)) || Host(`b.example.org`)\n"),
                "traefik Traefik 80 443 a.example.org\n  /api proxy_pass web:3000\ntraefik Traefik 80 443 b.example.org\n  / proxy_pass web:3000\n"},
           Case{with_labels("      - traefik.http.routers.w.rule=PathPrefix(`/api`)\n      - traefik.http.routers.w.middlewares=cut@docker\n      - traefik.http.middlewares.cut.stripprefix.prefixes=/api\n"),
                "traefik Traefik 80 443\n  /api proxy_pass web:3000 stripped\n"},
           Case{with_labels("      - traefik.http.routers.w.rule=Host(`a.example.org`)\n      - traefik.http.routers.w.entrypoints=web\n      - traefik.http.routers.w.middlewares=up\n"
                            "      - traefik.http.middlewares.up.redirectscheme.scheme=https\n      - traefik.http.middlewares.up.redirectscheme.permanent=true\n"),
                "traefik Traefik 80 a.example.org\n  / return 301 https://$host$request_uri\n"},
           Case{with_labels("      - traefik.http.routers.w.rule=HostRegexp(`.+`)\n"), "traefik Traefik 80 443\n  / proxy_pass web:3000 if HostRegexp(`.+`)\n"},
           // What Traefik is told not to look at.
           Case{with_labels("      - traefik.enable=false\n      - traefik.http.routers.w.rule=Host(`a`)\n"), ""},
           Case{with_labels("      - traefik.http.routers.w.rule=Host(`a`)\n", "      - --providers.docker.exposedbydefault=false\n"), ""},
           Case{with_labels("      - traefik.enable=true\n      - traefik.http.routers.w.rule=Host(`a`)\n", "      - --providers.docker.exposedbydefault=false\n"),
                "traefik Traefik 80 443 a\n  / proxy_pass web:3000\n"},
           // An entry point that sends on to another one.
           Case{with_labels("      - traefik.http.routers.w.rule=Host(`a`)\n      - traefik.http.routers.w.entrypoints=web,websecure\n",
                            "      - --entrypoints.web.http.redirections.entrypoint.to=websecure\n      - --entrypoints.websecure.http.tls.certresolver=le\n"),
                "traefik Traefik 80 answers 301 https://$host$request_uri\ntraefik Traefik 443 tls a\n  / proxy_pass web:3000\n"},
           Case{with_labels("      - traefik.http.routers.w.rule=Host(`a`)\n      - traefik.http.routers.w.entrypoints=other\n"), "traefik Traefik on other a\n  / proxy_pass web:3000\n"},
           Case{with_labels("      - traefik.http.routers.w.rule=Host(`a`)\n      - traefik.http.routers.w.service=api@internal\n"), "traefik Traefik 80 443 a\n  / internal http://web:3000\n"},
           Case{with_labels("      - traefik.http.routers.w.entrypoints=web\n      - traefik.tcp.routers.x.rule=HostSNI(`*`)\n"), ""},
           Case{{{"compose.yml", "services:\n  web:\n    image: web:1\n    labels: {traefik.http.routers.w.rule: Path(`/x`)}\n"}}, "elsewhere Traefik\n  = /x proxy_pass web\n"},
       }) {
    CAPTURE(c.files.at("compose.yml"));
    CHECK(tell(c.files) == c.told);
  }
}

TEST_CASE("files that Traefik is given count, wherever they lie in its container") {
  const std::string compose = "services:\n  edge:\n    image: traefik:v3\n    volumes: ['./conf/static.yml:/etc/traefik/traefik.yml', './conf/dynamic:/dynamic']\n  web:\n    image: web:1\n    volumes: ['./conf:/conf']\n"
                              "    labels: {traefik.http.routers.l.rule: Host(`l`), traefik.http.routers.l.entrypoints: secure, traefik.http.routers.l.service: app@file}\n";
  Files files{{"compose.yml", compose},
              {"conf/static.yml", "entryPoints: {web: {address: ':80'}, secure: {address: ':443'}}\n"},
              {"conf/dynamic/app.yml", "http:\n  routers: {r: {rule: PathPrefix(`/f`), service: app, entryPoints: [web]}}\n  services: {app: {loadBalancer: {servers: [{url: 'http://web:9'}]}}}\n"},
              {"conf/other.yml", "http: {routers: {n: {rule: Host(`n`), service: none}}}\n"}};
  CHECK(tell(files) == "edge Traefik 80\n  /f proxy_pass web:9\nedge Traefik 443 l\n  / proxy_pass web:9\n");
  files["compose.yml"] = "services:\n  web:\n    image: web:1\n    volumes: ['./conf:/etc/traefik']\n";
  CHECK(tell(files).empty());
}
