#!/bin/sh
# Dumps the database once a day and drops dumps older than BACKUP_KEEP_DAYS.
# Host, database, user and password come from the PG* variables that libpq reads.
set -eu

folder=/backups
trap 'exit 0' TERM INT

while :; do
  target="$folder/exhibition-$(date +%Y%m%d-%H%M%S).dump"
  # a dump gets its final name only when it is whole
  if pg_dump --format=custom --file="$target.part"; then
    mv "$target.part" "$target"
    find "$folder" -name 'exhibition-*.dump' -mtime "+$BACKUP_KEEP_DAYS" -delete
  else
    rm -f "$target.part"
    echo "backup failed, next try tomorrow" >&2
  fi
  # sleep in the background, so that the trap runs at once when the container stops
  sleep 86400 &
  wait $!
done
