"""The officers' queue: what may be asked, and nothing else (cases.md 23)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from grants.enums import OPEN_STATES, UNSENT_STATES, ApplicationState, ReportState
from grants.models import Application, SampleMember, UseReport

S = ApplicationState
ALL = "all"
# What waits for the city comes first: decided matters of earlier years would fill the first pages otherwise.
QUEUE_STATES = [
    ("", _("Undecided")),
    (ALL, _("All states")),
    *((state.value, state.label) for state in S if state not in UNSENT_STATES),
]


class QueueFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By state; without one the undecided."""

    state = django_filters.ChoiceFilter(choices=QUEUE_STATES[1:], label=_("State"), empty_label=QUEUE_STATES[0][1])

    class Meta:
        model = Application
        fields = ["state"]

    def filter_queryset(self, queryset: Any) -> QuerySet[Application]:
        """The rows of the chosen state; a value that isn't offered is as good as none."""
        state = self.form.cleaned_data.get("state", "")
        rows: QuerySet[Application] = queryset
        if state == ALL:
            return rows
        return rows.filter(state=state) if state else rows.filter(state__in=OPEN_STATES)


# What waits for the city comes first.
REPORT_PARTS = [
    ("", _("Handed in, waits for the city")),
    ("awaited", _("Awaited")),
    ("late", _("Late")),
    ("returned", _("Returned")),
    ("accepted", _("Accepted")),
    ("deviates", _("Something stands out")),
    ("sample", _("In an audit sample")),
    (ALL, _("All")),
]


class ReportFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By what is asked of the list; without it what waits for the city."""

    part = django_filters.ChoiceFilter(choices=REPORT_PARTS[1:], label=_("Show"), empty_label=REPORT_PARTS[0][1])

    class Meta:
        model = UseReport
        fields: list[str] = []

    def filter_queryset(self, queryset: Any) -> QuerySet[UseReport]:
        """The rows of the chosen part; a value that isn't offered is as good as none."""
        rows: Any = queryset
        drawn = SampleMember.objects.filter(award=OuterRef("award"), place__isnull=False)
        parts = {
            "": lambda: rows.filter(state=ReportState.HANDED_IN),
            "awaited": lambda: rows.awaited(),
            "late": lambda: rows.late(),
            "returned": lambda: rows.filter(state=ReportState.RETURNED),
            "accepted": lambda: rows.filter(state=ReportState.ACCEPTED),
            "deviates": lambda: rows.filter(deviates=True, state__in=[ReportState.HANDED_IN, ReportState.ACCEPTED]),
            "sample": lambda: rows.filter(Exists(drawn)),
            ALL: lambda: rows,
        }
        found: QuerySet[UseReport] = parts[self.form.cleaned_data.get("part") or ""]()
        return found
