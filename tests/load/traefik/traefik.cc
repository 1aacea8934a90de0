#include "load/traefik/traefik.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using namespace portolan;

static std::string read(std::string text) {
  SourceMap sources;
  Diagnostics problems;
  const ProxyConfig config = load::read_traefik_file(sources, sources.add("traefik.yml", std::move(text)), problems);
  std::string out;
  for (const EntryPoint& point : config.entry_points) {
    out += fmt::format("{} {}{}{}\n", point.name.value, to_string(point.port.value), point.tls ? " tls" : "", point.redirects_to.value.empty() ? "" : " to " + point.redirects_to.value);
  }
  for (const Upstream& upstream : config.upstreams) {
    out += upstream.name.value;
    for (const auto& server : upstream.servers) out += fmt::format(" {}@{}", server.value, sources.locate(server.span).line);
    out += "\n";
  }
  for (const ProxyServer& server : config.servers) {
    out += server.tls ? "tls" : "plain";
    for (const auto& point : server.open_listens) out += " " + point.value;
    for (const auto& name : server.names) out += " " + name.value;
    for (const Route& route : server.routes) out += fmt::format(" | {} {} {}{}", route.path.value, route.action, route.target.value, route.rule.value.empty() ? "" : " if");
    out += "\n";
  }
  for (const Diagnostic& problem : problems) out += fmt::format("{}: {}\n", sources.locate(problem.span).line, problem.rule);
  return out;
}

TEST_CASE("files of Traefik become entry points, servers and upstreams") {
  struct Case {
    std::string text, config;
  };
  for (const Case& c : {
           Case{"entryPoints:\n  web:\n    address: ':80'\n    http: {redirections: {entryPoint: {to: webSecure}}}\n  webSecure:\n    address: ':443/tcp'\n    http: {tls: {}}\n  bad: {address: x}\n",
                "web 80 to websecure\nwebsecure 443 tls\n"},
           Case{"http:\n  routers:\n    r:\n      rule: Host(`a.example.org`) && PathPrefix(`/x`)\n      entryPoints: [web]\n      service: app\n      middlewares: [cut@file]\n      tls: {}\n"
                "  middlewares:\n    cut: {stripPrefix: {prefixes: [/x]}}\n  services:\n    app: {loadBalancer: {servers: [{url: 'http://web:80/'}, {url: 'http://b:1'}]}}\n",
                "app web:80@12 b:1@12\ntls web a.example.org | /x proxy_pass http://app/\n"},
           Case{"http: {routers: {r: {rule: 'Path(`/a`)', service: api@internal}, s: {service: x}, t: {rule: 'Host(`a`)', middlewares: [m]}}, middlewares: {m: {redirectScheme: {scheme: https, permanent: true}}}}\n",
                "plain | = /a internal http://api\nplain a | / return 301 https://$host$request_uri\n"},
           // Of other shapes nothing is made.
           Case{"http: [routers]\nentryPoints: x\n", ""},
           Case{"http: {routers: {r: {rule: [a], service: {b: c}}, s: 1}, services: {t: {loadBalancer: {servers: x}}}}\n", ""},
           Case{"tcp: {routers: {r: {rule: 'HostSNI(`*`)'}}}\n", ""},
           Case{"a: {{ range . }}\nb: [\n", ""},
           Case{"", ""},
       }) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.config);
  }
  CHECK(read("a: [\n").find("yaml-syntax") != std::string::npos);
}
