"""How long messages are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal import retention
from portal.outbox import cleaning
from portal.outbox.enums import State
from portal.outbox.models import Message


def old(before: datetime) -> QuerySet[Message]:
    """Messages from before the instant that are on no way any more."""
    rows = Message.objects.filter(created_at__lt=before).exclude(state__in=[State.OWED, State.SENDING])
    return cleaning.not_emptied(rows)


def empty(messages: Sequence[Message]) -> None:
    """Empty them."""
    cleaning.empty(Message.objects.filter(pk__in=[one.pk for one in messages]))


retention.kind(
    "outbox.messages",
    label=_("Messages that were sent"),
    what=_("Emptied: address and content are erased. What was sent about which matter, and when, stays."),
    basis=_("Shows that a message went out (Act on Electronic Services 13/2003, section 12)"),
    months=24,
    least=3,
    find=old,
    erase=empty,
)
