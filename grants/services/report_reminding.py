"""Reminders of use reports: before the day, and once a week after it has gone by."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from associations.enums import Area
from associations.queries.people import recipients
from grants import rules
from grants.models import UseReport
from grants.services.reporting import mail_context
from portal.dated.queries import values
from portal.outbox import services as outbox
from portal.outbox.models import Message

KIND = "grants.report_reminder"
# So many reports are looked at with one set of queries.
BATCH = 200
_RULES = ("grants.report_remind_days", "grants.report_remind_again_days", "grants.report_late_weeks")


def remind(day: date, after: int = 0) -> int | None:
    """Remind of the next reports (by key, after the given one) that are awaited soon or were before the Helsinki day.

    Returns the last key looked at, None when there is nothing left. A reminder is owed once, however often this runs.
    """
    first, again, weeks = values(_RULES, day).values()
    soonest, latest = day - timedelta(weeks=weeks), day + timedelta(days=max(first, again))
    awaited = UseReport.objects.awaited().filter(awaited_on__range=(soonest, latest), pk__gt=after)
    rows = list(awaited.with_matter().order_by("pk")[:BATCH])
    if not rows:
        return None
    names = {
        row.pk: rules.reminder(row.awaited_on, row.asked_on, day, first=first, again=again, weeks=weeks) for row in rows
    }
    sent = _sent(rows)
    for row in rows:
        name = names[row.pk]
        # A report that was returned is reminded of anew by its new day.
        mark = f"{row.awaited_on.isoformat()}:{name}"
        if name is not None and (str(row.pk), mark) not in sent:
            _owe(row.pk, mark, day)
    return rows[-1].pk


def _sent(rows: list[UseReport]) -> set[Any]:
    found = Message.objects.filter(
        kind=KIND, subject_type=UseReport._meta.label_lower, subject_id__in=[str(row.pk) for row in rows]
    )
    return set(found.order_by().values_list("subject_id", "discriminator").distinct())


@transaction.atomic
def _owe(pk: int, mark: str, day: date) -> None:
    # Locked, so that nobody is reminded of what was handed in a moment ago.
    report = UseReport.objects.awaited().with_matter().select_for_update(of=("self",)).filter(pk=pk).first()
    if report is None or not mark.startswith(report.awaited_on.isoformat()):
        return
    outbox.owe(
        KIND,
        subject=report,
        recipients=recipients(report.award.association, Area.GRANTS),
        context={**mail_context(report), "late": report.awaited_on < day},
        path=report.get_absolute_url(),
        discriminator=mark,
    )
