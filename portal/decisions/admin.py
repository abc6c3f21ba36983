"""The dated rules and the series of case numbers in Django's admin. Decisions aren't here: they don't change."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from portal import clock
from portal.decisions.models import AppealRule, CaseSeries


@admin.register(AppealRule)
class AppealRuleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rules on appeal periods. A change of law is a new row; one in force explains decisions and stays as it is."""

    list_display = ["remedy", "way", "deemed_days", "period_days", "valid_from", "basis_fi"]
    list_filter = ["remedy", "way"]

    def has_change_permission(self, request: HttpRequest, obj: AppealRule | None = None) -> bool:
        """Only rows of days to come."""
        return super().has_change_permission(request, obj) and (obj is None or obj.valid_from > clock.today())

    def has_delete_permission(self, request: HttpRequest, obj: AppealRule | None = None) -> bool:
        """Only rows of days to come; one by one, since the list's action doesn't look at rows."""
        return super().has_delete_permission(request, obj) and obj is not None and obj.valid_from > clock.today()


@admin.register(CaseSeries)
class CaseSeriesAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """How case numbers are made. A change holds for the numbers to come."""

    list_display = ["slug", "label", "prefix", "task_class"]

    def has_delete_permission(self, request: HttpRequest, obj: CaseSeries | None = None) -> bool:
        """Services name a series by its slug."""
        return False
