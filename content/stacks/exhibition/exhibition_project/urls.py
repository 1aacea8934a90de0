"""Routes: the admin site is the user interface, everything else leads there."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import path
from django.views.generic import RedirectView

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", RedirectView.as_view(pattern_name="admin:index")),
    # empty unless DEBUG is on: uploads are then served by runserver
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]
