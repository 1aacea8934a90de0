#!/bin/sh
# Gets the first certificate, before nginx has ever started: nginx does not start without one.
# Usage: scripts/issue-certificate.sh DOMAIN EMAIL
set -eu

if [ "$#" -ne 2 ]; then
  echo "usage: $0 DOMAIN EMAIL" >&2
  exit 2
fi
cd "$(dirname "$0")/.."

# port 80 must be free: certbot answers the challenge itself this one time
docker compose -f docker-compose.prod.yml run --rm --publish 80:80 --entrypoint certbot certbot \
  certonly --standalone --non-interactive --agree-tos --cert-name exhibition --domain "$1" --email "$2"
