#include "load/caddy/caddy.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using namespace portolan;

namespace {

std::string read(std::string text) {
  SourceMap sources;
  Diagnostics problems;
  const ProxyConfig config = load::read_caddy(sources, sources.add("Caddyfile", std::move(text)), problems);
  std::string out;
  const auto at = [&](const Span& span) {
    const Location place = sources.locate(span);
    return fmt::format("{}:{}-{}", place.line, place.column, place.end_column);
  };
  for (const auto& include : config.includes) out += "import " + include.value + "\n";
  for (const Upstream& upstream : config.upstreams) {
    out += "upstream " + upstream.name.value;
    for (const auto& server : upstream.servers) out += fmt::format(" {}@{}", server.value, at(server.span));
    out += "\n";
  }
  for (const ProxyServer& server : config.servers) {
    out += server.tls ? "site tls" : "site";
    for (const auto& port : server.listens) out += " " + to_string(port.value);
    for (const auto& name : server.names) out += " " + name.value;
    out += "\n";
    for (const Route& route : server.routes) out += fmt::format("  {} {} {}@{}\n", route.path.value, route.action, route.target.value, at(route.target.span));
  }
  for (const Diagnostic& problem : problems) out += fmt::format("{}: {} [{}]\n", at(problem.span), problem.message, problem.rule);
  return out;
}

}  // namespace

TEST_CASE("a Caddyfile becomes servers and routes") {
  struct Case {
    std::string text, config;
  };
  for (const Case& c : {
           Case{"localhost\nreverse_proxy web:8000\n", "site tls 443 localhost\n  / proxy_pass http://web:8000@2:15-23\n"},
           Case{":80 {\n\treverse_proxy /api/* api:1\n\troot * /srv\n\tfile_server\n}\n", "site 80\n  /api/ proxy_pass http://api:1@2:23-28\n  / root /srv@3:9-13\n"},
           Case{"a.example.org, http://b.example.org:8080 {\n respond /health 204\n redir /old https://x{uri} permanent\n redir https://y\n}\n",
                "site tls 443 8080 a.example.org b.example.org\n  = /health return 204@2:18-21\n  = /old return 301 https://x{uri}@3:13-27\n  / return 302 https://y@4:8-17\n"},
           Case{"x.org {\n handle_path /api/* {\n  reverse_proxy api:1 api:2 {\n   lb_policy first\n  }\n }\n handle {\n  reverse_proxy {\n   to web:3\n  }\n }\n}\n",
                "upstream api:1,api:2 api:1@3:17-22 api:2@3:23-28\nsite tls 443 x.org\n  /api/ proxy_pass http://api:1,api:2/@3:17-22\n  / proxy_pass http://web:3@9:7-12\n"},
           Case{"x.org {\n @static path /s/* *.css\n @post method POST\n handle @static {\n  root /srv\n  file_server\n }\n reverse_proxy @post api:1\n reverse_proxy @none api:1\n}\n",
                "site tls 443 x.org\n  /s/ root /srv@5:8-12\n  ~ \\.css$ root /srv@5:8-12\n"},
           Case{"{\n email a@b.c\n}\n(common) {\n encode gzip\n reverse_proxy {args[0]}:80\n}\nx.org {\n import common web\n}\nimport sites/*\n",
                "import sites/*\nsite tls 443 x.org\n  / proxy_pass http://web:80@6:16-28\n"},
           Case{"{$DOMAIN:x.org}:{$PORT:8443} {\n php_fastcgi php:9000\n}\n", "site tls 8443 x.org\n  / fastcgi_pass php:9000@2:14-22\n"},
           Case{"{$DOMAIN} {\n respond \"a { b\" 200 # c {\n}\n", "site tls 443 {$DOMAIN}\n  / return 200@2:10-17\n"},
           Case{":80 {\n respond <<END\n  } {\n  END\n reverse_proxy \\\n  web:1\n}\n", "site 80\n  / return 200@2:10-6\n  / proxy_pass http://web:1@6:3-8\n"},
           Case{":80 {\n", "site 80\n1:5-6: the file ends inside a block [caddyfile-syntax]\n"},
           Case{"}\n", "1:1-2: unexpected \"}\" [caddyfile-syntax]\n"},
           Case{"", ""},
           Case{"# nothing\n", ""},
       }) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.config);
  }
}

TEST_CASE("a Caddyfile of any shape ends soon") {
  std::string deep, wide, bomb = "(a) {\n import b\n import b\n}\n(b) {\n import a\n import a\n}\n:80 {\n import a\n}\n";
  for (int i = 0; i < 10000; ++i) deep += "a {\n";
  for (int i = 0; i < 200000; ++i) wide += "a ";
  CHECK(read(deep).find("nested deeper than 32 levels") != std::string::npos);
  CHECK(read(wide).starts_with("site tls"));
  CHECK(read(bomb).find("imports never end") != std::string::npos);
  CHECK(read(":80 {\n respond <<X\n").find("ends inside a block") != std::string::npos);
}
