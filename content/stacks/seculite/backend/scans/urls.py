from django.urls import include, path
from rest_framework.routers import SimpleRouter

from scans import views

router = SimpleRouter()
router.register("scans", views.ScanViewSet, basename="scan")

urlpatterns = [path("health/", views.health), path("", include(router.urls))]
