#!/bin/sh
# Brings database and static files up to date, then becomes the server that was asked for.
set -eu

python manage.py migrate --noinput

# runserver finds static files by itself; every other server needs them in one folder
if [ "${DEBUG:-False}" != "True" ]; then
  python manage.py collectstatic --noinput
fi

exec "$@"
