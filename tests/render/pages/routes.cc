#include <doctest/doctest.h>

#include "tests/golden.h"
#include "tests/render/built_site.h"
#include "tests/render/pages/page_text.h"

using namespace portolan::test;

namespace {

const std::string compose =
    "services:\n"
    "  proxy:\n    image: nginx:1.27\n    ports: [\"80:80\", \"127.0.0.1:8443:443\"]\n    volumes: [\"./nginx:/etc/nginx/conf.d:ro\"]\n    networks: [front]\n    environment: {SOCKET_HOST: sockets}\n"
    "  web:\n    image: shop:1\n    expose: [\"8000\"]\n    networks: {front: {aliases: [app]}}\n"
    "  sockets:\n    image: sockets:1\n    networks: [front]\n"
    "  db:\n    image: postgres:16\n    networks: [back]\n"
    "networks:\n  front: {}\n  back: {}\n";

const std::string nginx =
    "upstream shop { server web:8000; server app:8001; }\n"
    "server {\n  listen 80;\n  server_name _;\n  return 301 https://$host$request_uri;\n  location /old { proxy_pass http://web; }\n}\n"
    "server {\n  listen 443 ssl;\n  server_name shop.example.org *.example.org;\n  root /srv/shop;\n"
    "  location / { proxy_pass http://shop; }\n"
    "  location /api/ { proxy_pass http://web:8000/; }\n"
    "  location /ws/ { proxy_pass http://${SOCKET_HOST}:9000; proxy_set_header Upgrade $http_upgrade; }\n"
    "  location = /db { proxy_pass http://db:5432; }\n"
    "  location /gone { proxy_pass http://worker:80; }\n"
    "  location /far { proxy_pass https://example.com; }\n"
    "  location ~* \\.(png|jpg)$ { expires 30d; }\n"
    "  location @later { proxy_pass http://$name; }\n"
    "  location /static/ { alias /srv/static/; }\n}\n";

}  // namespace

TEST_CASE("the routes page tells where each path leads, what is broken, and what to type") {
  const auto site = build_site({
      {"shop/docker-compose.prod.yml", compose},
      {"shop/nginx/shop.conf", nginx},
      {"shop/plan.md", "# Shop\n\n## Routes\n\n- `/api/` → web:8000\n- `/static/` → web\n"},
  });
  CHECK(differs_from_golden("pages/routes.txt", section_text(site, "shop/production/routes.html")) == "");
  CHECK(section_text(site, "shop/production/services/web.html", "routes") ==
        "Routes that lead here\nPath | Through | To | What to type | Source\n/old | proxy, port 80 | web | | nginx/shop.conf:6\n"
        "/ | proxy, port 443 (TLS) | web:8000 | https://shop.example.org:8443/ | nginx/shop.conf:12\n"
        "/api/ | proxy, port 443 (TLS) | web:8000 | https://shop.example.org:8443/api/ | nginx/shop.conf:13\nAll routes of this environment\n");
}

TEST_CASE("an environment without a proxy says so, and a proxy that is not understood is named") {
  const auto site = build_site({{"shop/compose.yml", "services:\n  web:\n    image: shop:1\n"}, {"store/compose.yml", "services:\n  door:\n    image: caddy:2\n"}});
  const std::string none = "Routes\nNo route is known here.\nFrom compose.yml:1\n"
                           "No proxy configuration that could be read belongs to this environment: requests go straight to the published ports.\n";
  CHECK(section_text(site, "shop/default/routes.html") == none);
  CHECK(section_text(site, "store/default/routes.html") ==
        none + "A proxy whose routes are not known\ndoor: read are files of nginx, Caddy and Traefik that lie in this folder and are mounted or built in, and labels for Traefik.\n");
}

TEST_CASE("labels for Traefik are routes, too") {
  const auto site = build_site({{"shop/compose.yml",
                                  "services:\n  edge:\n    image: traefik:3\n    command: --entrypoints.web.address=:80\n    ports: ['80:80']\n"
                                  "  web:\n    image: web:1\n    labels:\n      - traefik.http.routers.w.rule=Host(`a.example.org`) && PathPrefix(`/api`) && Method(`GET`)\n"
                                  "      - traefik.http.services.w.loadbalancer.server.port=5000\n"}});
  CHECK(section_text(site, "shop/default/routes.html", "r-1") ==
        "edge\nLabels of services tell Traefik (edge) what to route, first at compose.yml:9.\nPort 80 , a.example.org, on the host :80 compose.yml:9\n"
        "Path | Leads to | What to type | Source\n/api what fits the pattern Host(`a.example.org`) && PathPrefix(`/api`) && Method(`GET`)\n"
        "web at web:5000 over default\n| — no address | compose.yml:9\n"
        "Read from the files; nothing was asked. Addresses take the published port of the proxy; a production environment is named as the configuration names it.\n");
}

TEST_CASE("hundreds of routes make a page that loads, and the search names only those that are on it") {
  std::string config = "server {\n";
  for (int i = 0; i < 400; ++i) config += "  location /a-path-that-is-not-short/" + std::to_string(i) + "/ { proxy_pass http://web:8000/some/other/path/; }\n";
  const auto site = build_site({{"shop/compose.yml", "services:\n  proxy:\n    image: nginx:1\n    ports: ['80:80']\n    volumes: ['./nginx.conf:/etc/nginx/nginx.conf']\n  web:\n    image: web:1\n"},
                                 {"shop/nginx.conf", config + "}\n"}});
  CHECK(site.at("shop/default/routes.html").size() < 150'000);
  CHECK(site.at("shop/default/routes.html").find("280 more routes are not shown.") != std::string::npos);
  CHECK(site.at("assets/search-index.js").find("/a-path-that-is-not-short/119/") != std::string::npos);
  CHECK(site.at("assets/search-index.js").find("/a-path-that-is-not-short/120/") == std::string::npos);
}
