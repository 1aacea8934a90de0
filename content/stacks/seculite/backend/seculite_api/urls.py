"""Routes that nginx hands on: /api/, /admin/ and, in development, /media/."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("scans.urls")),
    # empty unless DEBUG is on
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]
