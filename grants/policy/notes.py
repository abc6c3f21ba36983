"""Who writes and reads internal notes: never the applicant (cases.md 22)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from associations.policy import has_right, shut_out
from grants.models import Application, Note
from portal.accounts.enums import Right
from portal.actor import Actor
from portal.policy import bar, permission, visible_to


@visible_to(Note)
def _notes(actor: Actor, rows: QuerySet[Note]) -> QuerySet[Note]:
    return rows if has_right(actor, Right.GRANTS_READ) else rows.none()


@bar(Note)
def _shut_out_of_notes(actor: Actor) -> Q | None:
    return shut_out(actor, "application__association")


@permission("grants.write_note")
def _write_note(actor: Actor, application: Application) -> bool:
    # Nobody at the city sees what hasn't been handed in.
    return has_right(actor, Right.GRANTS_REVIEW) and application.submitted_at is not None
