"""Work for the Celery worker: run_scan waits in the queue "scans", everything else in "default"."""

import json
from urllib.request import Request, urlopen

from celery import shared_task
from django.conf import settings

from scans.models import Scan, ScanToolResult


@shared_task
def run_scan(scan_id: int) -> None:
    """Asks the address of the scan once and keeps the headers of the answer."""
    scan = Scan.objects.get(pk=scan_id)
    name = f"scans/{scan.pk}/headers.json"
    file = settings.MEDIA_ROOT / name
    try:
        # the field takes addresses of other kinds, too; urlopen would read files
        if not scan.url.startswith(("http://", "https://")):
            raise ValueError("not an address of the web")
        with urlopen(Request(scan.url, method="HEAD"), timeout=20) as answer:
            headers = dict(answer.headers)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(headers, indent=2, sort_keys=True), encoding="utf-8")
    except (OSError, ValueError):
        scan.status = Scan.Status.FAILED
    else:
        ScanToolResult.objects.create(scan=scan, tool="headers", raw_output_path=name)
        scan.status = Scan.Status.DONE
    scan.save(update_fields=["status"])


@shared_task
def start_daily_scans() -> None:
    """Queues every scan that is to be repeated once a day."""
    for pk in Scan.objects.filter(daily=True).values_list("pk", flat=True):
        run_scan.delay(pk)
