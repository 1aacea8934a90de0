"""What was scanned, and what each tool said about it."""

from django.conf import settings
from django.db import models


class Scan(models.Model):
    class Status(models.TextChoices):
        WAITING = "waiting"
        DONE = "done"
        FAILED = "failed"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    url = models.URLField()
    daily = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at"]


class ScanToolResult(models.Model):
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="results")
    tool = models.CharField(max_length=50)
    # below MEDIA_ROOT, such as scans/12/headers.json
    raw_output_path = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
