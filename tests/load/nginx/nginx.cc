#include "load/nginx/nginx.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using namespace portolan;

namespace {

std::string read(std::string text) {
  SourceMap sources;
  Diagnostics problems;
  const ProxyConfig config = load::read_nginx(sources, sources.add("nginx.conf", std::move(text)), problems);
  std::string out;
  const auto at = [&](const Span& span) {
    const Location place = sources.locate(span);
    return fmt::format("{}:{}-{}", place.line, place.column, place.end_column);
  };
  for (const Upstream& upstream : config.upstreams) {
    out += fmt::format("upstream {}", upstream.name.value);
    for (const auto& server : upstream.servers) out += fmt::format(" {}@{}", server.value, at(server.span));
    out += "\n";
  }
  for (const ProxyServer& server : config.servers) {
    out += fmt::format("server{}", server.tls ? " tls" : "");
    for (const auto& port : server.listens) out += fmt::format(" {}@{}", to_string(port.value), at(port.span));
    for (const auto& name : server.names) out += " " + name.value;
    if (server.answer) out += fmt::format(" answers {}@{}", server.answer->value, at(server.answer->span));
    if (server.root) out += fmt::format(" files {}@{}", server.root->value, at(server.root->span));
    out += "\n";
    for (const Route& route : server.routes) {
      out += fmt::format("  {}@{} {} {}", route.path.value, at(route.path.span), route.action, route.target.value);
      out += route.target.value.empty() ? "" : "@" + at(route.target.span);
      out += route.upgrade ? fmt::format(" upgrade@{}\n", at(*route.upgrade)) : "\n";
    }
  }
  for (const Diagnostic& problem : problems) out += fmt::format("{}: {} [{}]\n", at(problem.span), problem.message, problem.rule);
  return out;
}

}  // namespace

TEST_CASE("nginx configuration becomes upstreams, servers and routes") {
  struct Case {
    std::string text, config;
  };
  for (const Case& c : {
           Case{"http {\n  upstream b { server b:8000 max_fails=1; server 'c:1'; } # x {\n  server { listen 80; location /api { proxy_pass http://b; } }\n}\n",
                "upstream b b:8000@2:23-29 c:1@2:50-55\nserver 80@3:19-21\n  /api@3:32-36 proxy_pass http://b@3:50-58\n"},
           Case{"server {\n listen [::]:443 ssl http2;\n listen 127.0.0.1:8080;\n listen unix:/x;\n server_name a b;\n root /w;\n"
                " location = /h { return 200 \"ok; {}\"; }\n location ~ ^/[0-9]{4}\\.php$ { fastcgi_pass p:9000; }\n location / { try_files $uri /i.html;\n location /n { alias /x/; } }\n}",
                "server tls 443@2:9-17 8080@3:9-23 a b files /w@6:7-9\n  = /h@7:11-15 return 200 ok; {}@7:25-37\n"
                "  ~ ^/[0-9]{4}\\.php$@8:11-29 fastcgi_pass p:9000@8:45-51\n  /@9:11-12 root /w@6:7-9\n  /n@10:11-13 alias /x/@10:22-25\n"},
           Case{"server { listen ${PORT}; location / { proxy_pass http://${HOST}:80; } }", "server\n  /@1:35-36 proxy_pass http://${HOST}:80@1:50-67\n"},
           Case{"server {\n listen 80;\n", "server 80@2:9-11\n3:1-1: the file ends inside a block [nginx-syntax]\n"},
           Case{"server { listen 80 }", "server 80@1:17-19\n1:10-16: directive \"listen\" is not ended by \";\" [nginx-syntax]\n"},
           Case{"}", "1:1-2: unexpected \"}\" [nginx-syntax]\n"},
           Case{"server { listen 80; return 301 https://$host$request_uri; return 404; }", "server 80@1:17-19 answers 301 https://$host$request_uri@1:28-57\n"},
           Case{"http {\nroot /all;\nserver { location / { } }\nserver { root /own; } }", "server files /all@2:6-10\n  /@3:19-20 root /all@2:6-10\nserver files /own@4:15-19\n"},
           // One header of its own makes a block forget those from outside.
           Case{"server {\nproxy_set_header upgrade $http_upgrade;\nlocation /a { proxy_pass http://a; }\nlocation /b { proxy_pass http://b; proxy_set_header Host $host; }\n"
                "location /c { proxy_pass http://c;\nproxy_set_header Host $host; proxy_set_header Upgrade $http_upgrade; } }",
                "server\n  /a@3:10-12 proxy_pass http://a@3:26-34 upgrade@2:1-40\n  /b@4:10-12 proxy_pass http://b@4:26-34\n"
                "  /c@5:10-12 proxy_pass http://c@5:26-34 upgrade@6:30-69\n"},
           Case{"server { return \"x; }", "server answers x; }@1:17-22\n1:17-18: the quote is never closed [nginx-syntax]\n"},
           Case{"", ""},
       }) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.config);
  }
}

TEST_CASE("every line of nginx configuration that is no block is kept with the location around it") {
  SourceMap sources;
  Diagnostics problems;
  const FileId file = sources.add("nginx.conf", "gzip on;\nserver {\n  client_max_body_size 20m;\n  location /api {\n    proxy_set_header  Host $host;\n    internal;\n  }\n}\n");
  std::string out;
  for (const ProxyDirective& directive : load::read_nginx(sources, file, problems).directives) {
    out += fmt::format("{} = {} in {} @{}\n", directive.name.value, directive.value.value, directive.route, sources.locate(directive.name.span).line);
  }
  CHECK(out == "gzip = on in  @1\nclient_max_body_size = 20m in  @3\nproxy_set_header = Host $host in /api @5\ninternal =  in /api @6\n");
}

TEST_CASE("nginx configuration of any shape ends soon") {
  std::string deep, wide;
  for (int i = 0; i < 10000; ++i) deep += "a {";
  for (int i = 0; i < 200000; ++i) wide += "a ";
  CHECK(read(deep) == "1:96-97: blocks are nested deeper than 32 levels; the rest is not read [nginx-syntax]\n");
  CHECK(read(wide) == "1:200001-200002: more than 100000 words; the rest is not read [nginx-syntax]\n");
}
