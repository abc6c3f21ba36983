"""Who handles requests and runs the plan; a person sees and withdraws their own."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.accounts.enums import Right, rights_of
from portal.actor import Actor
from portal.policy import permission, visible_to
from portal.privacy.models import DataRequest, RetentionRun


def _handles(actor: Actor) -> bool:
    return actor.is_staff and Right.PRIVACY_HANDLE in rights_of(actor.staff_roles)


@visible_to(DataRequest)
def _requests(actor: Actor, rows: QuerySet[DataRequest]) -> QuerySet[DataRequest]:
    if _handles(actor):
        return rows
    return rows.filter(user_id=actor.person_id) if actor.is_user else rows.none()


@permission("privacy.handle_request")
def _handle(actor: Actor, request: DataRequest) -> bool:
    # Nobody answers what they have asked themselves.
    return _handles(actor) and request.user_id != actor.user_id


@permission("privacy.withdraw_request")
def _withdraw(actor: Actor, request: DataRequest) -> bool:
    return actor.is_user and request.user_id == actor.user_id


@visible_to(RetentionRun)
def _runs(actor: Actor, rows: QuerySet[RetentionRun]) -> QuerySet[RetentionRun]:
    return rows if _handles(actor) else rows.none()


@permission("privacy.run_retention")
def _run(actor: Actor, run: RetentionRun | None) -> bool:
    """Who has the right asks for it; the work itself is the portal's."""
    return _handles(actor) or actor.kind == "system"
