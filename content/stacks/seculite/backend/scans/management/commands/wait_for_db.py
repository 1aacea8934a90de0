"""manage.py wait_for_db: returns when the database answers, fails when it does not within a minute."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options) -> None:
        for _ in range(60):
            try:
                connection.ensure_connection()
            except OperationalError:
                time.sleep(1)
            else:
                return
        raise CommandError("the database did not answer within 60 seconds")
