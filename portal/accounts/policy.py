"""Who holds a right of city employees."""

from __future__ import annotations

from portal import policy
from portal.accounts.enums import rights_of
from portal.actor import Actor


@policy.permission("accounts.hold_right")
def _holds(actor: Actor, right: str) -> bool:
    """The right follows from the roles in force today, and only while the person acts for the city."""
    return actor.is_staff and right in rights_of(actor.staff_roles)
