"""Routes of the backend; the pages of the application are the frontend's."""

from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import path

from tracker import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/days/<str:day>/", views.day),
    path("api/timer/start/", views.start_timer),
    path("api/timer/stop/", views.stop_timer),
    # empty unless DEBUG is on: in production nginx serves uploads
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
]
