"""The REST API. Everything but the health check wants a login."""

from django.conf import settings
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action

from scans.models import Scan
from scans.tasks import run_scan


def health(request: HttpRequest) -> JsonResponse:
    """Django answers; asks neither the database nor Redis."""
    return JsonResponse({"status": "ok"})


class ScanSerializer(serializers.ModelSerializer):
    class Meta:
        model = Scan
        fields = ["id", "url", "daily", "status", "created_at"]
        read_only_fields = ["status"]


class ScanViewSet(mixins.CreateModelMixin, mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet):
    serializer_class = ScanSerializer

    def get_queryset(self):
        return Scan.objects.filter(owner=self.request.user)

    def perform_create(self, serializer: ScanSerializer) -> None:
        scan = serializer.save(owner=self.request.user)
        # the worker must not look for a row that is not committed
        transaction.on_commit(lambda: run_scan.delay(scan.pk))

    @action(detail=True)
    def raw(self, request, pk=None) -> FileResponse:
        """The raw output of the newest tool run."""
        result = self.get_object().results.order_by("-created_at").first()
        if result is None:
            raise Http404("this scan has no output yet")
        return FileResponse((settings.MEDIA_ROOT / result.raw_output_path).open("rb"), content_type="application/json")
