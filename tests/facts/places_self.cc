// The search for facts must be able to fail: what stands elsewhere on the page, in another row or inside a longer word is not found.
#include <doctest/doctest.h>

#include "tests/facts/fact_list.h"
#include "tests/facts/places.h"

using namespace portolan::test;

TEST_CASE("words are counted whole") {
  struct Case { std::string_view text, words; std::size_t count; };
  for (const Case& c : {
           Case{"web | 8000 | :8000", "8000", 2},
           Case{"8080 and 180", "80", 0},
           Case{"ports 80, 443", "80", 1},
           Case{"redis-cli, redis_data, redis.conf", "redis", 0},
           Case{"Redis, then redis.", "redis", 2},
           Case{"every 1.5s", "5s", 0},
           Case{"/api/v1 and /apiary", "/api", 0},
           Case{"/api/ to http://backend:8000/api", "/api", 2},
           Case{"/srv/app", "/app", 0},
           Case{"/ | frontend", "/", 1},
           Case{"/static/ | files", "/", 0},
           Case{"see nginx/nginx.conf", "nginx.conf", 1},
           Case{"see /etc/nginx", "nginx", 0},
           Case{"pg_isready -U $$POSTGRES_USER", "$$", 1},
           Case{"gunicorn --workers 40", "--workers 4", 0},
       }) {
    CAPTURE(c.text);
    CAPTURE(c.words);
    CHECK(count_words(c.text, c.words) == c.count);
  }
}

TEST_CASE("a page falls apart into rows, items, cards and sections") {
  const std::vector<Place> places = places_of(
      "<nav>web</nav><main><h1>Ports</h1><svg><title>x</title></svg><table><thead><tr><th>Service</th><th>db</th><th>web</th></tr></thead><tbody>"
      "<tr><th scope=\"rowgroup\">Variables</th></tr>"
      "<tr><th><code>DEBUG</code></th><td>—</td><td>set</td></tr></tbody></table>"
      "<h2>Try &amp; see<a class=\"an\" href=\"#t\">#</a></h2><ul><li>one<ul><li>two  words</li></ul></li></ul>"
      "<div class=\"cmd\"><div>start</div><pre><code>docker <span class=\"k\">up</span>\nnext</code></pre></div>"
      "<p>from <a href=\"x.html#L7\">a.yml:7</a></p></main>");
  std::string found;
  for (const Place& place : places) {
    constexpr const char* names[] = {"row", "item", "card", "section"};
    std::string text = place.text;
    for (char& c : text) c = c == '\n' ? '~' : c;
    found += std::string(names[static_cast<int>(place.kind)]) + " (" + place.heading + ") " + text + (place.columns.empty() ? "" : " [" + place.columns + "]") + "\n";
  }
  CHECK(found ==
        "section ( | ) \n"
        "section (Ports | ) Ports~Service | db | web |~Variables |~DEBUG | — | set |~\n"
        "row (Ports | ) Variables |~ [Service | ]\n"
        "row (Ports | Variables) DEBUG | — | set |~ [Service | web | ]\n"
        "section (Try & see | ) Try & see~one~two words~start~docker up~next~from a.yml~\n"
        "item (Try & see | ) one~two words~\n"
        "item (Try & see | ) two words~\n"
        "card (Try & see | ) start~docker up~next~\n");
}

TEST_CASE("a fact is found in its place only") {
  const SiteFiles site{
      {"shop/development/architecture.html", "<main></main>"},
      {"shop/production/architecture.html", "<main></main>"},
      {"shop/development/ports.html", "<main><h1>Ports</h1><table><thead><tr><th>Host</th><th>Service</th><th>Container</th><th>Plan</th></tr></thead>"
                                      "<tr><th>:5433</th><td>db</td><td>5432</td><td>says 5434</td></tr><tr><th>:8000</th><td>web</td><td>8000</td></tr>"
                                      "<tr><th>—<span class=\"vh\"> not published</span></th><td>cache</td><td>6379</td></tr></table></main>"},
      {"shop/production/ports.html", "<main><h1>Ports</h1><table><tr><th>:443</th><td>web</td><td>8000</td></tr></table></main>"},
      {"shop/plan/a.html", "<main><h1>Plan</h1><h2>Backups</h2><h3>Database</h3><p>pg_dump each night</p><h2>Later</h2><p>Trivy scans images</p></main>"},
      {"shop/commands.html", "<main><div class=\"cmd\">development<pre><code>docker compose up -d</code></pre></div></main>"},
      {"other/plan/a.html", "<main><h1>Plan</h1><p>backups of the database go to tape</p></main>"},
  };
  struct Case { std::string_view line, missing; };
  for (const Case& c : {
           Case{"port | db | 5433 + 5432 | development", ""},
           Case{"port | db | 5434 + 5432 | development", "not on shop/development/ports.html"},
           Case{"port | web | 8000 + 8000 | development", ""},
           Case{"port | web | 8000 + 8000 | production", "not on shop/production/ports.html"},
           Case{"port | web | 8000 | all", ""},
           Case{"port | db | 5432 | all", "not on shop/production/ports.html"},
           Case{"port | web | 5433 | -", "not on shop/development/ports.html"},
           Case{"port | db OR database | 5432 OR 5433 | -", ""},
           Case{"port | db | 5432 | staging", "not on shop/staging/ports.html"},
           Case{"unpublished | cache | 6379 | development", ""},
           Case{"unpublished | db | 5432 | development", "not on shop/development/ports.html"},
           Case{"backup | Backups | pg_dump | -", ""},
           Case{"backup | database + backups | pg_dump | -", ""},
           Case{"backup | Backups | tape | -", "not on shop/plan/a.html"},
           Case{"planned | backups | Trivy | -", "not on shop/plan/a.html"},
           Case{"task | development | docker compose up -d | development", ""},
           Case{"task | development | docker compose up | development", "not on shop/commands.html"},
           Case{"colour | web | blue | -", "not a fact of a known kind"},
           Case{"port | web | 8000", "not a fact of a known kind"},
       }) {
    CAPTURE(c.line);
    const std::vector<Fact> facts = read_facts("# a comment\n\n" + std::string(c.line) + "\n");
    REQUIRE(facts.size() == 1);
    const std::vector<std::string> missing = find_missing(facts, "shop", site);
    CHECK(missing == (c.missing.empty() ? std::vector<std::string>{} : std::vector{std::string(c.line) + ": " + std::string(c.missing)}));
  }
}
