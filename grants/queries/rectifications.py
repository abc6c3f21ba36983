"""Requests for rectification: of a matter, and as the city's list."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from grants.models import Application, Recovery, Rectification
from portal import clock
from portal.decisions import dates
from portal.decisions.enums import Way
from portal.decisions.models import AppealRule, Decision


def rectifications_of(application: Application) -> list[Rectification]:
    """All requests about the application's own decision or one to recover its award, the oldest first. One query."""
    rows = Rectification.objects.filter(application=application).select_related("decision", "made_by", "decided_by")
    return list(rows.order_by("arrived_on", "pk"))


def open_rectification(application: Application) -> Rectification | None:
    """The association's request about the application's own decision that nobody has decided on. One query."""
    rows = Rectification.objects.open().filter(application=application, recovery__isnull=True, by_member=False)
    return rows.select_related("application").first()


def open_recovery_rectification(recovery: Recovery) -> Rectification | None:
    """The association's request about the decision to recover that nobody has decided on. One query."""
    rows = Rectification.objects.open().filter(recovery=recovery, by_member=False)
    return rows.select_related("application").first()


def last_day_of(decision: Decision, *, by_member: bool) -> date | None:
    """The last day on which rectification of the decision may be asked for; None before the period has begun.

    A member of the municipality knows it from its publication online (Kuntalaki 410/2015 §140). One query for a
    member, none for a party.
    """
    if not by_member:
        return decision.last_day
    if decision.published_at is None:
        return None
    day = clock.local(decision.published_at).date()
    rule = AppealRule.objects.for_day(Way.ONLINE, day)
    return dates.last_day(dates.notified_on(day, Way.ONLINE, rule), rule)


def rectification_path(found: Rectification) -> str:
    """The city's page of the request, for a message."""
    return reverse("grants:rectification_detail", args=[found.pk])


class RectificationRow(NamedTuple):
    """What a row of the city's list shows. Plain values."""

    key: str
    case_number: str
    association: str
    arrived_on: date
    in_time: bool
    by_member: bool
    of_recovery: bool
    state: str


def rectification_rows(rows: QuerySet[Rectification], language: str) -> list[RectificationRow]:
    """Requests as the city's list shows them. One query."""
    found = rows.values_list(
        *("pk", "application__case_number", f"application__association__name_{language}"),
        *("application__association__name_fi", "arrived_on", "last_day", "by_member", "recovery", "state"),
    )
    return [
        RectificationRow(
            str(pk), number, name or name_fi, day, last is None or day <= last, by_member, recovery is not None, state
        )
        for pk, number, name, name_fi, day, last, by_member, recovery, state in found
    ]
