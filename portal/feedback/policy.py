"""Who answers feedback."""

from __future__ import annotations

from django.db.models import QuerySet

from portal.accounts.enums import Right, rights_of
from portal.actor import Actor
from portal.feedback.models import Feedback
from portal.policy import permission, visible_to


def _answers(actor: Actor) -> bool:
    return actor.is_staff and Right.FEEDBACK_ANSWER in rights_of(actor.staff_roles)


@visible_to(Feedback)
def _feedback(actor: Actor, rows: QuerySet[Feedback]) -> QuerySet[Feedback]:
    return rows if _answers(actor) else rows.none()


@permission("feedback.answer_feedback")
def _answer(actor: Actor, feedback: Feedback) -> bool:
    return _answers(actor)
