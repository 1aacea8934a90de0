#!/bin/sh
# Migrates the database, then becomes the command of the container.
set -eu

python manage.py migrate --noinput

exec "$@"
