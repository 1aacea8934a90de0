from django.contrib import admin

from scans.models import Scan, ScanToolResult

admin.site.register(Scan)
admin.site.register(ScanToolResult)
