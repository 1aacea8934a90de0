from django.contrib import admin

from tracker.models import TimeEntry


@admin.register(TimeEntry)
class TimeEntryAdmin(admin.ModelAdmin):
    list_display = ["owner", "note", "started_at", "stopped_at"]
    list_filter = ["owner"]
    date_hierarchy = "started_at"
