#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("what is said of health checks, restarts, limits and replicas") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           Case{
                "- All services except `db` have health checks.\n"
                "- No service has a health check.\n"
                "- Only db has a health check.\n"
                "- Every container has its own health check.\n"
                "- Health checks are defined for db and redis.\n"
                "- No health check for the worker\n"
                "- web should have a health check.\n",
                "health-check All services except db(place: All services except `db) present @1:3-46\n"
                "health-check No service absent @2:3-32\n"
                "health-check db present @3:3-29\n"
                "health-check every service except db(place: Only db) absent @3:3-29\n"
                "health-check Every container present @4:3-43\n"
                "health-check db present @5:3-45\n"
                "health-check redis present @5:3-45\n"
                "health-check worker absent @6:3-33\n"
                "health-check web present @7:3-33\n"},
           Case{
                "- web restarts automatically.\n"
                "- All services are restarted unless stopped.\n"
                "- The worker uses the restart policy `on-failure`.\n"
                "- certbot does not restart.\n"
                "- db is automatically restarted.\n"
                "- web has restart policy always.\n"
                "- The worker is restarted on failure.\n",
                "restart-policy web automatically @1:3-29\n"
                "restart-policy All services unless stopped @2:3-44\n"
                "restart-policy worker on-failure @3:3-49\n"
                "restart-policy certbot no(place: does not restart) @4:3-27\n"
                "restart-policy db automatically(place: automatically restarted) @5:3-32\n"
                "restart-policy web always @6:3-32\n"
                "restart-policy worker on failure @7:3-37\n"},
           Case{
                "- web is limited to 512 MB of memory.\n"
                "- redis may use at most 256M.\n"
                "- db has a memory limit of 1 GB.\n"
                "- The backend runs in three replicas.\n"
                "- Two replicas of web are running.\n",
                "memory-limit web 536870912 (512 MB) @1:3-37\n"
                "memory-limit redis 268435456 (256M) @2:3-29\n"
                "memory-limit db 1073741824 (1 GB) @3:3-32\n"
                "sets-key backend deploy(place: three).replicas(place: three)=3(place: three) @4:3-37\n"
                "sets-key web deploy(place: Two).replicas(place: Two)=2(place: Two) @5:3-34\n"},
           Case{
                "- web and db share the network `back`.\n"
                "- All services are attached to `front`.\n"
                "- backend runs on the `app-net` network.\n"
                "- web has a read-only root filesystem.\n"
                "- `nginx.conf` is mounted read-only.\n"
                "- nginx mounts `./certs` read-only.\n"
                "- The file system of web is read-only.\n"
                "- `./conf` is mounted into nginx read-only.\n",
                "joins-network web back @1:3-37\n"
                "joins-network db back @1:3-37\n"
                "joins-network All services front @2:3-38\n"
                "joins-network backend app-net @3:3-40\n"
                "read-only web @4:3-38\n"
                "read-only ?=nginx.conf @5:4-36\n"
                "read-only nginx=./certs @6:3-35\n"
                "read-only web @7:3-38\n"
                "read-only nginx=./conf @8:4-43\n"},
           Case{
                "- web has a health check list.\n"
                "- web restarts when it is full.\n"
                "- web restarts slowly.\n"
                "- web is limited to 512 users.\n"
                "- The backend has three replicas of its cache.\n"
                "- web uses `worker`.\n"
                "- web is read-only for guests.\n"
                "- `users` is mounted.\n"
                "- Not all services have health checks.\n"
                "- Most services have health checks.\n"
                "- web may be limited to 512 pages.\n"
                "- Add a health check to web.\n",
                ""},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
