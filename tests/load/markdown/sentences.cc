#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("sentences state who reaches whom, and what waits for what") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           // Who is reachable.
           Case{
                "Only nginx is exposed to the host. The database is not reachable from outside. Web and `db` are not published.\n"
                "nginx is exposed to the internet. The database is published on host port 5433. redis publishes no ports on the host.\n"
                "The backend is hidden from the public internet.\n",
                "exposure only-exposed nginx @1:1-34\n"
                "exposure not-exposed database @1:36-78\n"
                "exposure not-published Web+db @1:80-110\n"
                "exposure exposed nginx @2:1-33\n"
                "publishes-port database ?<-5433 published @2:35-78\n"
                "exposure not-published redis @2:80-116\n"
                "exposure not-exposed backend @3:1-47\n"},
           // A published port is the host's, a port to listen on the container's.
           Case{
                "nginx is published on port 80, and the backend listens on port 8000 inside the container.\n"
                "redis listens on port 6379. The database is published on the host port 5433. The proxy listens on host port 443.\n",
                "publishes-port nginx ?<-80 published @1:1-30\n"
                "publishes-port backend 8000<-? @1:36-89\n"
                "publishes-port redis 6379<-? @2:1-27\n"
                "publishes-port database ?<-5433 published @2:29-76\n"
                "publishes-port proxy ?<-443 published @2:78-112\n"},
           Case{
                "nginx is published on port 80 of the balancer. redis listens on port 6379 of every node. nginx is published on ports 80 and 443.\n",
                ""},
           // Near misses: other verbs, other sides, questions, conditions, and subjects that are no services.
           Case{
                "Is nginx exposed to the host? If nginx is exposed to the host, stop it. The page is not reachable from outside.\n"
                "The database is not reachable from nginx. Only one port is exposed. nginx is not slow. The database is not exposed by mistake.\n"
                "nginx is not reachable, when it is down.\n",
                ""},
           Case{
                "- postgres is only accessible by backend.\n"
                "- redis is reachable only from the backend and the worker\n"
                "- Only the backend can reach postgres.\n"
                "- postgres is accessible by backend.\n"
                "- **Only nginx exposed**: ports 80, 443\n"
                "- **Database isolation:** PostgreSQL not exposed to external networks\n",
                "exposure only-accessible-by postgres by backend @1:3-41\n"
                "exposure only-accessible-by redis by backend+worker @2:3-58\n"
                "exposure only-accessible-by postgres by backend @3:3-38\n"
                "exposure only-exposed nginx @5:5-23\n"
                "exposure not-exposed PostgreSQL @6:27-70\n"},
           Case{
                "- All traffic enters through port 80.\n"
                "- **Single entry point:** All traffic through port 80\n"
                "- All traffic via nginx on ports 80/443\n"
                "- nginx is the only way in.\n"
                "- All roads lead to Rome.\n",
                "exposure single-entry-point  port 80 @1:3-37\n"
                "exposure single-entry-point  port 80 @2:27-54\n"
                "exposure single-entry-point nginx @3:3-24\n"
                "exposure single-entry-point nginx @4:3-27\n"},
           Case{
                "- `redis` is isolated on `back-network`.\n"
                "- The database is isolated from the internet\n"
                "- redis is isolated on Mondays.\n"
                "- `back-network` is internal, so nobody calls out.\n"
                "- backend joins `front` and `back`.\n",
                "exposure isolated redis @1:4-39\n"
                "joins-network redis back-network @1:4-39\n"
                "exposure isolated database @2:3-45\n"
                "network-setting back-network internal @4:4-29\n"
                "joins-network backend front @5:3-34\n"
                "joins-network backend back @5:3-34\n"},
           Case{
                "- web waits until db is healthy.\n"
                "- In every environment the worker waits for `db` and `cache`.\n"
                "- nginx depends on web\n"
                "- backend starts only after postgres has completed.\n"
                "- You wait until db is healthy.\n"
                "- web waits for better days.\n",
                "waits-for web db service_healthy @1:3-32\n"
                "waits-for worker db @2:24-60\n"
                "waits-for worker cache @2:24-60\n"
                "waits-for nginx web @3:3-23\n"
                "waits-for backend postgres service_completed_successfully @4:3-51\n"},
           Case{
                "- nginx, web and db have health checks.\n"
                "- The worker has no health check.\n"
                "- web runs Gunicorn with 3 workers.\n"
                "- `ALLOWED_HOSTS` is `*`.\n"
                "- `DEBUG` is False\n"
                "- `DEBUG` is a word.\n"
                "- The database listens on port 5432 of the host.\n",
                "health-check nginx present @1:3-39\n"
                "health-check web present @1:3-39\n"
                "health-check db present @1:3-39\n"
                "health-check worker absent @2:3-33\n"
                "runs-server web Gunicorn @3:12-20\n"
                "worker-count web 3 @3:26-35\n"
                "has-variable ? ALLOWED_HOSTS=* @4:4-24\n"
                "has-variable ? DEBUG=False @5:4-19\n"
                "publishes-port database ?<-5432 published @7:3-48\n"},
           // Clauses after a comma stand for themselves; doubts count for the whole sentence.
           Case{
                "Only nginx is exposed, and the database is not published. Later only nginx is exposed, and redis is isolated from the internet.\n",
                "exposure only-exposed nginx @1:1-22\n"
                "exposure not-published database @1:28-57\n"
                "exposure only-exposed nginx [planned: Later] @1:65-86\n"
                "exposure isolated redis [planned: Later] @1:92-127\n"},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
