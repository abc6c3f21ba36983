"""Reminders of what is to be paid back: one before an instalment's day, one after it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F, Q

from associations.enums import Area
from associations.queries.people import recipients
from grants import queries
from grants.enums import RecoveryState
from grants.models import Recovery, RecoveryInstalment, RecoveryQuerySet
from portal.dated.queries import values
from portal.outbox import plain
from portal.outbox import services as outbox

KIND = "grants.pay_back_reminder"
# A day on which the portal stood still is made up for, and no longer.
_CATCH_UP = timedelta(days=14)
_RULES = ("grants.pay_back_remind_days", "grants.pay_back_late_days")


def remind(day: date, after: int = 0) -> int | None:
    """Remind of the next recovery (by key, after the given one) of which an instalment is due soon or wasn't paid.

    ``day`` is today in Helsinki. Returns the recovery's key, None when there is nothing left. Each instalment is told
    of once before its day and once after it, however often this runs; nothing while a request for rectification of the
    decision is handled.
    """
    before, late = values(_RULES, day).values()
    soon = (day, day + timedelta(days=before))
    missed = (day - timedelta(days=late) - _CATCH_UP, day - timedelta(days=late))
    for pk in _next(soon, missed, after):
        with transaction.atomic():
            # Locked, so that nobody is reminded of what was recorded or asked a moment ago.
            found = _awaited().with_matter().select_for_update(of=("self",)).filter(pk=pk).first()
            if found is not None:
                _owe(found, day, soon, missed)
        return pk
    return None


def _awaited() -> RecoveryQuerySet:
    return Recovery.objects.filter(state=RecoveryState.DECIDED).undisputed()


def _next(soon: tuple[date, date], missed: tuple[date, date], after: int) -> list[int]:
    rows = RecoveryInstalment.objects.filter(Q(due_on__range=soon) | Q(due_on__range=missed), plan=F("recovery__plan"))
    keys = _awaited().filter(pk__in=rows.values("recovery"), pk__gt=after).order_by("pk")
    return list(keys.values_list("pk", flat=True)[:1])


def _owe(found: Recovery, day: date, soon: tuple[date, date], missed: tuple[date, date]) -> None:
    for row in queries.pay_back_rows(found, day):
        for name, (first, last) in (("before", soon), ("late", missed)):
            if row.left_cents and first <= row.due_on <= last:
                outbox.owe(
                    KIND,
                    subject=found,
                    recipients=recipients(found.award.association, Area.GRANTS),
                    context={
                        "association": plain.texts(found.award.association, "name"),
                        "call": plain.texts(found.award.call, "title"),
                        "case_number": found.award.application.case_number,
                        "cents": row.left_cents,
                        "due_on": row.due_on,
                        "late": name == "late",
                    },
                    path=queries.own_recovery_path(found),
                    discriminator=f"{found.plan}:{row.number}:{name}",
                )
