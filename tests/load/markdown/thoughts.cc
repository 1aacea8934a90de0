#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("each thought of a bullet or row has an environment and doubts of its own") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           // What a later thought says moves nothing that stands before it.
           Case{
                "## Development\n"
                "- **db**: PostgreSQL 15; never use it in production\n"
                "- **cache**: redis 7. Never use it in production.\n"
                "- **web**: runserver, not in production\n"
                "- `DEBUG`: `True`; in production it may be off\n",
                "service-exists db (PostgreSQL 15; never use it in production) <heading: Development> @2:5-7\n"
                "uses-image db PostgreSQL 15 <heading: Development> @2:11-24\n"
                "service-exists cache (redis 7. Never use it in production.) <heading: Development> @3:5-10\n"
                "uses-image cache redis 7 <heading: Development> @3:14-21\n"
                "service-exists web (runserver, not in production) <heading: Development> @4:5-8\n"
                "runs-server web runserver <heading: Development> @4:12-21\n"
                "has-variable ? DEBUG <heading: Development> @5:4-47\n"},
           // What it opens with counts for all of it; what is a mere remark, too.
           Case{
                "- In production web is not exposed; db publishes no port.\n"
                "- The database is not exposed; web is exposed to the host in development.\n"
                "- **cache**: redis 7. Production only.\n"
                "- **worker**: redis 6; optional\n",
                "exposure not-exposed web <own: production> @1:17-35\n"
                "exposure not-published db <own: production> @1:37-57\n"
                "exposure not-exposed database @2:3-30\n"
                "exposure exposed web <own: development> @2:32-58\n"
                "service-exists cache (redis 7. Production only.) <own: Production> @3:5-10\n"
                "uses-image cache redis 7 <own: Production> @3:14-21\n"
                "service-exists worker (redis 6; optional) [optional: optional] @4:5-11\n"
                "uses-image worker redis 6 [optional: optional] @4:15-22\n"},
           // Prose that explains a row doubts it only where it speaks of the thing itself.
           Case{
                "| Variable | Service | Meaning |\n"
                "|---|---|---|\n"
                "| `CORS_ORIGINS` | web | `*`: any page may call the API |\n"
                "| `SITE_URL` | web | address that mails will later show, for example in links |\n"
                "| `SENTRY_DSN` | web | optional address of Sentry |\n"
                "| `TRACE_URL` | web | not yet read |\n"
                "| `DB_NAME` | web | required, never optional |\n"
                "| `DB_USER` | web (planned) | user |\n",
                "has-variable web CORS_ORIGINS @3:1-58\n"
                "has-variable web SITE_URL @4:1-80\n"
                "has-variable web SENTRY_DSN [optional: optional] @5:1-52\n"
                "has-variable web TRACE_URL [planned: not yet] @6:1-37\n"
                "has-variable web DB_NAME @7:1-47\n"
                "has-variable ? DB_USER [planned: planned] @8:1-37\n"},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}

TEST_CASE("a table of variables says what each is in each environment") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "| Variable | Service | Development | Production |\n"
                "|---|---|---|---|\n"
                "| `LOG_LEVEL` | web | debug | warning |\n"
                "| `API_URL` | web | `http://localhost:8000/api` | /api |\n"
                "| `SECRET` | web | set | from `.env` |\n"
                "| `HOSTS` | web | `*` | the names of the site |\n"
                "| `TRACE` | web | 1 | - |\n",
                "has-variable web LOG_LEVEL=debug <column: Development> @3:23-28\n"
                "has-variable web LOG_LEVEL=warning <column: Production> @3:31-38\n"
                "has-variable web API_URL=http://localhost:8000/api <column: Development> @4:22-47\n"
                "has-variable web API_URL=/api <column: Production> @4:51-55\n"
                "has-variable web SECRET <column: Development> @5:20-23\n"
                "has-variable web SECRET <column: Production> @5:26-36\n"
                "has-variable web HOSTS <column: Production> @6:4-9\n"
                "has-variable web HOSTS=* <column: Development> @6:20-21\n"
                "has-variable web TRACE=1 <column: Development> @7:19-20\n"},
           // Among other aspects a plain word may describe; then nothing is wrong with it.
           Case{
                "| Aspect | Development | Production |\n"
                "|---|---|---|\n"
                "| `SECRET_KEY` | weak, in the file | strong |\n"
                "| Frontend server | Vite | nginx |\n",
                "has-variable ? SECRET_KEY described <column: Development> @3:4-14\n"
                "has-variable ? SECRET_KEY=strong described <column: Production> @3:38-44\n"
                "runs-server Frontend Vite <column: Development> @4:21-25\n"
                "runs-server Frontend nginx <column: Production> @4:28-33\n"},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
