// A stack with two environments, for tests of the pages about volumes, variables and builds.
#pragma once

#include "tests/render/built_site.h"

namespace portolan::test {

/// Development mounts the code and keeps its database in a volume of another name; production builds another stage, takes its values from `.env`, and
/// has secrets in files.
inline Files depot() {
  return {
      {"depot/docker-compose.dev.yml", R"(services:
  web:
    build:
      context: ./app
      target: dev
      args: {MIRROR: "https://mirror.example.org"}
    user: "1000"
    environment:
      DEBUG: "True"
      SECRET_KEY: only-for-dev-9
      DB_NAME: depot_dev
    volumes:
      - ./app:/srv
      - /srv/node_modules
    tmpfs: ["/tmp:size=64m"]
  db:
    image: postgres:16-alpine
    environment: {POSTGRES_DB: depot_dev, POSTGRES_PASSWORD: dev-pass-77}
    volumes: ["db_dev:/var/lib/postgresql/data"]
volumes:
  db_dev:
)"},
      {"depot/docker-compose.prod.yml", R"(services:
  web:
    build: {context: ./app, target: prod}
    image: registry.example.org/depot/web:1.4.2
    environment:
      DEBUG: "False"
      SECRET_KEY: ${SECRET_KEY:?set it}
      DB_NAME: ${DB_NAME:-depot}
      HOSTS: ${HOSTS}
      DB_PASSWORD_FILE: /run/secrets/db_password
      LANG:
    env_file: [web.env]
    secrets: [db_password]
    volumes: ["media:/srv/media"]
  nginx:
    image: nginx
    volumes:
      - media:/media:ro
      - ./nginx.conf:/etc/nginx/nginx.conf:ro
      - ./absent:/absent
  db:
    image: postgres@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
    environment:
      POSTGRES_DB: ${DB_NAME:-depot}
      POSTGRES_PASSWORD_FILE: /run/secrets/db_password
    healthcheck: {test: ["CMD-SHELL", "pg_isready -d $$POSTGRES_DB"]}
    secrets: [{source: db_password}]
    configs: [{source: tuning, target: /etc/tuning.conf}]
    volumes: ["db_data:/var/lib/postgresql/data", "archive:/archive"]
volumes:
  db_data:
  media:
    driver_opts: {type: nfs, o: "addr=10.0.0.9", device: ":/media"}
  archive: {external: true}
  forgotten:
secrets:
  db_password: {file: ./secrets/db_password.txt}
  api_token: {environment: API_TOKEN}
configs:
  tuning: {content: "max_connections = 50"}
)"},
      {"depot/nginx.conf", "events {}\nhttp { server { listen 80; location / { proxy_pass http://web:8000; } } }\n"},
      {"depot/app/Dockerfile", R"(ARG PYTHON=3.12
FROM node:22 AS assets
RUN npm ci
FROM python:${PYTHON}-slim AS base
ARG MIRROR
ENV LANG=C.UTF-8 PORT=8000
WORKDIR /srv
EXPOSE 8000
ENTRYPOINT ["/entry.sh"]
FROM base AS dev
CMD ["python", "manage.py", "runserver"]
FROM base AS prod
COPY --from=assets /dist /srv/static
RUN apt-get update && apt-get install -y curl
USER app
CMD gunicorn depot.wsgi
HEALTHCHECK CMD curl -f http://localhost:8000/
FROM base AS unused
)"},
      {"depot/.env.example", "SECRET_KEY=\nDB_NAME=depot\nOLD_NAME=1\nCOMPOSE_PROJECT_NAME=depot\n"},
      {"depot/web.env.example", "MAIL_HOST=mail.example.org\nMAIL_PASSWORD=swordfish-1234\n"},
      {"depot/docs/plan.md", R"(# Depot

## Development

| Volume | Service | Path | Purpose |
|---|---|---|---|
| `db_dev` | db | `/var/lib/postgresql/data` | database |

## Production

| Volume | Service | Path | Purpose |
|---|---|---|---|
| `db_data` | db | `/var/lib/postgresql/data` | database |
| `uploads` | web | `/srv/media` | pictures |

| Variable | Service | Meaning |
|---|---|---|
| `DEBUG` | web | debug mode |
| `SECRET_KEY` | web | signs the sessions |

| Secret | Used by |
|---|---|
| `db_password` | web, db |

## Backups

Keep two copies.

### Production (`docker-compose.prod.yml`)

```bash
# write a dump
docker compose -f docker-compose.prod.yml exec db pg_dump -Fc depot -f /archive/depot.dump
```
)"},
  };
}

}  // namespace portolan::test
