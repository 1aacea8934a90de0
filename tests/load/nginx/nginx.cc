#include "load/nginx/nginx.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using namespace portolan;

namespace {

std::string tell(const SourceMap& sources, const Span& span) {
  const Location place = sources.locate(span);
  return fmt::format("{}:{}-{}", place.line, place.column, place.end_column);
}

std::string tell(const SourceMap& sources, const Route& route) {
  std::string out = fmt::format("  {}@{} {} {}", route.path.value, tell(sources, route.path.span), route.action, route.target.value);
  out += route.target.value.empty() ? "" : "@" + tell(sources, route.target.span);
  if (route.otherwise) out += fmt::format(" else {}@{}", route.otherwise->value, tell(sources, route.otherwise->span));
  for (const auto& include : route.includes) out += " + " + include.value;
  return out + (route.upgrade ? fmt::format(" upgrade@{}\n", tell(sources, *route.upgrade)) : "\n");
}

std::string tell(const SourceMap& sources, const ProxyServer& server) {
  std::string out = server.stream ? "stream" : "server";
  if (server.tls) out += " tls";
  for (const auto& port : server.listens) out += fmt::format(" {}@{}", to_string(port.value), tell(sources, port.span));
  for (const auto& listen : server.open_listens) out += " on " + listen.value;
  for (const auto& name : server.names) out += " " + name.value;
  if (server.answer) out += fmt::format(" answers {}@{}", server.answer->value, tell(sources, server.answer->span));
  if (server.root) out += fmt::format(" files {}@{}", server.root->value, tell(sources, server.root->span));
  for (const auto& include : server.includes) out += " + " + include.value;
  out += "\n";
  if (server.direct) out += tell(sources, *server.direct);
  for (const Route& route : server.routes) out += tell(sources, route);
  return out;
}

enum class Shown { servers, part };

std::string read(std::string text, Shown shown = Shown::servers) {
  SourceMap sources;
  Diagnostics problems;
  const ProxyConfig config = load::read_nginx(sources, sources.add("nginx.conf", std::move(text)), problems);
  std::string out;
  if (shown == Shown::part) return config.part ? tell(sources, *config.part) : "";
  for (const auto& include : config.includes) out += "include " + include.value + "\n";
  for (const Upstream& upstream : config.upstreams) {
    out += fmt::format("upstream {}", upstream.name.value);
    for (const auto& server : upstream.servers) out += fmt::format(" {}@{}", server.value, tell(sources, server.span));
    out += "\n";
  }
  for (const ProxyServer& server : config.servers) out += tell(sources, server);
  for (const Diagnostic& problem : problems) out += fmt::format("{}: {} [{}]\n", tell(sources, problem.span), problem.message, problem.rule);
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
                "server tls 443@2:9-17 8080@3:9-23 on unix:/x a b files /w@6:7-9\n  = /h@7:11-15 return 200 ok; {}@7:25-37\n"
                "  ~ ^/[0-9]{4}\\.php$@8:11-29 fastcgi_pass p:9000@8:45-51\n  /@9:11-12 root /w@6:7-9 else /i.html@9:30-37\n  /n@10:11-13 alias /x/@10:22-25\n"},
           Case{"server { listen ${PORT}; location / { proxy_pass http://${HOST}:80; } }", "server on ${PORT}\n  /@1:35-36 proxy_pass http://${HOST}:80@1:50-67\n"},
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

TEST_CASE("what decides in nginx configuration is read") {
  struct Case {
    std::string text, config;
  };
  for (const Case& c : {
           // How it listens.
           Case{"server { listen [::1]; listen *:81; listen localhost:82; listen 9000-9002 udp; listen x:y; listen [::]:${P} ssl; }",
                "server tls 80@1:17-22 81@1:31-35 82@1:44-56 9000-9002@1:65-74 on x:y on [::]:${P}\n"},
           Case{"server { listen 443; ssl on; }", "server tls 443@1:17-20\n"},
           Case{"server { listen 80; ssl_certificate x; }", "server 80@1:17-19\n"},
           Case{"server { ssl_certificate x; }", "server tls\n"},
           // A return stands over what would come after it, a condition's does not.
           Case{"server { location / { proxy_pass http://a; return 404; } location /x { if ($y) { return 403; } proxy_pass http://b; } }",
                "server\n  /@1:19-20 return 404@1:51-54\n  /x@1:67-69 proxy_pass http://b@1:107-115\n"},
           Case{"server { rewrite ^(.*)$ https://$host$1 permanent; }", "server answers 301 https://$host$1@1:18-50\n"},
           Case{"server { rewrite ^ http://x$uri; }", "server answers 302 http://x$uri@1:18-32\n"},
           Case{"server { rewrite ^/old$ https://x permanent; rewrite ^(.*)$ /new$1 break; location / { rewrite ^/(.*)$ /$1 break; proxy_pass http://a; } }",
                "server\n  /@1:84-85 proxy_pass http://a@1:126-134\n"},
           // Variables that are plain texts, as people write them against stale addresses.
           Case{"server { set $up web:80; location / { set $x http://$up; proxy_pass $x; } location /b { proxy_pass http://${up}/b; } location /c { proxy_pass http://$upper$host; } }",
                "server\n  /@1:35-36 proxy_pass $x@1:69-71\n  /b@1:84-86 proxy_pass http://web:80/b@1:100-114\n  /c@1:127-129 proxy_pass http://$upper$host@1:143-161\n"},
           // What is tried, and what then.
           Case{"server { root /w; location / { try_files $uri @app; } location @app { uwsgi_pass app:9; } }",
                "server files /w@1:15-17\n  /@1:28-29 root /w@1:15-17 else @app@1:47-51\n  @app@1:64-68 uwsgi_pass app:9@1:82-87\n"},
           // Files that are read within.
           Case{"http { include mime.types; server { include snippets/*.conf; location / { include proxy_params; proxy_pass http://a; } } }",
                "include mime.types\nserver + snippets/*.conf\n  /@1:71-72 proxy_pass http://a@1:108-116 + proxy_params\n"},
           Case{"upstream a { server b:1 down; server c:2 backup; keepalive 3; }", "upstream a c:2@1:38-41\n"},
           Case{"server { return; location { return; } location / { root \"\"; } }", "server\n  /@1:48-49  \n"},
           Case{"{{ $x := .Env.X }}\nserver { listen 80; }\n", ""},
           // Connections.
           Case{"stream { upstream db { server db:5432; } server { listen 5432; proxy_pass db; } server { listen 53 udp; proxy_pass dns:53; } }",
                "upstream db db:5432@1:31-38\nstream 5432@1:58-62\n  @1:64-74 proxy_pass db@1:75-77\nstream 53@1:97-99\n  @1:105-115 proxy_pass dns:53@1:116-122\n"},
           Case{"map $a $b { default web:80; x api:80; }\ngeo $c { default 0; }\nserver { location / { proxy_pass http://$b; } }", "server\n  /@3:19-20 proxy_pass http://$b@3:34-43\n"},
       }) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.config);
  }
}

TEST_CASE("a file that is included within a server keeps what stands outside of servers") {
  struct Case {
    std::string text, part;
  };
  for (const Case& c : {
           Case{"location /a { proxy_pass http://a; }\n", "server\n  /a@1:10-12 proxy_pass http://a@1:26-34\n"},
           Case{"proxy_set_header Upgrade $http_upgrade;\n", "server\n  @1:1-40   upgrade@1:1-40\n"},
           Case{"listen 443 ssl;\nserver_name a;\n", "server tls 443@1:8-11 a\n"},
           Case{"fastcgi_pass php:9000;\n", "server\n  @1:14-22 fastcgi_pass php:9000@1:14-22\n"},
           Case{"proxy_set_header Host $host;\nssl_protocols TLSv1.3;\n", ""},
           Case{"types { text/html html; }", ""},
       }) {
    CAPTURE(c.text);
    CHECK(read(c.text, Shown::part) == c.part);
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
