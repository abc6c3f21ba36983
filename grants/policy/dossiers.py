"""Who takes a whole matter out of the portal. A dossier is its owner's alone, and only while they may read it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.policy import has_right, shut_out
from grants.models import Application, Dossier
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import bar, permission, visible_to


@permission("grants.make_dossier")
def _make(actor: Actor, application: Application) -> bool:
    return has_right(actor, Right.GRANTS_READ) and application.submitted_at is not None


@visible_to(Dossier)
def _dossiers(actor: Actor, rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.filter(user_id=actor.person_id) if has_right(actor, Right.GRANTS_READ) else rows.none()


@bar(Dossier)
def _shut_out_of_dossiers(actor: Actor) -> Q | None:
    return shut_out(actor, "application__association")


@permission("grants.remove_dossier")
def _remove(actor: Actor, dossier: Dossier) -> bool:
    return has_right(actor, Right.GRANTS_READ) and dossier.user_id == actor.user_id


@permission("grants.open_dossier")
def _open(actor: Actor, dossier: Dossier) -> bool:
    return _remove(actor, dossier) and dossier.ready_at is not None and not dossier.is_expired
