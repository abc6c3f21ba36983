"""Emptying messages: that something was sent, about what and when stays; to whom and what it said goes."""

from __future__ import annotations

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from portal.outbox.enums import State
from portal.outbox.models import Message

# Reserved for what can't be reached (RFC 2606).
NOWHERE = "@erased.invalid"


def not_emptied(rows: QuerySet[Message]) -> QuerySet[Message]:
    """Those that still say something of somebody."""
    return rows.exclude(address__endswith=NOWHERE)


def empty(rows: QuerySet[Message]) -> int:
    """Take address, recipient and content from the messages; what hasn't been sent never will be. Returns how many."""
    left = not_emptied(rows).order_by()
    keys = list(left.values_list("pk", flat=True))
    mine = Message.objects.filter(pk__in=keys)
    mine.filter(state__in=[State.OWED, State.SENDING]).update(
        state=State.FAILED, claimed_at=None, last_error=_("Erased before it was sent")
    )
    # An address of its own each: kind, subject and address together are unique.
    nowhere = Concat(Value("message-"), Cast(F("pk"), CharField()), Value(NOWHERE))
    # What a mail server answered names the address too.
    mine.exclude(last_error="").update(last_error=_("Erased"))
    return mine.update(address=nowhere, recipient=None, context={})
