#!/bin/sh
# Asks twice a day; certbot renews only what has less than thirty days left.
set -eu

trap 'exit 0' TERM INT

while :; do
  certbot renew --quiet --webroot --webroot-path /var/www/certbot ||
    echo "renewal failed, next try in twelve hours" >&2
  sleep 43200 &
  wait $!
done
