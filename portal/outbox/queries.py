"""What the inbox shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import structlog

from portal.outbox import rendering
from portal.outbox.models import Message

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
