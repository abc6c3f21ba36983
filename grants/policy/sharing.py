"""Who sees and makes award models and allocations."""

from __future__ import annotations

from django.db.models import QuerySet

from associations.policy import has_right
from grants.models import Allocation, AwardModel, Call
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import permission, visible_to


@visible_to(AwardModel)
def _models(actor: Actor, rows: QuerySet[AwardModel]) -> QuerySet[AwardModel]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.none()


@permission("grants.manage_award_model")
def _manage_model(actor: Actor, model: AwardModel) -> bool:
    return has_right(actor, Right.GRANTS_CALLS)


@permission("grants.share_money")
def _share_money(actor: Actor, call: Call) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE)


@visible_to(Allocation)
def _allocations(actor: Actor, rows: QuerySet[Allocation]) -> QuerySet[Allocation]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.none()
