"""The Celery application of worker and beat; its settings are the CELERY_ ones of Django."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seculite_api.settings")

app = Celery("seculite_api")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
