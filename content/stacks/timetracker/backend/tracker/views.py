import json
from datetime import date

from django.db import IntegrityError, transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from tracker.models import TimeEntry


def refuse(reason: str, status: int) -> JsonResponse:
    return JsonResponse({"error": reason}, status=status)


@ensure_csrf_cookie
@require_GET
def day(request: HttpRequest, day: str) -> JsonResponse:
    """The entries that were started on one day, as the clocks of Warsaw count days."""
    if not request.user.is_authenticated:
        return refuse("sign in first", 401)
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        return refuse("a day is written as 2025-03-15", 400)
    entries = TimeEntry.objects.filter(owner=request.user, started_at__date=wanted)
    return JsonResponse({"day": day, "entries": list(entries.values("id", "note", "started_at", "stopped_at"))})


@require_POST
def start_timer(request: HttpRequest) -> JsonResponse:
    """Starts the timer of the user; the database allows one at a time."""
    if not request.user.is_authenticated:
        return refuse("sign in first", 401)
    try:
        note = str(json.loads(request.body or b"{}").get("note", ""))[:200]
    except (ValueError, AttributeError):
        return refuse("expected a JSON object", 400)
    try:
        with transaction.atomic():
            entry = TimeEntry.objects.create(owner=request.user, note=note, started_at=timezone.now())
    except IntegrityError:
        return refuse("a timer is running already", 409)
    return JsonResponse({"id": entry.id}, status=201)


@require_POST
def stop_timer(request: HttpRequest) -> JsonResponse:
    """Stops the running timer, if there is one."""
    if not request.user.is_authenticated:
        return refuse("sign in first", 401)
    stopped = TimeEntry.objects.filter(owner=request.user, stopped_at=None).update(stopped_at=timezone.now())
    return JsonResponse({"stopped": stopped})
