#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "load/markdown/url.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

namespace {

std::string read(const std::string& text) {
  SourceMap sources;
  Diagnostics problems;
  Plan plan = load::read_markdown(sources, sources.add("plan.md", text), problems);
  load::read_statements(plan, sources, {"web", "db", "dashboard", "mail"});
  std::string out;
  for (const Statement& statement : plan.statements) {
    if (std::holds_alternative<NamesAddress>(statement.fact)) out += test::line_of(statement, sources);
  }
  return out;
}

}  // namespace

TEST_CASE("addresses in a text are found with their parts") {
  struct Case {
    std::string_view text, urls;
  };
  for (const Case& c : {
           Case{"http://localhost:5173/admin.", "localhost|5173|/admin "},
           Case{"(https://localhost), <http://127.0.0.1:80>", "localhost|443| 127.0.0.1|80| "},
           Case{"http://backend:8000/api?x=1#y or localhost:3000!", "backend|8000|/api localhost|3000| "},
           Case{"postgres://app:x@db/shop, redis://cache:6380/0", "db|5432|/shop cache|6380|/0 "},
           Case{"http://[::1]:8080/x **http://localhost:81**", "[::1]|8080|/x localhost|81| "},
           Case{"http://localhost:8000/items/{id}", "localhost|8000| "},
           // Something to fill in, other machines, other meanings.
           Case{"http://localhost:<port> http://<host>:80 http://$HOST:80 http://localhost:${PORT} http://{ip}:80", ""},
           Case{"http://example.com:8000 https://api.shop.test http://10.0.0.5:80 ftp://localhost:21", ""},
           Case{"API=http://localhost:1 -L 8080:localhost:80 me@localhost:90 localhost:5000:80 localhost:99999 localhost:", ""},
       }) {
    CAPTURE(c.text);
    std::string urls;
    for (const load::UrlParts& url : load::find_urls(c.text)) {
      urls += std::string(c.text.substr(url.host_begin, url.host_end - url.host_begin)) + "|" + std::to_string(url.port) + "|" +
              std::string(c.text.substr(url.path_begin, url.path_end - url.path_begin)) + " ";
    }
    CHECK(urls == c.urls);
  }
}

TEST_CASE("addresses that a reader opens become statements") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{"Open http://localhost:8000/admin now.\n", "names-address localhost:8000/admin @1:6-33\n"},
           Case{"The web service is available at `http://localhost:8000`.\n", "names-address localhost:8000 of web @1:34-55\n"},
           Case{"- **Frontend** (React): <http://localhost:3000>\n", "names-address localhost:3000 of Frontend @1:26-47\n"},
           Case{"| Service | Address |\n|---|---|\n| mail | [inbox](http://localhost:8025/) |\n", "names-address localhost:8025/ of mail @3:18-40\n"},
           Case{"You can open localhost:8000; it will be at http://localhost:81 in production.\n", "names-address localhost:8000 <own: production> @1:14-28\nnames-address localhost:81 <own: production> @1:44-63\n"},
           Case{"- web can call db via `http://db:5432`\n", "names-address db:5432 @1:24-38\n"},
           Case{"If that port is taken, use http://localhost:8081 instead.\n", "names-address localhost:8081 [alternative: instead] @1:28-49\n"},
           Case{"## Later\n\nThe frontend is at http://localhost:9000.\n", "names-address localhost:9000 of frontend [planned: Later] @3:20-41\n"},
           Case{"web calls `http://db:5432` inside.\n", "names-address db:5432 @1:12-26\n"},
           Case{"```\nWeb:   http://localhost:8000\nDb → http://localhost:8025\n```\n", "names-address localhost:8000 of Web @2:8-29\nnames-address localhost:8025 of Db @3:6-27\n"},
           // A variable's value, a health check, what is bound, other programs, hosts that are no service here.
           Case{"Set `API_URL` to http://localhost:8000.\n", ""},
           Case{"- Health check: `curl -f http://localhost:8000/health`\n- `curl -f http://localhost:8000/ || exit 1`\n", ""},
           Case{"## Health checks\n\nweb is asked at http://localhost:8000/health.\n", ""},
           Case{"CORS allows http://localhost:5173.\n", ""},
           Case{"The tunnel ends at localhost:9999. Use `kubectl port-forward svc/x 8080` and http://localhost:8080.\n", ""},
           Case{"See http://example.com:8000 and http://intranet:80/wiki.\n", ""},
           Case{"```json\n{\"url\": \"http://localhost:8000\"}\n```\n", ""},
       }) {
    CAPTURE(c.text);
    CHECK(read(c.text) == c.lines);
  }
}

TEST_CASE("commands that ask an address become statements") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{"curl -fsS -H 'Host: x' http://localhost:8000/health | jq .", "names-address localhost:8000/health @2:24-52\n"},
           Case{"curl localhost:8000/health && wget -qO- http://localhost", "names-address localhost:8000/health @2:6-27\nnames-address localhost:80 @2:41-57\n"},
           Case{"psql -h localhost -p 5433 -U app -d shop -c 'select 1'", "names-address localhost:5433 user app database shop @2:1-55\n"},
           Case{"PGPASSWORD=x psql --host=127.0.0.1 --port=5433 --username=app shop", "names-address 127.0.0.1:5433 user app database shop @2:14-67\n"},
           Case{"mysql -h 127.0.0.1 -P 3307 -u root -psecret shop", "names-address 127.0.0.1:3307 user root database shop @2:1-49\n"},
           Case{"redis-cli -p 6380 ping; redis-cli ping", "names-address localhost:6380 @2:1-23\n"},
           Case{"nc -zv localhost 5432", "names-address localhost:5432 @2:1-22\n"},
           Case{"lsof -ti:8000,5433", "names-address localhost:8000 @2:1-19\nnames-address localhost:5433 @2:1-19\n"},
           Case{"sudo lsof -i :8000", "names-address localhost:8000 @2:6-19\n"},
           Case{"kill $(lsof -t -i:8000)", "names-address localhost:8000 @2:8-23\n"},
           Case{"ss -ltnp | grep :5432", "names-address localhost:5432 @2:12-22\n"},
           Case{"docker compose exec web curl -s http://db:5432/x", "names-address db:5432/x from web @2:33-49\n"},
           Case{"docker compose -f prod.yml exec -T db psql -U app -d shop", "names-address localhost:5432 from db user app database shop <file: prod.yml> @2:39-58\n"},
           Case{"docker exec shop_web sh -c 'nc -z db 5432 && ping -c 1 mail'", "names-address db:5432 from shop_web @2:29-42\nnames-address mail:0 from shop_web @2:46-60\n"},
           Case{"until curl -s http://localhost:8000; do sleep 1; done", "names-address localhost:8000 @2:15-36\n"},
           // To be filled in, far away, no addresses, other programs' ports.
           Case{"curl http://<host>:8000; curl https://api.github.com/x; curl http://$HOST:80; psql -h $DB_HOST -p 1; psql -h db.example.com", ""},
           Case{"psql -U app shop; pg_dump -U app shop > x.sql; nc -l 80; grep 5432 file; ping localhost; echo http://localhost:1", ""},
           Case{"docker compose exec <service> curl http://localhost:8000", ""},
           Case{"curl -x http://localhost:3128 https://example.com -o localhost:8", ""},
       }) {
    CAPTURE(c.text);
    CHECK(read("```bash\n" + c.text + "\n```\n") == c.lines);
  }
}
