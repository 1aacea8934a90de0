#!/bin/sh
# Packs the volume of the backend into ./backups; with "database" also dumps PostgreSQL.
set -eu
cd "$(dirname "$0")/.."
stamp=$(date +%Y%m%d-%H%M%S)
docker run --rm -v loc8_backend_data:/data:ro -v "$PWD/backups:/backup" alpine:3.20 \
  tar czf "/backup/backend-$stamp.tar.gz" -C /data .
if [ "${1-}" = database ]; then
  docker compose --env-file .env.prod -f docker-compose.prod.yml exec -T postgres pg_dump -U loc8 loc8 >"backups/database-$stamp.sql"
fi
