"""Routes of the battle API."""

from django.http import HttpRequest, JsonResponse
from django.urls import path

from battles.views import leaderboard, recent_battles


def health_check(_request: HttpRequest) -> JsonResponse:
    """Answers as long as Django itself works; it asks neither database nor cache."""
    return JsonResponse({"status": "ok"})


urlpatterns = [
    path("health/", health_check),
    path("api/battles/", recent_battles),
    path("api/leaderboard/", leaderboard),
]
