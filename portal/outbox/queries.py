"""What the inbox shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from django.db.models.functions import Lower

from portal.accounts.models import User
from portal.outbox import rendering
from portal.outbox.models import Bounce, Message

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """A message in the list: itself, and its subject line in the reader's language."""

    message: Message
    title: str


def lines(messages: Iterable[Message], language: str) -> list[Line]:
    """The messages with their titles. No query: everything is in the rows."""
    return [Line(message, title(message, language)) for message in messages]


def title(message: Message, language: str) -> str:
    """The subject line; the kind's name where the template is gone with its app: old messages must not break a page."""
    try:
        return rendering.title(message, language)
    except Exception:
        log.exception("outbox.title_not_rendered", message=message.pk, kind=message.kind)
        return message.kind_label


def body(message: Message, language: str) -> str:
    """The text of the message; '' where the template is gone with its app."""
    try:
        return rendering.body(message, language)
    except Exception:
        log.exception("outbox.body_not_rendered", message=message.pk, kind=message.kind)
        return ""


def unread_count(user_id: int) -> int:
    """How many messages the person hasn't opened. One query."""
    return Message.objects.in_inbox_of(user_id).unread().order_by().count()


def bouncing(addresses: Iterable[str]) -> set[str]:
    """Those of the addresses from which mail comes back, in small letters. One query, none for no addresses."""
    asked = {address.lower() for address in addresses}
    if not asked:
        return set()
    return set(Bounce.objects.in_force().filter(address__in=asked).values_list("address", flat=True))


def own_bouncing(user_id: int) -> str:
    """The person's own address when mail to it comes back, '' otherwise. One query."""
    mine = User.objects.filter(pk=user_id).values(address=Lower("email"))
    found = Bounce.objects.in_force().filter(address__in=mine).values_list("address", flat=True)
    return found.first() or ""
