"""A person reads their own messages; nobody else does."""

from __future__ import annotations

from django.db.models import QuerySet

from portal import policy
from portal.actor import Actor
from portal.outbox.models import Message


@policy.visible_to(Message)
def _messages(actor: Actor, rows: QuerySet[Message]) -> QuerySet[Message]:
    return rows.in_inbox_of(actor.user_id) if actor.is_user else rows.none()  # type: ignore[attr-defined]
