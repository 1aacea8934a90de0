#!/bin/sh
# Brings database and static files up to date, then becomes the command that it was given.
set -eu

# after a restart of the host Docker starts all containers at once, whatever depends_on says
python manage.py wait_for_db
python manage.py migrate --noinput
python manage.py collectstatic --noinput

exec "$@"
