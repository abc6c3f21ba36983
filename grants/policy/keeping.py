"""Who sees what has been erased of a matter: those who see the matter."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.enums import Area
from associations.policy import has_right, own_rows, shut_out
from grants.models import Erasure
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import bar, visible_to


@visible_to(Erasure)
def _erasures(actor: Actor, rows: QuerySet[Erasure]) -> QuerySet[Erasure]:
    if has_right(actor, Right.GRANTS_READ):
        return rows
    return own_rows(actor, rows, "application__association", Area.GRANTS)


@bar(Erasure)
def _shut_out_of_erasures(actor: Actor) -> Q | None:
    return shut_out(actor, "application__association")
