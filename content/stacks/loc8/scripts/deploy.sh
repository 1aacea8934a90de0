#!/bin/sh
# On the server: takes the images named by TAG, starts them, and waits until all health checks pass.
set -eu
cd "$(dirname "$0")/.."
docker compose --env-file .env.prod -f docker-compose.prod.yml pull backend frontend
docker compose --env-file .env.prod -f docker-compose.prod.yml up -d --no-build --wait
