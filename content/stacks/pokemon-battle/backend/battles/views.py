from django.core.cache import cache
from django.db.models import Count
from django.http import HttpRequest, JsonResponse

from battles.models import Battle


def recent_battles(_request: HttpRequest) -> JsonResponse:
    """The last twenty battles, newest first."""
    battles = Battle.objects.values("winner", "loser", "rounds", "fought_at")[:20]
    return JsonResponse({"battles": list(battles)})


def count_wins() -> list[dict]:
    return list(Battle.objects.order_by().values("winner").annotate(wins=Count("id")).order_by("-wins", "winner")[:10])


def leaderboard(_request: HttpRequest) -> JsonResponse:
    """The ten best winners; counted at most once a minute, the rest comes from Redis."""
    return JsonResponse({"leaderboard": cache.get_or_set("leaderboard", count_wins, timeout=60)})
