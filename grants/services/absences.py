"""Absences of officers: recorded with who stands in, and ended early when somebody is back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants import queries
from grants.models import Absence
from portal import clock, policy
from portal.accounts.models import User
from portal.journal import services as journal
from portal.ui import formats
from portal.workflow import Refused


@transaction.atomic
def record_absence(*, user: User, substitute: User, starts_on: date, ends_on: date) -> Absence:
    """Note that an officer is away, both days (in Helsinki) included, and who stands in.

    Answers and messages about the officer's matters then go to the substitute too. Raises PermissionDenied without
    the right, and :class:`Refused` for days that don't fit, for somebody who doesn't review, or when the officer is
    away at that time already.
    """
    policy.require("grants.record_absence")
    if ends_on < starts_on:
        raise Refused(_("The absence can't end before it begins."))
    if ends_on < clock.today():
        raise Refused(_("The absence is over already. Give a last day that is still to come."))
    if substitute == user:
        raise Refused(_("Nobody stands in for themselves. Choose a colleague."))
    for person, day in ((user, starts_on), (substitute, starts_on), (substitute, ends_on)):
        # Who is away today has begun to be so: today's role counts.
        if not queries.reviewing_employees(max(day, clock.today())).filter(pk=person.pk).exists():
            raise Refused(_("%(person)s doesn't handle applications at that time.") % {"person": person})
    try:
        with transaction.atomic():
            absence = Absence.objects.create(user=user, substitute=substitute, starts_on=starts_on, ends_on=ends_on)
    except IntegrityError:
        raise Refused(_overlap(user, starts_on, ends_on)) from None
    journal.record("grants.absence_recorded", absence)
    return absence


def _overlap(user: User, starts_on: date, ends_on: date) -> str:
    rows = Absence.objects.not_over(starts_on).filter(user=user, starts_on__lte=ends_on).order_by("starts_on")
    other = rows.first()
    time = formats.period(other.starts_on, other.ends_on) if other else ""
    return _("%(person)s is away at that time already (%(time)s). End that absence first.") % {
        "person": user,
        "time": time,
    }


@transaction.atomic
def end_absence(*, absence: Absence) -> Absence:
    """The officer is back: the last day was yesterday; an absence that hadn't begun holds on no day.

    Raises PermissionDenied without the right, and :class:`Refused` when the absence is over already.
    """
    fresh = Absence.objects.select_for_update(of=("self",)).select_related("user").get(pk=absence.pk)
    policy.require("grants.record_absence", fresh)
    if fresh.ends_on < max(clock.today(), fresh.starts_on):
        raise Refused(_("This absence is over already."))
    fresh.ends_on = max(fresh.starts_on, clock.today()) - timedelta(days=1)
    fresh.save(update_fields=["ends_on"])
    journal.record("grants.absence_ended", fresh)
    return fresh
