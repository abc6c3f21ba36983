"""Who gathers, presents and decides lists of decisions, corrects decisions, and asks for and decides rectification."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.enums import Area
from associations.policy import acts_for, has_right, own_rows, shut_out
from grants.enums import DECIDED_STATES, Channel
from grants.models import Application, Call, DecisionList, ListLine, Rectification
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import bar, permission, visible_to


@visible_to(DecisionList)
def _lists(actor: Actor, rows: QuerySet[DecisionList]) -> QuerySet[DecisionList]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.none()


@visible_to(ListLine)
def _lines(actor: Actor, rows: QuerySet[ListLine]) -> QuerySet[ListLine]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.none()


@bar(ListLine)
def _shut_out_of_lines(actor: Actor) -> Q | None:
    return shut_out(actor, "application__association")


@permission("grants.gather_list")
def _gather(actor: Actor, obj: Call | DecisionList | None) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE)


@permission("grants.decide_list")
def _decide_list(actor: Actor, found: DecisionList) -> bool:
    # Whoever prepared one of the applications doesn't decide on that one; it is asked of each.
    return has_right(actor, Right.GRANTS_DECIDE)


@permission("grants.close_list")
def _close_list(actor: Actor, found: DecisionList) -> bool:
    # The job closes the list, also when whoever confirmed it has lost the right in between.
    return actor.kind == "system" or has_right(actor, Right.GRANTS_DECIDE)


@permission("grants.take_off_list")
def _take_off(actor: Actor, application: Application) -> bool:
    return has_right(actor, Right.GRANTS_DECIDE)


@permission("grants.correct_decision")
def _correct(actor: Actor, application: Application) -> bool:
    return has_right(actor, Right.GRANTS_DECIDE) and application.proposed_by_id != actor.user_id


@permission("grants.note_service")
def _note_service(actor: Actor, application: Application) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE) or has_right(actor, Right.GRANTS_DECIDE)


@visible_to(Rectification)
def _rectifications(actor: Actor, rows: QuerySet[Rectification]) -> QuerySet[Rectification]:
    if has_right(actor, Right.GRANTS_READ):
        return rows
    return own_rows(actor, rows, "application__association", Area.GRANTS)


@bar(Rectification)
def _shut_out_of_rectifications(actor: Actor) -> Q | None:
    return shut_out(actor, "application__association")


@permission("grants.ask_rectification")
def _ask_rectification(actor: Actor, application: Application) -> bool:
    """Somebody who signs for the association: the request binds it (Kuntalaki 410/2015 §137)."""
    own = acts_for(actor, application.association_id, Area.GRANTS)
    signs = acts_for(actor, application.association_id, Area.SIGNING)
    return own and signs and application.state in DECIDED_STATES


@permission("grants.record_rectification")
def _record_rectification(actor: Actor, application: Application) -> bool:
    return has_right(actor, Right.GRANTS_REVIEW) and application.state in DECIDED_STATES


@permission("grants.withdraw_rectification")
def _withdraw_rectification(actor: Actor, found: Rectification) -> bool:
    """Who asked: the association itself, or an officer to whom it was told in another way."""
    if has_right(actor, Right.GRANTS_REVIEW):
        return found.channel != Channel.PORTAL
    application = found.application
    own = acts_for(actor, application.association_id, Area.GRANTS)
    return own and acts_for(actor, application.association_id, Area.SIGNING) and not found.by_member


@permission("grants.decide_rectification")
def _decide_rectification(actor: Actor, found: Rectification) -> bool:
    # Neither who prepared the matter nor who made the decision that is asked about judges it anew.
    prepared = found.recovery.opened_by_id if found.recovery is not None else found.application.proposed_by_id
    return has_right(actor, Right.GRANTS_DECIDE) and actor.user_id not in {prepared, found.decision.decided_by_id}
