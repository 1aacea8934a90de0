from django.conf import settings
from django.db import models


class TimeEntry(models.Model):
    """A stretch of work; it has no end while its timer runs."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="entries")
    note = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["started_at"]
        verbose_name_plural = "time entries"
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(stopped_at__isnull=True), name="one_running_timer_per_owner"
            ),
        ]
