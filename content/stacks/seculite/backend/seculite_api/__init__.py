"""The project. Importing it makes the Celery application known, so that `celery -A seculite_api` and Django find the same one."""

from seculite_api.celery import app as celery_app

__all__ = ["celery_app"]
