#include <doctest/doctest.h>

#include <string>

#include "load/markdown/markdown.h"
#include "load/markdown/statements.h"
#include "tests/load/markdown/statement_lines.h"

using namespace portolan;

TEST_CASE("bullets state what their keys say") {
  struct Case {
    std::string text, lines;
  };
  for (const Case& c : {
           // Names that everybody uses, with the facts in their descriptions.
           Case{
                "- **web**: Django development server (`runserver`)\n"
                "- **db**: PostgreSQL 15 (port 5433 on the host), with a health check\n"
                "- **cache** (Redis): `redis:7-alpine`, host port 6380\n"
                "- **worker**: Gunicorn with 4 workers. It may later get 8 workers.\n",
                "service-exists web (Django development server (runserver)) @1:5-8\n"
                "runs-server web runserver @1:40-49\n"
                "service-exists db (PostgreSQL 15 (port 5433 on the host), with a health check) @2:5-7\n"
                "uses-image db PostgreSQL 15 @2:11-24\n"
                "publishes-port db ?<-5433 published @2:26-47\n"
                "health-check db present @2:57-69\n"
                "service-exists cache (redis:7-alpine, host port 6380) @3:5-10\n"
                "uses-image cache redis:7-alpine @3:23-37\n"
                "publishes-port cache ?<-6380 published @3:45-54\n"
                "service-exists worker (Gunicorn with 4 workers. It may later get 8 workers.) @4:5-11\n"
                "runs-server worker Gunicorn @4:15-23\n"
                "worker-count worker 4 @4:29-38\n"
                "worker-count worker 8 [planned: later] @4:57-66\n"},
           // Under a heading about services every bold word is one; elsewhere it is an aspect.
           Case{
                "## Services\n"
                "\n"
                "- **shop**: sells\n"
                "- **till**: counts, ports 80 and 443\n",
                "service-exists shop (sells) @3:5-9\n"
                "service-exists till (counts, ports 80 and 443) @4:5-9\n"
                "publishes-port till 80<-? @4:21-37\n"
                "publishes-port till 443<-? @4:21-37\n"},
           Case{
                "## Ideas\n"
                "\n"
                "- **shop**: sells\n"
                "- **Purpose**: to sell\n"
                "- **Performance**: 4 workers are enough\n",
                ""},
           // A list in which most names are known names all of them.
           Case{
                "- **nginx**: front\n"
                "- **dumper**: writes dumps\n"
                "- **db**: data\n",
                "service-exists nginx (front) @1:5-10\n"
                "service-exists dumper (writes dumps) @2:5-11\n"
                "service-exists db (data) @3:5-7\n"},
           Case{
                "- **web**: the application\n"
                "  - **Image**: `acme/web:1` (ours)\n"
                "  - **Base image**: `python:3.12-slim`\n"
                "  - **Port**: 8000\n"
                "  - **Ports**: 8000, 8001 (metrics)\n"
                "  - **Host port**: 127.0.0.1:8080\n"
                "  - **Networks**: front, `back`\n"
                "  - **Memory limit**: 512 MB\n"
                "  - **Restart**: unless-stopped\n"
                "  - **Workers**: 4\n"
                "  - **Waits for**: db (healthy) and cache\n"
                "  - **Waits for**: whoever is ready\n"
                "  - **Volumes**: shop_data → /srv, `./conf:/etc/x:ro`, none\n"
                "  - **Secrets**: db_password\n"
                "  - **Health check**: `curl -f localhost`\n"
                "  - **Command**: `gunicorn shop.wsgi --workers 3`\n"
                "  - **Colour**: blue\n",
                "service-exists web (the application) @1:5-8\n"
                "uses-image web acme/web:1 @2:17-35\n"
                "uses-image web python:3.12-slim @3:22-38\n"
                "publishes-port web 8000<-? @4:15-19\n"
                "publishes-port web 8000<-? @5:16-36\n"
                "publishes-port web 8001<-? @5:16-36\n"
                "publishes-port web ?<-8080 published @6:20-34\n"
                "joins-network web front @7:19-24\n"
                "joins-network web back @7:27-31\n"
                "memory-limit web 536870912 (512 MB) @8:23-29\n"
                "restart-policy web unless-stopped @9:18-32\n"
                "worker-count web 4 @10:18-19\n"
                "waits-for web db service_healthy @11:20-32\n"
                "waits-for web cache @11:37-42\n"
                "mounts-volume web shop_data=/srv @13:18-34\n"
                "mounts-volume web ./conf=/etc/x @13:37-53\n"
                "reads-secret web db_password @14:18-29\n"
                "health-check web test=curl -f localhost @15:24-41\n"
                "runs-server web gunicorn @16:19-27\n"
                "worker-count web 3 @16:38-49\n"},
           // Bullets below a bullet without a value belong to its key, also one per environment.
           Case{
                "### Backend (Django)\n"
                "- **Port**:\n"
                "  - Dev: 5173 (Vite)\n"
                "  - Prod: 80\n"
                "- **Networks**:\n"
                "  - front\n"
                "  - `back`\n"
                "- **Volumes**:\n"
                "  - `./src:/app`: live code\n"
                "- **Health check**: none\n"
                "- `builder`: no service, but a stage\n",
                "publishes-port Backend 5173<-? <own: Dev> @3:10-21\n"
                "publishes-port Backend 80<-? <own: Prod> @4:11-13\n"
                "joins-network Backend front @6:5-10\n"
                "joins-network Backend back @7:6-10\n"
                "mounts-volume Backend ./src=/app @9:6-16\n"
                "health-check Backend absent @10:21-25\n"},
           Case{
                "### 3.1. `db` (PostgreSQL) Service\n"
                "-   **`image: postgres:15-alpine`**: will be small.\n"
                "-   **`ports: - \"5433:5432\"`**: for tools, might go.\n"
                "-   **`networks: - inner`**: the network.\n"
                "-   **`restart: unless-stopped`**: restarts.\n"
                "-   **`container_name: acme_db`**: a name.\n",
                "uses-image db postgres:15-alpine @2:15-33\n"
                "publishes-port db 5432<-5433 published @3:18-27\n"
                "joins-network db inner @4:20-25\n"
                "restart-policy db unless-stopped @5:17-31\n"
                "sets-key db container_name=acme_db @6:8-31\n"},
           Case{
                "### Environment variables of web\n"
                "- `DEBUG`: debug mode\n"
                "- `DB_PORT`: `5432`\n"
                "- `DB_HOST`: `db` (the service)\n"
                "- `USE_CACHE`: Set to \"no\" in production\n"
                "- HTTPS: nothing\n",
                "has-variable web DEBUG @2:4-22\n"
                "has-variable web DB_PORT=5432 @3:4-19\n"
                "has-variable web DB_HOST=db @4:4-32\n"
                "has-variable web USE_CACHE <own: production> @5:4-41\n"},
           Case{
                "### Mappings\n"
                "- `shop_data` → `/srv`\n"
                "- `/api` → backend\n"
                "- `/` → static files\n"
                "- step one → step two\n",
                "mounts-volume ? shop_data=/srv @2:4-22\n"
                "routes-path /api -> backend @3:4-19\n"},
           Case{
                "### Networks\n"
                "- **Network**: `inner` (bridge, internal)\n"
                "- **Network**: whatever Docker gives\n",
                "network-setting inner driver=bridge internal @2:17-42\n"},
           Case{
                "### Database Container (PostgreSQL)\n"
                "**Data persistence**:\n"
                "- Development: `dev_data` volume\n"
                "- Production: `data` volume\n",
                "mounts-volume Database dev_data <own: Development> @3:17-33\n"
                "mounts-volume Database data <own: Production> @4:16-28\n"},
           Case{
                "- [ ] **web**: Gunicorn with 4 workers\n"
                "- [x] **db**: PostgreSQL 16\n",
                "service-exists web (Gunicorn with 4 workers) [planned: ?] @1:9-12\n"
                "runs-server web Gunicorn [planned: ?] @1:16-24\n"
                "worker-count web 4 [planned: ?] @1:30-39\n"
                "service-exists db (PostgreSQL 16) @2:9-11\n"
                "uses-image db PostgreSQL 16 @2:15-28\n"},
       }) {
    CAPTURE(c.text);
    SourceMap sources;
    Diagnostics problems;
    Plan plan = load::read_markdown(sources, sources.add("plan.md", c.text), problems);
    load::read_statements(plan, sources);
    CHECK(test::lines_of(plan, sources) == c.lines);
  }
}
