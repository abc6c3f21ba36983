"""Recoveries: of a matter, as the city's list, and what may be recovered at all."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.urls import reverse

from grants import rules
from grants.enums import RECOVERED_STATES, InstalmentState, RecoveryState
from grants.models import Application, Award, Instalment, Recovery


def recoverable_cents(award: Award) -> int:
    """What of the award has been paid and hasn't been recovered by an earlier decision, in cents. Two queries."""
    paid = Instalment.objects.filter(payout__award=award, state=InstalmentState.PAID)
    before = Recovery.objects.filter(award=award, state__in=RECOVERED_STATES)
    left = (paid.aggregate(sum=Sum("amount_cents"))["sum"] or 0) - (
        before.aggregate(sum=Sum("recovered_cents"))["sum"] or 0
    )
    return max(int(left), 0)


def recoveries_of(application: Application) -> list[Recovery]:
    """All recoveries of the application's award, the newest first. One query."""
    rows = Recovery.objects.with_matter().filter(award__application=application)
    return list(rows.select_related("decision", "answered_by", "opened_by", "decided_by").order_by("-pk"))


def is_heard(award: Award) -> bool:
    """Whether the association is being heard about having back what was paid of the award. One query."""
    return Recovery.objects.filter(award=award, state=RecoveryState.HEARING).exists()


def own_recovery_path(found: Recovery) -> str:
    """The association's page of the recovery, for a message."""
    return reverse("grants:recovery_answer", args=[found.award.application_id])


class PayBackRow(NamedTuple):
    """An instalment as a page shows it: what is left of it, when all that came counts for the earliest first."""

    number: int
    due_on: date
    amount_cents: int
    left_cents: int
    is_late: bool


def pay_back_rows(found: Recovery, day: date) -> list[PayBackRow]:
    """The instalments of a recovery with what is left of each on the day, in Helsinki. One query."""
    rows = list(found.instalments.order_by("number"))
    if not rows:
        return []
    left = rules.still_open([row.amount_cents for row in rows], found.received_cents)
    awaited = found.state == RecoveryState.DECIDED
    return [
        PayBackRow(row.number, row.due_on, row.amount_cents, cents, awaited and cents > 0 and row.due_on < day)
        for row, cents in zip(rows, left, strict=True)
    ]


class RecoveryRow(NamedTuple):
    """What a row of the city's list shows. Plain values."""

    key: str
    case_number: str
    association: str
    # What the association is heard about, and after the decision what is recovered.
    cents: int
    left_cents: int
    late_cents: int
    hear_by: date
    answered: bool
    state: str


def recovery_rows(rows: QuerySet[Recovery], language: str) -> list[RecoveryRow]:
    """Recoveries (``with_late``) as the city's list shows them. One query."""
    found = rows.values_list(
        *("pk", "award__application__case_number", f"award__association__name_{language}"),
        *("award__association__name_fi", "asked_cents", "recovered_cents", "received_cents", "late_cents"),
        *("hear_by", "answered_at", "state"),
    )
    return [
        RecoveryRow(
            str(pk),
            number,
            name or name_fi,
            asked if recovered is None else recovered,
            (recovered or 0) - received if state == RecoveryState.DECIDED else 0,
            late if state == RecoveryState.DECIDED else 0,
            hear_by,
            answered is not None,
            state,
        )
        for pk, number, name, name_fi, asked, recovered, received, late, hear_by, answered, state in found
    ]
