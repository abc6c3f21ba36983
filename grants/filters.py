"""The officers' queue: what may be asked, and nothing else (cases.md 23)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grants import queries
from grants.enums import OPEN_STATES, UNSENT_STATES, ApplicationState, ReportState
from grants.models import Application, SampleMember, UseReport
from portal import actor as actors

S = ApplicationState
ALL, MINE, NOBODYS, BY_SUM = "all", "mine", "none", "sum"
Choices = Sequence[tuple[str, str | Promise]]
# What waits for the city comes first: decided matters of earlier years would fill the first pages otherwise.
QUEUE_STATES: Choices = [
    ("", _("Undecided")),
    (ALL, _("All states")),
    *((state.value, state.label) for state in S if state not in UNSENT_STATES),
]
_ALL_CALLS: Choices = [("", _("All calls"))]
_OFFICERS: Choices = [
    ("", _("Anybody")),
    (MINE, _("Me, and those for whom I stand in")),
    (NOBODYS, _("Nobody yet")),
]
_ORDERS: Choices = [("", _("The longest waiting first")), (BY_SUM, _("The largest sum first"))]


class Select(NamedTuple):
    """A field of the queue's form: its name, its label, what it offers, and what is chosen."""

    name: str
    label: str | Promise
    choices: Choices
    chosen: str


class QueueFilter(django_filters.FilterSet):  # type: ignore[misc]
    """By state (without one the undecided), call and preparing officer, in one of two orders.

    A value that isn't offered is as good as none.
    """

    state = django_filters.ChoiceFilter(choices=QUEUE_STATES[1:], label=_("State"))
    call = django_filters.ChoiceFilter(label=_("Call"))
    handler = django_filters.ChoiceFilter(label=_("Preparing officer"))
    order = django_filters.ChoiceFilter(choices=_ORDERS[1:], label=_("Order"))

    class Meta:
        model = Application
        fields = ["state", "call"]

    def __init__(self, data: QueryDict, *, queryset: Any, calls: Choices, officers: Choices) -> None:
        super().__init__(data, queryset=queryset)
        self.offered: dict[str, Choices] = {
            "state": QUEUE_STATES,
            "call": [*_ALL_CALLS, *calls],
            "handler": [*_OFFICERS, *officers],
            "order": _ORDERS,
        }
        for name in ("call", "handler"):
            self.filters[name].extra["choices"] = self.offered[name][1:]

    def filter_queryset(self, queryset: Any) -> QuerySet[Application]:
        """The chosen rows in their order. One query where somebody stands in for others."""
        chosen = self.form.cleaned_data
        rows: QuerySet[Application] = queryset
        if state := chosen.get("state"):
            rows = rows if state == ALL else rows.filter(state=state)
        else:
            rows = rows.filter(state__in=OPEN_STATES)
        if call := chosen.get("call"):
            rows = rows.filter(call=int(call))
        if handler := chosen.get("handler"):
            rows = _handled(rows, handler)
        return rows.order_by(*(queries.BY_SUM if chosen.get("order") == BY_SUM else queries.QUEUE_ORDER))

    def selects(self) -> list[Select]:
        """The fields as the page draws them, in plain values."""
        return [
            Select(name, self.filters[name].label, choices, self.data.get(name, ""))
            for name, choices in self.offered.items()
        ]


def _handled(rows: QuerySet[Application], handler: str) -> QuerySet[Application]:
    if handler == NOBODYS:
        return rows.filter(handled_by__isnull=True)
    if handler != MINE:
        return rows.filter(handled_by=int(handler))
    me = actors.current().person_id
    return rows.filter(handled_by__in=[me, *queries.stands_in_for(me)])


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
