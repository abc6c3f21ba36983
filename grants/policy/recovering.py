"""Who opens, answers, decides and collects the recovery of a grant."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.enums import Area
from associations.policy import acts_for, has_right, own_rows, shut_out
from grants.enums import ApplicationState
from grants.models import Application, Recovery
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.decisions import registry as decisions
from portal.policy import bar, permission, visible_to

# A decision on a recovery and its files are seen by whom the recovery is.
decisions.shown_by("grants.Recovery", "grants.view_recovery")


@visible_to(Recovery)
def _recoveries(actor: Actor, rows: QuerySet[Recovery]) -> QuerySet[Recovery]:
    if has_right(actor, Right.GRANTS_READ):
        return rows
    return own_rows(actor, rows, "award__association", Area.GRANTS)


@bar(Recovery)
def _shut_out_of_recoveries(actor: Actor) -> Q | None:
    return shut_out(actor, "award__association")


def _own(actor: Actor, found: Recovery) -> bool:
    return acts_for(actor, found.award.association_id, Area.GRANTS)


@permission("grants.view_recovery")
def _view(actor: Actor, found: Recovery) -> bool:
    return has_right(actor, Right.GRANTS_READ) or _own(actor, found)


@permission("grants.open_recovery")
def _open(actor: Actor, application: Application) -> bool:
    # The bar of disqualification is asked of the application, on which everything hangs.
    return has_right(actor, Right.GRANTS_PROPOSE) and application.state == ApplicationState.GRANTED


@permission("grants.answer_recovery")
def _answer(actor: Actor, found: Recovery) -> bool:
    # What the association says about its own money binds it.
    return _own(actor, found) and acts_for(actor, found.award.association_id, Area.SIGNING)


@permission("grants.decide_recovery")
def _decide(actor: Actor, found: Recovery) -> bool:
    # Preparing and deciding are kept apart, also for somebody who holds both roles.
    return has_right(actor, Right.GRANTS_DECIDE) and found.opened_by_id != actor.user_id


@permission("grants.collect_recovery")
def _collect(actor: Actor, found: Recovery) -> bool:
    return has_right(actor, Right.GRANTS_PROPOSE)


@permission("grants.write_off_recovery")
def _write_off(actor: Actor, found: Recovery) -> bool:
    return has_right(actor, Right.GRANTS_DECIDE)
