#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("words around a statement give its environments and its doubts") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           // Own words before column before heading; a heading that names a file means the file.
           Case{
                "# Full production\n"
                "- db: text\n"
                "- **db**: PostgreSQL 15\n"
                "- **db**: PostgreSQL 14 in development\n"
                "## Development (`docker-compose.dev.yml`)\n"
                "- **db**: PostgreSQL 13\n"
                "### Details\n"
                "- **db**: PostgreSQL 12 (basic production)\n"
                "## Nginx (production)\n"
                "- **db**: PostgreSQL 11\n"
                "## Other\n"
                "- **db**: PostgreSQL 10\n",
                "service-exists db (PostgreSQL 15) <heading: Full production> @3:5-7\n"
                "uses-image db PostgreSQL 15 <heading: Full production> @3:11-24\n"
                "service-exists db (PostgreSQL 14 in development) <own: development> @4:5-7\n"
                "uses-image db PostgreSQL 14 <own: development> @4:11-24\n"
                "names-file docker-compose.dev.yml <heading: docker-compose.dev.yml> @5:18-40\n"
                "service-exists db (PostgreSQL 13) <heading: docker-compose.dev.yml> @6:5-7\n"
                "uses-image db PostgreSQL 13 <heading: docker-compose.dev.yml> @6:11-24\n"
                "service-exists db (PostgreSQL 12 (basic production)) <own: basic production> @8:5-7\n"
                "uses-image db PostgreSQL 12 <own: basic production> @8:11-24\n"
                "service-exists db (PostgreSQL 10) <heading: Full production> @12:5-7\n"
                "uses-image db PostgreSQL 10 <heading: Full production> @12:11-24\n"},
           // Words that look like environments and are none.
           Case{
                "## Build stages\n"
                "- **db**: PostgreSQL 15\n"
                "## Development server\n"
                "- **web**: development server, for production use\n"
                "## Live reload\n"
                "- **db**: PostgreSQL 14 for local tools\n"
                "## Test environment\n"
                "- **db**: PostgreSQL 13\n",
                "service-exists db (PostgreSQL 15) @2:5-7\n"
                "uses-image db PostgreSQL 15 @2:11-24\n"
                "service-exists web (development server, for production use) @4:5-8\n"
                "service-exists db (PostgreSQL 14 for local tools) @6:5-7\n"
                "uses-image db PostgreSQL 14 @6:11-24\n"
                "service-exists db (PostgreSQL 13) <heading: Test> @8:5-7\n"
                "uses-image db PostgreSQL 13 <heading: Test> @8:11-24\n"},
           Case{
                "## Dev vs production\n"
                "- **db**: PostgreSQL 15\n",
                "service-exists db (PostgreSQL 15) <heading: Dev+production> @2:5-7\n"
                "uses-image db PostgreSQL 15 <heading: Dev+production> @2:11-24\n"},
           Case{
                "**Production (Dockerfile.prod):**\n"
                "\n"
                "- **db**: PostgreSQL 15\n"
                "\n"
                "**Notes**:\n"
                "\n"
                "- **db**: PostgreSQL 14\n",
                "service-exists db (PostgreSQL 15) <heading: Production> @3:5-7\n"
                "uses-image db PostgreSQL 15 <heading: Production> @3:11-24\n"
                "service-exists db (PostgreSQL 14) @7:5-7\n"
                "uses-image db PostgreSQL 14 @7:11-24\n"},
           Case{
                "### Adminer\n"
                "- **Port**: 8080\n"
                "\n"
                "Development only. It asks for a password.\n",
                "publishes-port Adminer 8080<-? <heading: Development> @2:13-17\n"},
           // Doubts: words of the sentence, of the heading, of any heading above.
           Case{
                "- **db**: PostgreSQL 15, later 16\n"
                "- **cache**: redis 7, if needed\n"
                "- **web**: used to be on port 80\n"
                "- **web**: is used to serve port 80\n"
                "- **web**: e.g. on port 80\n"
                "- Alternatively nginx is exposed to the host.\n"
                "- Only the backend can reach the database.\n"
                "## Future improvements\n"
                "- **db**: PostgreSQL 17\n"
                "### Details\n"
                "- **db**: PostgreSQL 18\n",
                "service-exists db (PostgreSQL 15, later 16) [planned: later] @1:5-7\n"
                "uses-image db PostgreSQL 15 [planned: later] @1:11-24\n"
                "service-exists cache (redis 7, if needed) [optional: if needed] @2:5-10\n"
                "uses-image cache redis 7 [optional: if needed] @2:14-21\n"
                "service-exists web (used to be on port 80) [historical: used to] @3:5-8\n"
                "publishes-port web 80<-? [historical: used to] @3:26-33\n"
                "service-exists web (is used to serve port 80) @4:5-8\n"
                "publishes-port web 80<-? @4:29-36\n"
                "service-exists web (e.g. on port 80) [example: e.g] @5:5-8\n"
                "publishes-port web 80<-? [example: e.g] @5:20-27\n"
                "exposure exposed nginx [alternative: Alternatively] @6:17-45\n"
                "exposure only-accessible-by database by backend @7:3-42\n"
                "service-exists db (PostgreSQL 17) [planned: Future] @9:5-7\n"
                "uses-image db PostgreSQL 17 [planned: Future] @9:11-24\n"
                "service-exists db (PostgreSQL 18) [planned: Future] @11:5-7\n"
                "uses-image db PostgreSQL 18 [planned: Future] @11:11-24\n"},
           // Files that links and code name.
           Case{
                "See [the plan](docs/plan.md#ports), [there](https://example.org/x.md), [below](#ports) and `docs/a.yml`; `settings.py` and `/etc/x.conf` are\n"
                "elsewhere, `docker-compose.yml` is here, `secrets/*.txt` is a pattern. `scripts/new.sh` is planned.\n",
                "names-file docs/plan.md#ports @1:16-28\n"
                "names-file #ports @1:81-86\n"
                "names-file docs/a.yml @1:93-103\n"
                "names-file docker-compose.yml @2:13-31\n"
                "names-file scripts/new.sh [planned: planned] @2:73-87\n"},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}

TEST_CASE("a word of doubt counts where it doubts, and nowhere else") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "Later, nginx is exposed to the host. nginx will be exposed to the host. Eventually nginx is exposed to the host.\n",
                "exposure exposed nginx [planned: Later] @1:8-36\n"
                "exposure exposed nginx [planned: will] @1:38-71\n"
                "exposure exposed nginx [planned: Eventually] @1:84-112\n"},
           Case{
                "This command will start three containers. The image is version 2 or later, and nginx is exposed to the host. As planned, nginx is exposed to the host.\n",
                "exposure exposed nginx @1:80-108\n"
                "exposure exposed nginx @1:122-150\n"},
           Case{
                "nginx may be exposed to the host. nginx might be exposed to the host. Optionally nginx is exposed to the host.\n"
                "We recommend that db is limited. Consider this: nginx is exposed to the host. nginx would be exposed to the host.\n",
                "exposure exposed nginx [optional: may] @1:1-33\n"
                "exposure exposed nginx [optional: might] @1:35-69\n"
                "exposure exposed nginx [optional: Optionally] @1:82-110\n"
                "exposure exposed nginx [optional: Consider] @2:49-77\n"},
           Case{
                "db can only be reached from web. redis may use at most 256M. db can not be reached from the internet. The database may not be exposed to the internet.\n"
                "With the optional argument nginx is exposed to the host. nginx is exposed to the host with an optional flag.\n",
                "exposure only-accessible-by db by web @1:1-32\n"
                "memory-limit redis 268435456 (256M) @1:34-60\n"
                "exposure not-exposed db @1:62-101\n"
                "exposure not-exposed database @1:103-150\n"
                "exposure exposed nginx @2:58-86\n"},
           Case{
                "For example, nginx is exposed to the host. Example: nginx is exposed to the host. As an example, nginx is exposed to the host.\n",
                "exposure exposed nginx [example: For example] @1:14-42\n"
                "exposure exposed nginx [example: Example] @1:53-81\n"
                "exposure exposed nginx [example: example] @1:98-126\n"},
           Case{
                "nginx is exposed to the host under example.com. redis publishes no ports of the example database. db is published on port 80, the example said.\n",
                "exposure exposed nginx @1:1-29\n"
                "publishes-port db ?<-80 published @1:99-125\n"},
           Case{
                "Previously nginx was exposed. Previously, nginx is exposed to the host. nginx is no longer exposed to the host. Formerly redis publishes no ports.\n"
                "As stated above, nginx is exposed to the host. redis is used to publish jobs, and nginx is exposed to the host.\n",
                "exposure exposed nginx [historical: Previously] @1:43-71\n"
                "exposure not-published redis [historical: Formerly] @1:122-146\n"
                "exposure exposed nginx @2:18-46\n"
                "exposure exposed nginx @2:83-111\n"},
           Case{
                "In production, nginx is exposed to the host; in development, db is exposed to the host.\n"
                "In development and production db is not published. Never in production: nginx is exposed to the host.\n",
                "exposure exposed nginx <own: production> @1:16-44\n"
                "exposure exposed db <own: development> @1:62-87\n"
                "exposure not-published db <own: development+production> @2:31-50\n"},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
