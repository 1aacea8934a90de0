"""Settings of the battle API."""

import os
from pathlib import Path

from config.secrets import read_secret

BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = False
# DJANGO_SECRET_KEY_FILE or DJANGO_SECRET_KEY; empty by default, and Django refuses to start with an empty key
SECRET_KEY = read_secret("django_secret_key")
ALLOWED_HOSTS = os.environ.get("DJANGO_ALLOWED_HOSTS", "localhost").split(",")

INSTALLED_APPS = ["battles"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": os.environ.get("POSTGRES_HOST", "localhost"),
        "NAME": os.environ.get("POSTGRES_DB", "pokemon_battle"),
        "USER": os.environ.get("POSTGRES_USER", "postgres"),
        # POSTGRES_PASSWORD_FILE or POSTGRES_PASSWORD; the default suits a database on your own machine
        "PASSWORD": read_secret("postgres_password", "postgres"),
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": os.environ.get("REDIS_URL", "redis://localhost:6379/0"),
    }
}

USE_TZ = True
TIME_ZONE = "UTC"
