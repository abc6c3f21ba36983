"""Who records absences, and who sees them."""

from __future__ import annotations

from django.db.models import QuerySet

from associations.policy import has_right
from grants.models import Absence
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import permission, visible_to


@visible_to(Absence)
def _absences(actor: Actor, rows: QuerySet[Absence]) -> QuerySet[Absence]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.none()


@permission("grants.record_absence")
def _record_absence(actor: Actor, absence: Absence | None) -> bool:
    """Any officer: who has fallen ill doesn't sign in to say so. Standing in gives no right that one didn't have."""
    return has_right(actor, Right.GRANTS_REVIEW)
