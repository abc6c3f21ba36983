"""Recoveries: of a matter, as the city's list, and what may be recovered at all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Sum
from django.urls import reverse

from grants import rules
from grants.enums import RECOVERED_STATES, InstalmentState, RecoveryState
from grants.models import Application, Award, Instalment, Payer, Recovery, RecoveryInstalment, Rectification


def paid_cents(award: Award) -> int:
    """What of the award has been paid and hasn't to be paid back by an earlier decision, in cents. Two queries."""
    paid = Instalment.objects.filter(payout__award=award, state=InstalmentState.PAID)
    before = Recovery.objects.filter(award=award, state__in=RECOVERED_STATES)
    owed = before.aggregate(sum=Sum(F("recovered_cents") - F("netted_cents")))["sum"] or 0
    return max(int((paid.aggregate(sum=Sum("amount_cents"))["sum"] or 0) - owed), 0)


def unpaid_cents(award: Award) -> int:
    """What of the award waits to be paid, in cents: the part that a recovery takes first. One query."""
    waiting = Instalment.objects.filter(
        payout__award=award, state__in=[InstalmentState.PLANNED, InstalmentState.RETURNED]
    )
    return int(waiting.aggregate(sum=Sum("amount_cents"))["sum"] or 0)


def recoverable_cents(award: Award) -> int:
    """What can be recovered: paid or not yet, in cents; 0 where nothing has been paid. Three queries.

    An award of which nothing was paid is no matter of recovery: its decision is corrected.
    """
    paid = paid_cents(award)
    return paid + unpaid_cents(award) if paid else 0


def netted_cents(award: Award) -> int:
    """What decisions on recovery took of the award before it was paid, in cents. One query."""
    return int(Recovery.objects.filter(award=award).aggregate(sum=Sum("netted_cents"))["sum"] or 0)


def recoveries_of(application: Application) -> list[Recovery]:
    """All recoveries of the application's award, the newest first. One query."""
    rows = Recovery.objects.with_matter().filter(award__application=application)
    return list(rows.select_related("decision", "answered_by", "opened_by", "decided_by").order_by("-pk"))


def is_heard(award: Award) -> bool:
    """Whether the association is being heard about having back what was paid of the award. One query."""
    return Recovery.objects.filter(award=award, state=RecoveryState.HEARING).exists()


def heard_awards(awards: Collection[int]) -> frozenset[int]:
    """Of the awards, by key, those whose association is being heard about paying back. One query."""
    rows = Recovery.objects.filter(award__in=awards, state=RecoveryState.HEARING)
    return frozenset(rows.values_list("award", flat=True))


def own_recovery_path(found: Recovery) -> str:
    """The association's page of the recovery, for a message."""
    return reverse("grants:recovery_answer", args=[found.award.application_id])


class PayTo(NamedTuple):
    """Where and with what reference a recovery is paid back, in groups as people copy them."""

    name: str
    iban: str
    bic: str
    reference: str
    creditor_reference: str


def pay_to(found: Recovery, day: date) -> PayTo | None:
    """The city's account on the Helsinki day and the recovery's reference; None before anybody gave one. One query."""
    payer = Payer.on(day)
    if payer is None:
        return None
    national = rules.reference(found.pk)
    return PayTo(
        payer.name,
        rules.in_groups(payer.iban, 4),
        payer.bic,
        rules.in_groups(national, 5, from_right=True),
        rules.in_groups(rules.creditor_reference(national), 4),
    )


class PayBackRow(NamedTuple):
    """An instalment as a page shows it: what is left of it, when all that came counts for the earliest first."""

    number: int
    due_on: date
    amount_cents: int
    left_cents: int
    is_late: bool


def instalments_in_force(found: Recovery) -> list[RecoveryInstalment]:
    """The instalments of the plan in force, in their order. One query."""
    return list(found.instalments.filter(plan=found.plan).order_by("number"))


def next_due(found: Recovery) -> date | None:
    """The day of the earliest instalment that isn't paid in full. No query where the instalments have been fetched."""
    rows = sorted((row for row in found.instalments.all() if row.plan == found.plan), key=lambda row: row.number)
    left = rules.still_open([row.amount_cents for row in rows], found.received_cents)
    return next((row.due_on for row, cents in zip(rows, left, strict=True) if cents), None)


def pay_back_rows(found: Recovery, day: date, *, disputed: bool = False) -> list[PayBackRow]:
    """The instalments of a recovery with what is left of each on the day, in Helsinki. One query.

    Nothing is late while the decision is ``disputed``: a request for its rectification is handled.
    """
    rows = instalments_in_force(found)
    if not rows:
        return []
    left = rules.still_open([row.amount_cents for row in rows], found.received_cents)
    awaited = found.state == RecoveryState.DECIDED and not disputed
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
    disputed: bool
    hear_by: date
    answered: bool
    state: str


def recovery_rows(rows: QuerySet[Recovery], language: str) -> list[RecoveryRow]:
    """Recoveries (``with_late``) as the city's list shows them. One query."""
    waiting = Rectification.objects.open().filter(recovery=OuterRef("pk"))
    found = rows.annotate(disputed=Exists(waiting)).values_list(
        *("pk", "award__application__case_number", f"award__association__name_{language}"),
        *("award__association__name_fi", "asked_cents", "recovered_cents", "netted_cents", "received_cents"),
        *("late_cents", "disputed", "hear_by", "answered_at", "state"),
    )
    return [
        RecoveryRow(
            str(pk),
            number,
            name or name_fi,
            asked if recovered is None else recovered,
            (recovered or 0) - netted - received if state == RecoveryState.DECIDED else 0,
            late if state == RecoveryState.DECIDED and not disputed else 0,
            disputed,
            hear_by,
            answered is not None,
            state,
        )
        for pk, number, name, name_fi, asked, recovered, netted, received, late, disputed, hear_by, answered, state in (
            found
        )
    ]
