"""Who may see, make, withdraw and decide change requests."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.enums import Area
from associations.policy import acts_for, has_right, own_rows, shut_out
from grants.enums import ApplicationState
from grants.models import Application, ChangeRequest, UseReport
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.decisions import registry as decisions
from portal.policy import bar, permission, visible_to

# A decision that refuses a change, and its files, are seen by whom the request is.
decisions.shown_by("grants.ChangeRequest", "grants.view_change")


@visible_to(ChangeRequest)
def _changes(actor: Actor, rows: QuerySet[ChangeRequest]) -> QuerySet[ChangeRequest]:
    if has_right(actor, Right.GRANTS_READ):
        return rows
    return own_rows(actor, rows, "award__association", Area.GRANTS)


@bar(ChangeRequest)
def _shut_out_of_changes(actor: Actor) -> Q | None:
    return shut_out(actor, "award__association")


def _signs(actor: Actor, association_id: int) -> bool:
    # It binds the association as to what it uses public money for.
    return acts_for(actor, association_id, Area.GRANTS) and acts_for(actor, association_id, Area.SIGNING)


@permission("grants.view_change")
def _view(actor: Actor, found: ChangeRequest) -> bool:
    return has_right(actor, Right.GRANTS_READ) or acts_for(actor, found.award.association_id, Area.GRANTS)


@permission("grants.ask_change")
def _ask(actor: Actor, application: Application) -> bool:
    return application.state == ApplicationState.GRANTED and _signs(actor, application.association_id)


@permission("grants.withdraw_change")
def _withdraw(actor: Actor, found: ChangeRequest) -> bool:
    return _signs(actor, found.award.association_id)


@permission("grants.decide_change")
def _decide(actor: Actor, found: ChangeRequest) -> bool:
    # As of a correction: who prepared the decision doesn't make its next version.
    return has_right(actor, Right.GRANTS_DECIDE) and found.award.application.proposed_by_id != actor.user_id


@permission("grants.move_report_day")
def _move_report_day(actor: Actor, report: UseReport) -> bool:
    return has_right(actor, Right.GRANTS_DECIDE)
