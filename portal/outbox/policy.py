"""A person reads their own messages; nobody else does."""

from __future__ import annotations

from django.db.models import QuerySet

from portal import policy
from portal.accounts.enums import Right, rights_of
from portal.accounts.models import User
from portal.actor import Actor
from portal.outbox.models import Message


@policy.visible_to(Message)
def _messages(actor: Actor, rows: QuerySet[Message]) -> QuerySet[Message]:
    return rows.in_inbox_of(actor.user_id) if actor.is_user else rows.none()  # type: ignore[attr-defined]


@policy.permission("outbox.clear_bounce")
def _clear_bounce(actor: Actor, address: str) -> bool:
    """Who says that an address works: its person, or an employee who edits the register."""
    if actor.is_staff and Right.ASSOCIATIONS_EDIT in rights_of(actor.staff_roles):
        return True
    return actor.is_user and User.objects.filter(pk=actor.person_id, email__iexact=address).exists()
