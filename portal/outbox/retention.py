"""How long messages are kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal import retention
from portal.outbox import cleaning
from portal.outbox.enums import State
from portal.outbox.models import Bounce, Message


def old(before: datetime) -> QuerySet[Message]:
    """Messages from before the instant that are on no way any more."""
    rows = Message.objects.filter(created_at__lt=before).exclude(state__in=[State.OWED, State.SENDING])
    return cleaning.not_emptied(rows)


def empty(messages: Sequence[Message]) -> None:
    """Empty them."""
    cleaning.empty(Message.objects.filter(pk__in=[one.pk for one in messages]))


def old_bounces(before: datetime) -> QuerySet[Bounce]:
    """Addresses from which no mail has come back since the instant."""
    return Bounce.objects.filter(last_at__lt=before)


def remove_bounces(rows: Sequence[Bounce]) -> None:
    """Remove the marks."""
    Bounce.objects.filter(pk__in=[row.pk for row in rows]).delete()


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
retention.kind(
    "outbox.bounces",
    label=_("Addresses from which mail came back"),
    what=_("Removed."),
    basis=_("Keeps mail from going where it can't arrive (GDPR, article 5(1)(d))"),
    months=12,
    find=old_bounces,
    erase=remove_bounces,
)
