"""Recording what shuts an employee out."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from associations.enums import Organ
from associations.models import Association, Tie
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.workflow import Refused


@transaction.atomic
def record_tie(
    *,
    association: Association | None = None,
    body: str = "",
    organ: str = Organ.BOARD,
    relative: bool = False,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Tie:
    """Record that the acting employee, or a close relative, holds a seat from the day on (today in Helsinki).

    While it is in force, the matters of the association are shut to the employee (Hallintolaki 434/2003 §28); a seat
    in a ``body`` outside the register shuts nothing by itself. Raises :class:`Refused` when the tie is recorded
    already, names nothing, or would end before it begins.
    """
    policy.require("associations.record_tie")
    if (association is None) == (not body):
        raise Refused(_("Give an association, or the name of another body, not both."))
    tie = Tie(
        user_id=actors.current().person_id,
        association=association,
        body=body,
        organ=organ,
        relative=relative,
        starts_on=starts_on or clock.today(),
        ends_on=ends_on,
    )
    _store(tie)
    journal.record("associations.tie_recorded", tie)
    return tie


@transaction.atomic
def change_tie(tie: Tie, *, organ: str, relative: bool, starts_on: date, ends_on: date | None) -> Tie:
    """Put a tie of the acting employee right. The row images keep what it said before.

    Raises Http404 or PermissionDenied from the policy, :class:`Refused` as :func:`record_tie` does.
    """
    policy.require("associations.record_tie", tie)
    tie.organ, tie.relative, tie.starts_on, tie.ends_on = organ, relative, starts_on, ends_on
    _store(tie)
    journal.record("associations.tie_changed", tie)
    return tie


@transaction.atomic
def end_tie(tie: Tie) -> Tie:
    """End a tie of the acting employee: its last day was yesterday, or the day it began."""
    policy.require("associations.record_tie", tie)
    tie.ends_on = max(tie.starts_on, clock.today() - timedelta(days=1))
    tie.save(update_fields=["ends_on"])
    journal.record("associations.tie_ended", tie)
    return tie


def _store(tie: Tie) -> None:
    if tie.ends_on is not None and tie.ends_on < tie.starts_on:
        raise Refused(_("The tie can't end before it begins."))
    same = Tie.objects.filter(user=tie.user_id, organ=tie.organ, relative=tie.relative, ends_on__isnull=True)
    # Of a body outside the register the database can't tell that it is the same.
    same = same.filter(association=tie.association) if tie.association_id else same.filter(body__iexact=tie.body)
    if tie.ends_on is None and same.exclude(pk=tie.pk).exists():
        raise Refused(_("This tie is recorded already."))
    try:
        with transaction.atomic():
            tie.save()
    except IntegrityError:
        raise Refused(_("This tie is recorded already.")) from None
