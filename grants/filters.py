"""The officers' queue: what may be asked, and nothing else (cases.md 23)."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grants.enums import OPEN_STATES, UNSENT_STATES, ApplicationState
from grants.models import Application

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
