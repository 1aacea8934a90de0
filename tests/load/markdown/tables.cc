#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("tables state what their headers say") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           // Any order of columns, synonyms in the header, dashes and loopback addresses.
           Case{
                "| Host Port | Component | Internal port | Notes |\n"
                "|---|---|---|---|\n"
                "| 8080 | shop | 80 | front |\n"
                "| `127.0.0.1:5433` | store | `5432/tcp` | |\n"
                "| - | jobs | 9000 | |\n"
                "| none | idle | | |\n",
                "publishes-port shop 80<-8080 published (front) @3:1-29\n"
                "publishes-port store 5432<-5433 published @4:1-44\n"
                "publishes-port jobs 9000<-? unpublished @5:1-22\n"
                "publishes-port idle ?<-? unpublished @6:1-20\n"},
           Case{
                "| Service | Ports | Mapping |\n"
                "|---|---|---|\n"
                "| shop | 80, 443 | |\n"
                "| store | | 5433:5432 |\n",
                "publishes-port shop 80<-? @3:1-21\n"
                "publishes-port shop 443<-? @3:1-21\n"
                "publishes-port store 5432<-5433 published @4:1-24\n"},
           // Several ports of one row belong together one by one.
           Case{
                "| Service | Container port | Host port |\n"
                "|---|---|---|\n"
                "| shop | 80, 443 | 8080, 8443 |\n"
                "| many | 80, 443, 90 | 1, 2 |\n"
                "| free | 80 | random |\n"
                "| two words | 1 | 2 |\n",
                "publishes-port shop 80<-8080 published @3:1-32\n"
                "publishes-port shop 443<-8443 published @3:1-32\n"},
           Case{
                "| Service | Image | Memory limit | Restart | Networks | Waits for | Workers |\n"
                "|---|---|---|---|---|---|---|\n"
                "| shop | `acme/shop:2` | 1.5 GiB | on-failure:3 | front, `back` | store (healthy), jobs | 4 |\n"
                "| store (PostgreSQL) | postgres:16 | 512M | sometimes | front and back | something else | many |\n",
                "uses-image shop acme/shop:2 @3:11-22\n"
                "memory-limit shop 1610612736 (1.5 GiB) @3:26-33\n"
                "restart-policy shop on-failure:3 @3:36-48\n"
                "joins-network shop front @3:51-56\n"
                "joins-network shop back @3:59-63\n"
                "worker-count shop 4 @3:91-92\n"
                "uses-image store postgres:16 @4:24-35\n"
                "memory-limit store 536870912 (512M) @4:38-42\n"
                "joins-network store front @4:57-62\n"
                "joins-network store back @4:67-71\n"},
           Case{
                "| Service | Role |\n"
                "|---|---|\n"
                "| shop | sells |\n"
                "| Everything else | rests |\n",
                "service-exists shop (sells) @3:1-17\n"},
           Case{
                "| Named volume | Mount path | Mounted by |\n"
                "|---|---|---|\n"
                "| `shop_data` | `/srv` | shop, store |\n"
                "| `two words` | `/x` | shop |\n",
                "mounts-volume shop shop_data=/srv @3:1-39\n"
                "mounts-volume store shop_data=/srv @3:1-39\n"},
           Case{
                "| Volume | Purpose |\n"
                "|---|---|\n"
                "| shop_data | goods |\n",
                "mounts-volume ? shop_data @3:1-22\n"},
           Case{
                "| Network | Driver | Internal | Members |\n"
                "|---|---|---|---|\n"
                "| `back` | bridge | yes | redis, worker |\n"
                "| front | overlay | no | all services |\n",
                "network-setting back driver=bridge internal @3:1-42\n"
                "joins-network redis back @3:1-42\n"
                "joins-network worker back @3:1-42\n"
                "network-setting front driver=overlay not internal @4:1-40\n"},
           Case{
                "| Variable | Value | Used by | Meaning |\n"
                "|---|---|---|---|\n"
                "| `SHOP_DEBUG` | `False` | web | |\n"
                "| `SHOP_MODE` | either this or that | web, worker | optional |\n"
                "| not a name | x | web | |\n",
                "has-variable web SHOP_DEBUG=False @3:1-35\n"
                "has-variable web SHOP_MODE [optional: optional] @4:1-63\n"
                "has-variable worker SHOP_MODE [optional: optional] @4:1-63\n"},
           Case{
                "| Secret | Used by |\n"
                "|---|---|\n"
                "| `db_password` | web and postgres |\n",
                "reads-secret web db_password @3:1-37\n"
                "reads-secret postgres db_password @3:1-37\n"},
           Case{
                "| Path | Goes to |\n"
                "|---|---|\n"
                "| `/api` | `backend:8000` |\n"
                "| `/docs` | backend (port 8000) |\n"
                "| `/files/` | files in `/srv` |\n"
                "| `/old` | nobody knows where |\n",
                "routes-path /api -> backend:8000 @3:1-28\n"
                "routes-path /docs -> backend @4:1-34\n"
                "routes-path /files/ -> /srv @5:1-32\n"},
           Case{
                "| Service | Environment | Check | Interval | Timeout | Retries | Start period |\n"
                "|---|---|---|---|---|---|---|\n"
                "| web | Staging | `GET /health` | 30s | 5-10s | 3 | soon |\n"
                "| db | | `pg_isready -U me` | 1m30s | - | 5 | 10s |\n",
                "health-check web test=/health <own: Staging> @3:20-31\n"
                "health-check web interval=30s <own: Staging> @3:35-38\n"
                "health-check web timeout=5-10s <own: Staging> @3:41-46\n"
                "health-check web retries=3 <own: Staging> @3:49-50\n"
                "health-check db test=pg_isready -U me @4:11-27\n"
                "health-check db interval=1m30s @4:31-36\n"
                "health-check db retries=5 @4:43-44\n"
                "health-check db start-period=10s @4:47-50\n"},
           // Doubts and environments in any cell count for the row.
           Case{
                "| Service | Container port | Host port | Purpose |\n"
                "|---|---|---|---|\n"
                "| web | 80 | 80 | planned for later |\n"
                "| db | 5432 | 5432 | development only |\n",
                "publishes-port web 80<-80 published (planned for later) [planned: planned] @3:1-38\n"
                "publishes-port db 5432<-5432 published (development only) <own: development> @4:1-40\n"},
           // A comparison: each column is an environment, each aspect finds its kind.
           Case{
                "| Aspect | Development | Basic production |\n"
                "|---|---|---|\n"
                "| Server | `runserver` with reload | Gunicorn (3 workers) |\n"
                "| Workers | - | 3 |\n"
                "| Host port of the database | 5433 | not published |\n"
                "| Database port | 5432 | 5432 |\n"
                "| `DEBUG` | True | `False` |\n"
                "| `MAIL_BACKEND` | console | smtp |\n"
                "| Data volume | `dev_data` | `data` |\n"
                "| Restart | no | unless-stopped |\n"
                "| Proxy | none | nginx |\n"
                "| Ports exposed | all of them | Only nginx (80, 443) |\n"
                "| Code | bind mount | in the image |\n"
                "| Backups | - | planned |\n",
                "runs-server ? runserver <column: Development> @3:13-22\n"
                "runs-server ? Gunicorn <column: Basic production> @3:38-46\n"
                "worker-count ? 3 <column: Basic production> @4:17-18\n"
                "publishes-port database ?<-5433 published <column: Development> @5:31-35\n"
                "publishes-port database ?<-? unpublished <column: Basic production> @5:38-51\n"
                "publishes-port Database 5432<-? <column: Development> @6:19-23\n"
                "publishes-port Database 5432<-? <column: Basic production> @6:26-30\n"
                "has-variable ? DEBUG=True <column: Development> @7:13-17\n"
                "has-variable ? DEBUG=False <column: Basic production> @7:21-26\n"
                "has-variable ? MAIL_BACKEND=console described <column: Development> @8:20-27\n"
                "has-variable ? MAIL_BACKEND=smtp described <column: Basic production> @8:30-34\n"
                "mounts-volume ? dev_data <column: Development> @9:18-26\n"
                "mounts-volume ? data <column: Basic production> @9:31-35\n"
                "restart-policy ? no <column: Development> @10:13-15\n"
                "restart-policy ? unless-stopped <column: Basic production> @10:18-32\n"
                "service-exists nginx (Proxy) <column: Basic production> @11:18-23\n"
                "compares Ports exposed = all of them <column: Development> @12:19-30\n"
                "exposure only-exposed nginx <column: Basic production> @12:33-53\n"
                "compares Code = bind mount <column: Development> @13:10-20\n"
                "compares Code = in the image <column: Basic production> @13:23-35\n"
                "compares Backups = planned <column: Basic production> [planned: planned] @14:17-24\n"},
           Case{
                "| | dev | docker-compose.prod.yml |\n"
                "|---|---|---|\n"
                "| **Backend** | runserver | gunicorn with 4 workers, port 8000 on the host |\n",
                "runs-server Backend runserver <column: dev> @3:17-26\n"
                "runs-server Backend gunicorn <column: docker-compose.prod.yml> @3:29-37\n"
                "worker-count Backend 4 <column: docker-compose.prod.yml> @3:43-52\n"
                "publishes-port Backend ?<-8000 published <column: docker-compose.prod.yml> @3:54-75\n"},
           // No column names an environment: nothing is compared.
           Case{
                "| Aspect | Before | After |\n"
                "|---|---|---|\n"
                "| Server | gunicorn | uvicorn |\n",
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
