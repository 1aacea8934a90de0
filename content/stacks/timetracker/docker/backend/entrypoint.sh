#!/bin/sh
# Production only. A volume keeps the static files of the first release it saw,
# so the files of this release are written over them; then the server takes over.
set -eu

python manage.py collectstatic --noinput

exec "$@"
