// One honest stack; each row makes a single fact false, in the plan or in the files, and the finding must say exactly that.
#include <doctest/doctest.h>

#include "tests/check/tiny_stack.h"

using namespace portolan;

namespace {

const test::Files honest{
    {"docker-compose.yml", R"(services:
  nginx:
    image: nginx:1.27-alpine
    restart: unless-stopped
    ports:
      - "80:80"
    networks:
      - front
    volumes:
      - ./nginx.conf:/etc/nginx/nginx.conf:ro
    depends_on:
      backend:
        condition: service_healthy
  backend:
    build: .
    command: gunicorn shop.wsgi --bind 0.0.0.0:8000 --workers 2
    restart: unless-stopped
    expose:
      - "8000"
    networks:
      - front
      - back
    environment:
      DEBUG: "False"
    secrets:
      - signing_key
    healthcheck:
      test: ["CMD", "python", "probe.py", "http://localhost:8000/health/"]
      interval: 10s
      timeout: 5s
      retries: 5
    deploy:
      resources:
        limits:
          memory: 512M
  db:
    image: postgres:16-alpine
    restart: unless-stopped
    networks:
      - back
    volumes:
      - records:/var/lib/postgresql/data
networks:
  front:
  back:
    internal: true
volumes:
  records:
secrets:
  signing_key:
    file: ./signing_key.txt
)"},
    {"Dockerfile", "FROM python:3.12-slim\nEXPOSE 8000\n"},
    {"nginx.conf", "events {}\nhttp {\n  server {\n    listen 80;\n    location /api { proxy_pass http://backend:8000; }\n  }\n}\n"},
    {"docs/plan.md", R"(# Plan

Only nginx is exposed to the host. The database is not reachable from outside.
db is only accessible by backend.

## Services

- **nginx**: the way in
  - **Image**: `nginx:1.27-alpine`
  - **Waits for**: backend (healthy)
- **backend**: Gunicorn with 2 workers
  - **Base image**: `python:3.12-slim`
  - **Networks**: front, back
  - **Secrets**: signing_key
- **db**: PostgreSQL 16

## Ports

| Service | Container port | Host port |
|---|---|---|
| nginx | 80 | 80 |
| backend | 8000 | - |
| db | 5432 | - |

## Networks

| Network | Driver | Internal | Members |
|---|---|---|---|
| `front` | bridge | no | nginx, backend |
| `back` | bridge | yes | backend, db |

## Volumes

| Volume | Service | Path |
|---|---|---|
| `records` | db | `/var/lib/postgresql/data` |

## Limits

| Service | Memory limit |
|---|---|
| backend | 512M |

| Service | Restart |
|---|---|
| nginx | unless-stopped |

## Health checks

| Service | Check | Interval | Timeout | Retries |
|---|---|---|---|---|
| backend | `GET /health/` | 10s | 5s | 5 |

## Routes

| Path | Goes to |
|---|---|
| `/api` | `backend:8000` |

## Variables

| Variable | Service | Meaning |
|---|---|---|
| `DEBUG` | backend | debug mode |

## Commands

```bash
docker compose logs -f backend
```

The proxy is set up in `nginx.conf`, the images by [the recipe](../Dockerfile).
)"},
};

/// The honest stack with the first `from` of one file replaced.
test::Files with(const std::string& file, std::string_view from, std::string_view to) {
  test::Files files = honest;
  std::string& text = files.at(file);
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  text.replace(at, from.size(), to);
  return files;
}

struct Mutation {
  std::string_view file, from, to, findings;
};

constexpr std::string_view plan = "docs/plan.md", compose = "docker-compose.yml";

}  // namespace

TEST_CASE("an honest stack has no finding, and every statement of it is proved") {
  CHECK(test::findings_of(honest) == "");
  CHECK(test::claims_of(honest).find("unverifiable") == std::string::npos);
  CHECK(test::claims_of(honest).find("contradicted") == std::string::npos);
}

TEST_CASE("each single false fact is found where it stands") {
  for (const Mutation& m : {
           Mutation{plan, "| nginx | 80 | 80 |", "| nginx | 80 | 81 |",
                    "docs/plan.md:21:16: error: the plan says \"nginx\" is published on host port 81, compose publishes 80 [plan-port-mismatch]\n"},
           Mutation{plan, "| backend | 8000 | - |", "| backend | 8001 | - |",
                    "docs/plan.md:22:13: error: the plan says port 8001 of \"backend\" is not published, \"backend\" listens on 8000 [plan-port-mismatch]\n"},
           Mutation{plan, "| db | 5432 | - |", "| db | 5432 | 5432 |",
                    "docs/plan.md:23:15: error: the plan says \"db\" is published on host port 5432, compose does not publish \"db\" [plan-port-mismatch]\n"},
           Mutation{plan, "nginx:1.27-alpine", "nginx:1.26-alpine",
                    "docs/plan.md:9:17: error: the plan says \"nginx\" uses the image \"nginx:1.26-alpine\", the image is \"nginx:1.27-alpine\" [plan-contradicted]\n"},
           Mutation{plan, "python:3.12-slim", "python:3.11-slim",
                    "docs/plan.md:12:22: error: the plan says \"backend\" uses the image \"python:3.11-slim\", the image is \"python:3.12-slim\" [plan-contradicted]\n"},
           Mutation{plan, "PostgreSQL 16", "PostgreSQL 15",
                    "docs/plan.md:15:11: error: the plan says \"db\" uses the image \"PostgreSQL 15\", the image is \"postgres:16-alpine\" [plan-contradicted]\n"},
           Mutation{plan, "Gunicorn with 2", "Gunicorn with 4",
                    "docs/plan.md:11:30: error: the plan says \"backend\" starts 4 workers, the command starts 2 workers [plan-contradicted]\n"},
           Mutation{plan, "Gunicorn with 2", "Uvicorn with 2",
                    "docs/plan.md:11:16: error: the plan says \"backend\" runs \"Uvicorn\", the command of \"backend\" runs \"gunicorn\" [plan-contradicted]\n"},
           Mutation{plan, "backend (healthy)", "db (healthy)",
                    "docs/plan.md:10:20: error: the plan says \"nginx\" waits for \"db\" to be healthy, compose does not let \"nginx\" wait for \"db\" [plan-contradicted]\n"},
           Mutation{plan, "**Networks**: front, back", "**Networks**: front, edge",
                    "docs/plan.md:13:26: error: the plan says \"backend\" is on network \"edge\", compose joins \"backend\" to \"front\" and \"back\" [plan-contradicted]\n"},
           Mutation{plan, "**Secrets**: signing_key", "**Secrets**: other_key",
                    "docs/plan.md:14:18: error: the plan says \"backend\" reads secret \"other_key\", compose does not give secret \"other_key\" to \"backend\" [plan-contradicted]\n"},
           Mutation{plan, "| `back` | bridge | yes |", "| `back` | bridge | no |",
                    "docs/plan.md:30:21: error: the plan says network \"back\" has driver \"bridge\" and is not internal, network \"back\" is internal [plan-contradicted]\n"},
           Mutation{plan, "| `back` | bridge | yes |", "| `back` | overlay | yes |",
                    "docs/plan.md:30:12: error: the plan says network \"back\" has driver \"overlay\" and is internal, the driver of network \"back\" is \"bridge\" [plan-contradicted]\n"},
           Mutation{plan, "nginx, backend |", "nginx, backend, db |",
                    "docs/plan.md:29:43: error: the plan says \"db\" is on network \"front\", compose joins \"db\" to \"back\" [plan-contradicted]\n"},
           Mutation{plan, "| `records` | db | `/var/lib/postgresql/data` |", "| `records` | db | `/data` |",
                    "docs/plan.md:36:21: error: the plan says \"db\" mounts \"records\" at \"/data\", compose mounts \"records\" into \"db\" at \"/var/lib/postgresql/data\" [plan-contradicted]\n"},
           Mutation{plan, "| backend | 512M |", "| backend | 256M |",
                    "docs/plan.md:42:13: error: the plan says \"backend\" is limited to 256 MiB, compose limits \"backend\" to 512 MiB [plan-contradicted]\n"},
           Mutation{plan, "| nginx | unless-stopped |", "| nginx | always |",
                    "docs/plan.md:46:11: error: the plan says \"nginx\" restarts \"always\", compose sets restart \"unless-stopped\" for \"nginx\" [plan-contradicted]\n"},
           Mutation{plan, "| 10s | 5s | 5 |", "| 30s | 5s | 5 |",
                    "docs/plan.md:52:30: error: the plan says the health check of \"backend\" runs every \"30s\", compose sets the interval of \"backend\" to 10s [plan-contradicted]\n"},
           Mutation{plan, "| 10s | 5s | 5 |", "| 10s | 5s | 3 |",
                    "docs/plan.md:52:41: error: the plan says the health check of \"backend\" has \"3\" retries, compose sets the number of retries of \"backend\" to 5 [plan-contradicted]\n"},
           Mutation{plan, "`GET /health/`", "`GET /ready/`",
                    "docs/plan.md:52:18: error: the plan says the health check of \"backend\" is \"/ready/\", the health check of \"backend\" tests something else [plan-contradicted]\n"},
           Mutation{plan, "| `/api` | `backend:8000` |", "| `/api` | `backend:9000` |",
                    "docs/plan.md:58:13: error: the plan says \"/api\" goes to \"backend:9000\", the proxy hands it to \"backend:8000\" [plan-contradicted]\n"},
           Mutation{plan, "| `DEBUG` | backend |", "| `DEBUGGING` | backend |",
                    "docs/plan.md:64:4: error: the plan says \"backend\" has variable \"DEBUGGING\", compose does not set \"DEBUGGING\" for \"backend\" [plan-contradicted]\n"},
           Mutation{plan, "logs -f backend", "logs -f bakend",
                    "docs/plan.md:69:24: error: the documented command cannot run: compose defines no service \"bakend\" [unknown-service-in-command]\n"},
           Mutation{plan, "../Dockerfile", "../Dockerfile.prod",
                    "docs/plan.md:72:65: error: the plan says there is a file \"../Dockerfile.prod\", \"Dockerfile.prod\" does not exist [plan-contradicted]\n"},
           Mutation{plan, "Only nginx is", "Only backend is",
                    "docs/plan.md:3:1: error: the plan says only \"backend\" is exposed, compose publishes \"nginx\", too [exposure-contradicted]\n"},
           Mutation{plan, "accessible by backend", "accessible by nginx",
                    "docs/plan.md:4:1: error: the plan says \"db\" is only accessible by \"nginx\", \"backend\" reaches \"db\" through network \"back\", too [exposure-contradicted]\n"},
           Mutation{compose, "\"80:80\"", "\"8080:80\"",
                    "docs/plan.md:21:16: error: the plan says \"nginx\" is published on host port 80, compose publishes 8080 [plan-port-mismatch]\n"},
           Mutation{compose, "image: postgres:16-alpine", "image: postgres:17-alpine",
                    "docs/plan.md:15:11: error: the plan says \"db\" uses the image \"PostgreSQL 16\", the image is \"postgres:17-alpine\" [plan-contradicted]\n"},
           Mutation{compose, "image: postgres:16-alpine", "image: postgres:16-alpine\n    ports: [\"5432:5432\"]",
                    "docs/plan.md:3:1: error: the plan says only \"nginx\" is exposed, compose publishes \"db\", too [exposure-contradicted]\n"
                    "docs/plan.md:3:40: error: the plan says \"database\" is not reachable from outside, compose publishes \"db\" [exposure-contradicted]\n"
                    "docs/plan.md:4:1: error: the plan says \"db\" is only accessible by \"backend\", compose publishes \"db\" [exposure-contradicted]\n"
                    "docs/plan.md:23:15: error: the plan says port 5432 of \"db\" is not published, compose publishes it on 5432 [plan-port-mismatch]\n"},
           Mutation{compose, "    networks:\n      - front\n    volumes", "    networks:\n      - front\n      - back\n    volumes",
                    "docs/plan.md:4:1: error: the plan says \"db\" is only accessible by \"backend\", \"nginx\" reaches \"db\" through network \"back\", too [exposure-contradicted]\n"},
           Mutation{compose, "    internal: true", "    internal: false",
                    "docs/plan.md:30:21: error: the plan says network \"back\" has driver \"bridge\" and is internal, network \"back\" is not internal [plan-contradicted]\n"},
           Mutation{compose, "--workers 2", "--workers 3",
                    "docs/plan.md:11:30: error: the plan says \"backend\" starts 2 workers, the command starts 3 workers [plan-contradicted]\n"},
           Mutation{compose, "memory: 512M", "memory: 1G",
                    "docs/plan.md:42:13: error: the plan says \"backend\" is limited to 512 MiB, compose limits \"backend\" to 1 GiB [plan-contradicted]\n"},
           Mutation{compose, "condition: service_healthy", "condition: service_started",
                    "docs/plan.md:10:20: error: the plan says \"nginx\" waits for \"backend\" to be healthy, compose lets \"nginx\" wait only until \"backend\" has started [plan-contradicted]\n"},
           Mutation{compose, "      - records:/var", "      - record:/var",
                    "docker-compose.yml:42:9: error: service \"db\" mounts volume \"record\", which is not defined [undefined-reference]\n"
                    "docs/plan.md:36:4: error: the plan says \"db\" mounts \"records\" at \"/var/lib/postgresql/data\", compose mounts \"record\" into \"db\" at \"/var/lib/postgresql/data\" [plan-contradicted]\n"},
       }) {
    CAPTURE(m.from);
    CAPTURE(m.to);
    CHECK(test::findings_of(with(std::string(m.file), m.from, m.to)) == m.findings);
  }
}
