"""Recording what shuts an employee out."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from associations.models import Association, Tie
from portal import actor as actors
from portal import clock, policy
from portal.journal import services as journal
from portal.workflow import Refused


@transaction.atomic
def record_tie(*, association: Association, relative: bool) -> Tie:
    """Record that the acting employee, or a close relative, holds a seat in the association, from today.

    From then on the matters of the association are shut to the employee (Hallintolaki 434/2003 §28). Raises
    :class:`Refused` when the tie is recorded already.
    """
    policy.require("associations.record_tie")
    who = actors.current().person_id
    try:
        with transaction.atomic():
            tie = Tie.objects.create(user_id=who, association=association, relative=relative)
    except IntegrityError:
        raise Refused(_("This tie is recorded already.")) from None
    journal.record("associations.tie_recorded", tie)
    return tie


@transaction.atomic
def end_tie(tie: Tie) -> Tie:
    """End a tie of the acting employee: its last day was yesterday, or the day it began."""
    policy.require("associations.record_tie", tie)
    tie.ends_on = max(tie.starts_on, clock.today() - timedelta(days=1))
    tie.save(update_fields=["ends_on"])
    journal.record("associations.tie_ended", tie)
    return tie
