#!/bin/sh
# Makes a certificate for localhost that no browser trusts by itself: good for development, not for a server.
set -eu

cd "$(dirname "$0")/certs"
openssl req -x509 -newkey rsa:2048 -nodes -days 365 \
  -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" \
  -keyout server.key -out server.crt
echo "made nginx/certs/server.crt and nginx/certs/server.key"
