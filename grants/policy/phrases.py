"""Who keeps the library of texts, and who uses it."""

from __future__ import annotations

from django.db.models import QuerySet

from associations.policy import has_right
from grants.models import Phrase
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import permission, visible_to


@visible_to(Phrase)
def _phrases(actor: Actor, rows: QuerySet[Phrase]) -> QuerySet[Phrase]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.none()


@permission("grants.manage_phrase")
def _manage_phrase(actor: Actor, phrase: Phrase | None) -> bool:
    return has_right(actor, Right.GRANTS_CALLS)
