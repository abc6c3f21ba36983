"""Naming liaisons: who at the city answers for whom, from when until when, and who stands in."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from associations.models import Association, LiaisonAssignment, Sector
from associations.queries import liaison_rows
from portal import clock, policy
from portal.accounts.models import User
from portal.journal import services as journal
from portal.ui import formats, pagecache
from portal.workflow import Refused

# One change of assignments at a time, so that no two overlapping ones are named at once; they are rare.
_LOCK = 0x4C4941


@transaction.atomic
def assign_liaison(
    *,
    user: User,
    association: Association | None = None,
    sector: Sector | None = None,
    part: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    substitute: User | None = None,
    away_from: date | None = None,
    away_until: date | None = None,
) -> LiaisonAssignment:
    """Name an employee as the liaison of an association, a sector or all, in one part or all of the operating model.

    Dates are days in Helsinki, both ends included; without ``starts_on`` from today. Raises PermissionDenied without
    the right, :class:`Refused` with a sentence when somebody is the liaison there already at that time, when the
    dates don't fit, or when liaison or substitute isn't an employee with a role in force.
    """
    policy.require("associations.assign_liaison")
    row = LiaisonAssignment(
        user=user,
        association=association,
        sector=sector,
        part=part,
        starts_on=starts_on or clock.today(),
        ends_on=ends_on,
        substitute=substitute,
        away_from=away_from,
        away_until=away_until,
    )
    _store(row)
    journal.record("associations.liaison_assigned", row)
    return row


@transaction.atomic
def change_liaison(
    row: LiaisonAssignment,
    *,
    starts_on: date,
    ends_on: date | None,
    substitute: User | None,
    away_from: date | None,
    away_until: date | None,
) -> LiaisonAssignment:
    """Change the dates or the substitute of an assignment; another person is another assignment.

    Raises as :func:`assign_liaison` does.
    """
    policy.require("associations.assign_liaison", row)
    row.starts_on, row.ends_on = starts_on, ends_on
    row.substitute, row.away_from, row.away_until = substitute, away_from, away_until
    _store(row)
    journal.record("associations.liaison_changed", row)
    return row


@transaction.atomic
def end_liaison(row: LiaisonAssignment) -> LiaisonAssignment:
    """End an assignment: its last day was yesterday, or the day it began. Raises PermissionDenied without the right."""
    policy.require("associations.assign_liaison", row)
    last = max(row.starts_on, clock.today() - timedelta(days=1))
    row.ends_on = min(row.ends_on, last) if row.ends_on else last
    row.save(update_fields=["ends_on"])
    journal.record("associations.liaison_ended", row)
    pagecache.bump("associations")
    return row


def _store(row: LiaisonAssignment) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    _refuse_odd(row)
    _refuse_outsiders(row)
    _refuse_overlap(row)
    row.save()
    pagecache.bump("associations")


def _refuse_odd(row: LiaisonAssignment) -> None:
    if row.association_id is not None and row.sector_id is not None:
        raise Refused(_("Choose an association or a sector, not both."))
    if row.ends_on is not None and row.ends_on < row.starts_on:
        raise Refused(_("The assignment can't end before it begins."))
    if row.substitute_id is None:
        if row.away_from is not None or row.away_until is not None:
            raise Refused(_("Name the substitute for the absence."))
        return
    if row.substitute_id == row.user_id:
        raise Refused(_("A substitute is somebody else than the liaison."))
    if row.away_from is None:
        raise Refused(_("Give the first day of the absence."))
    if row.away_until is not None and row.away_until < row.away_from:
        raise Refused(_("The absence can't end before it begins."))


def _refuse_outsiders(row: LiaisonAssignment) -> None:
    """Who is named must be an employee on the day when it begins, or today when it has begun."""
    for user, since in ((row.user, row.starts_on), (row.substitute, row.away_from)):
        if user is None or since is None:
            continue
        day = max(since, clock.today())
        # What is over is history, and nobody needs to hold a role for it any more.
        if row.ends_on is not None and row.ends_on < day:
            continue
        if not liaison_rows.employees(day).filter(pk=user.pk).exists():
            raise Refused(_("%(person)s has no role at the city on that day.") % {"person": user})


def _refuse_overlap(row: LiaisonAssignment) -> None:
    until = Q(starts_on__lte=row.ends_on) if row.ends_on is not None else Q()
    others = LiaisonAssignment.objects.filter(
        until,
        Q(ends_on__isnull=True) | Q(ends_on__gte=row.starts_on),
        association=row.association_id,
        sector=row.sector_id,
        part=row.part,
    )
    other = others.exclude(pk=row.pk).select_related("user").order_by("starts_on").first()
    if other is not None:
        raise Refused(
            _("%(person)s is the liaison here already (%(time)s). End that assignment first.")
            % {"person": other.user, "time": formats.period(other.starts_on, other.ends_on)}
        )
