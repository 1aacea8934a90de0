#!/bin/sh
# Writes a certificate for a first try into certs/; browsers will warn about it.
# Usage: scripts/self-signed-certificate.sh HOST_NAME
set -eu

if [ "$#" -ne 1 ]; then
  echo "usage: $0 HOST_NAME" >&2
  exit 2
fi
cd "$(dirname "$0")/../certs"
if [ -e fullchain.pem ]; then
  echo "certs/fullchain.pem exists, left as it is" >&2
  exit 1
fi

openssl req -x509 -newkey rsa:2048 -nodes -days 90 \
  -subj "/CN=$1" -addext "subjectAltName=DNS:$1" \
  -keyout privkey.pem -out fullchain.pem
chmod 600 privkey.pem
