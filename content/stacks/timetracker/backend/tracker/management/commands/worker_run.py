import time
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils import autoreload, timezone

from tracker.models import TimeEntry

PAUSE_SECONDS = 60


def stop_forgotten_timers() -> int:
    """Ends every timer that ran past midnight in Warsaw, at that midnight; returns how many there were."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    stopped = 0
    for entry in TimeEntry.objects.filter(stopped_at=None, started_at__lt=today):
        next_day = timezone.localtime(entry.started_at).date() + timedelta(days=1)
        midnight = timezone.make_aware(datetime.combine(next_day, datetime.min.time()))
        stopped += TimeEntry.objects.filter(pk=entry.pk, stopped_at=None).update(stopped_at=midnight)
    return stopped


class Command(BaseCommand):
    help = "Runs for ever and stops timers that somebody forgot overnight."

    def handle(self, *args: str, **options: object) -> None:
        if settings.DEBUG:
            # like runserver: a saved file restarts the loop
            autoreload.run_with_reloader(self.work)
        else:
            self.work()

    def work(self) -> None:
        while True:
            try:
                if stopped := stop_forgotten_timers():
                    self.stdout.write(f"stopped {stopped} forgotten timers")
            except DatabaseError as error:
                # before the first migration, or while the database restarts
                self.stderr.write(f"next try in {PAUSE_SECONDS} s: {error}")
                connection.close()
            time.sleep(PAUSE_SECONDS)
