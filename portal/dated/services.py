"""Giving a rule a new value."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from portal import actor as actors
from portal import clock, policy
from portal.dated import registry
from portal.dated.models import DatedValue
from portal.journal import services as journal
from portal.ui import pagecache
from portal.workflow import Refused

# What pages that tell a rule hang on.
TOPIC = "rules"


@transaction.atomic
def set_value(name: str, *, value: int, valid_from: date, reason: str) -> DatedValue:
    """The rule says this from the day on; a value of a day to come that begins on the same day is replaced.

    Raises PermissionDenied without the right, :class:`~portal.workflow.Refused` for a day that has begun or a number
    outside of the rule's limits, ImproperlyConfigured for an undeclared rule.
    """
    policy.require("dated.set_value")
    declared = registry.find(name)
    if valid_from <= clock.today():
        raise Refused(_("A rule can change from tomorrow on, so that what was done today stays as it was."))
    if not declared.least <= value <= declared.most:
        raise Refused(
            _("The value must be between %(least)d and %(most)d.") % {"least": declared.least, "most": declared.most}
        )
    row, _made = DatedValue.objects.update_or_create(
        name=name,
        valid_from=valid_from,
        defaults={"value": value, "reason": reason, "set_by_id": actors.current().person_id, "set_at": clock.now()},
    )
    journal.record("dated.value_set", row, reason=reason)
    pagecache.bump(TOPIC)
    return row


@transaction.atomic
def remove_value(row: DatedValue) -> None:
    """Take back a value that hasn't begun; what holds today goes on.

    Raises PermissionDenied without the right and :class:`~portal.workflow.Refused` for a value that has begun.
    """
    policy.require("dated.set_value")
    if row.valid_from <= clock.today():
        raise Refused(
            _("This value holds already, so it can't be removed. Give the rule a new one from a day to come.")
        )
    journal.record("dated.value_removed", row)
    row.delete()
    pagecache.bump(TOPIC)
